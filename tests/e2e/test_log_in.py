"""Who gets into the console, and who sees what was done in it."""

from __future__ import annotations

from playwright.async_api import Page, expect

from tests.e2e.console import (
    ADMINISTRATOR,
    AGENT,
    FORGETFUL,
    at_the_door,
    go,
    on_duty,
    try_password,
)
from tests.e2e.visitors import Visitors

REFUSED = "4(01|29) POST /api/v1/staff/login"
TRIES = 5


async def refusal(page: Page, name: str, password: str) -> str:
    """What the page says to a log-in that does not succeed."""
    async with page.expect_response("**/staff/login"):
        await try_password(page, name, password)
    error = page.get_by_test_id("login-error")
    await expect(page.get_by_test_id("login-submit")).to_be_enabled()
    await expect(error).to_be_visible()
    return await error.inner_text()


async def test_in_and_out(visitors: Visitors) -> None:
    page = await on_duty(visitors)
    await expect(page.locator(".who")).to_contain_text(AGENT.name)
    await page.reload()
    await expect(page.get_by_test_id("nav-desk")).to_be_visible()
    await page.get_by_test_id("logout").click()
    await expect(page.get_by_test_id("login-name")).to_be_visible()
    await page.reload()
    await expect(page.get_by_test_id("login-name")).to_be_visible()


async def test_a_lock_follows_wrong_passwords_and_tells_nothing_else(visitors: Visitors) -> None:
    page = await at_the_door(visitors)
    visitors.allow(page, REFUSED)
    wrong = [await refusal(page, FORGETFUL.name, f"不是这个密码 {n}") for n in range(TRIES)]
    assert len(set(wrong)) == 1
    assert await refusal(page, "查无此人", "不是这个密码") == wrong[0]
    locked = await refusal(page, FORGETFUL.name, FORGETFUL.password)
    assert locked != wrong[0]
    assert "秒" in locked or "分钟" in locked
    await expect(page.get_by_test_id("nav-desk")).to_have_count(0)


async def test_what_was_done_is_for_administrators_to_see(visitors: Visitors) -> None:
    agent = await on_duty(visitors)
    await expect(agent.get_by_test_id("nav-audit")).to_have_count(0)
    await expect(agent.get_by_test_id("nav-accounts")).to_have_count(0)
    await agent.goto("/console#/audit")
    await expect(agent.get_by_test_id("nav-desk")).to_have_attribute("aria-current", "page")
    await expect(agent.get_by_test_id("audit-row")).to_have_count(0)
    assert (await agent.request.get("/api/v1/staff/audit")).status == 403

    administrator = await on_duty(visitors, ADMINISTRATOR)
    await go(administrator, "audit")
    rows = administrator.get_by_test_id("audit-row")
    await expect(rows.filter(has_text=AGENT.name).filter(has_text="登录").first).to_be_visible()
    await expect(rows.filter(has_text="命令行").filter(has_text=FORGETFUL.name)).to_have_count(1)

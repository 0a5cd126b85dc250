"""The desk: a clause found and a person screened while somebody is on the telephone."""

from __future__ import annotations

import re

from playwright.async_api import Locator, Page, expect

from tests.e2e.chat import say, verdict
from tests.e2e.console import ADMINISTRATOR, AGENT, at_the_door, on_duty, try_password
from tests.e2e.desk import SOLE_STARTUP, enter
from tests.e2e.visitors import Visitors

SCOPE = "fushan-2017-23/full_time_innovation"
TOLD = "我能申报全职创新人才吗？我是院士，在福山全职受聘，签了五年合同，今年新引进的"
REFUSED = {"share_percent": 30}
CLIPBOARD = ["clipboard-read", "clipboard-write"]


async def clipboard(page: Page) -> str:
    return await page.evaluate("navigator.clipboard.readText()")


def marked(page: Page) -> Locator:
    return page.get_by_test_id("clause").locator("mark")


async def test_a_clause_is_found_by_keyboard_alone(visitors: Visitors) -> None:
    page = await on_duty(visitors)
    search = page.get_by_test_id("search")
    await page.keyboard.press("/")
    await expect(search).to_be_focused()
    await page.keyboard.type("占股比例")
    hits = page.get_by_test_id("hit")
    await expect(hits.first.locator("mark").first).to_have_text("占股比例")
    for place in (0, 1, 0):
        await page.keyboard.press("ArrowUp" if place == 0 else "ArrowDown")
        await expect(hits.nth(place)).to_have_attribute("aria-selected", "true")
    clause = await hits.first.locator("strong").inner_text()
    await page.keyboard.press("Enter")
    await expect(marked(page).first).to_be_in_viewport()
    await expect(page.get_by_test_id("clause").get_by_role("heading").first).to_contain_text(clause)
    assert "占股比例" in "".join(await marked(page).all_inner_texts())
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("clause")).to_have_count(0)
    await expect(search).to_be_focused()


async def test_the_form_and_the_chat_come_to_the_same_verdict(visitors: Visitors) -> None:
    person = await visitors.open()
    said = await verdict(await say(person, TOLD))
    history = await (await person.request.get("/api/v1/chat")).json()
    facts = {fact["id"]: fact["value"] for fact in history["facts"]}
    assert len(facts) >= 5
    assert said["sums"]

    page = await on_duty(visitors)
    await page.get_by_test_id("scope").select_option(SCOPE)
    await enter(page, facts)
    shown = page.get_by_test_id("verdict-now")
    await expect(shown.locator(".amount-head")).to_have_text(said["sums"])
    assert await verdict(shown) == said


async def test_enter_copies_the_reply_with_its_source(visitors: Visitors) -> None:
    page = await on_duty(visitors, permissions=CLIPBOARD)
    await page.get_by_test_id("scope").select_option(SOLE_STARTUP)
    await enter(page, {"share_percent": 30})
    reply = page.get_by_test_id("reply")
    await expect(reply).to_contain_text("差 35 - 30 = 5%")
    await page.keyboard.press("Escape")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("copied")).to_be_visible()
    copied = await clipboard(page)
    assert copied == await reply.inner_text()
    assert re.search(r"《[^》]+》烟福发〔2017〕23号第十一条：「占股比例不低于 35%」", copied)
    assert "查询时间" in copied


async def test_now_and_if_stand_side_by_side(visitors: Visitors) -> None:
    page = await on_duty(visitors)
    await page.get_by_test_id("scope").select_option(SOLE_STARTUP)
    await enter(page, {"share_percent": 30})
    await expect(page.get_by_test_id("verdict-now")).to_contain_text("不满足")
    await page.get_by_test_id("compare").click()
    await enter(page, {"share_percent": 40})
    await expect(page.get_by_test_id("verdict-if").locator(".status").first).not_to_contain_text(
        "不满足"
    )
    await expect(page.get_by_test_id("verdict-now").locator(".status").first).to_contain_text(
        "不满足"
    )
    await page.get_by_test_id("compare").click()
    await expect(page.get_by_test_id("verdict-if")).to_have_count(0)
    await expect(page.get_by_test_id("fact-share_percent").get_by_role("textbox")).to_have_value(
        "30"
    )


async def share(page: Page) -> Locator:
    """The field of the share, once the desk stands."""
    field = page.get_by_test_id("fact-share_percent")
    await expect(page.get_by_test_id("scope").get_by_role("option").nth(1)).to_be_attached()
    if not await field.count():
        await page.get_by_test_id("other-facts").click()
    return field.get_by_role("textbox")


async def kept(page: Page) -> int:
    """How much is kept in the tab."""
    return await page.evaluate("sessionStorage.length")


async def test_a_reload_keeps_the_case_until_it_is_cleared(visitors: Visitors) -> None:
    page = await on_duty(visitors)
    await page.get_by_test_id("scope").select_option(SOLE_STARTUP)
    await enter(page, REFUSED)
    await page.get_by_test_id("search").fill("占股比例")
    await page.reload()
    await expect(page.get_by_test_id("verdict-now")).to_contain_text("不满足")
    await expect(page.get_by_test_id("scope")).to_have_value(SOLE_STARTUP)
    await expect(await share(page)).to_have_value("30")
    await expect(page.get_by_test_id("search")).to_have_value("占股比例")
    await page.get_by_test_id("reset").click()
    await expect(page.get_by_test_id("scope")).to_have_value("")
    assert await kept(page) == 0
    await page.reload()
    await expect(await share(page)).to_have_value("")
    await expect(page.get_by_test_id("scope")).to_have_value("")


async def test_the_case_goes_with_who_logs_out(visitors: Visitors) -> None:
    page = await on_duty(visitors)
    await page.get_by_test_id("scope").select_option(SOLE_STARTUP)
    await enter(page, REFUSED)
    assert await kept(page) == 1
    await page.get_by_test_id("logout").click()
    await expect(page.get_by_test_id("login-name")).to_be_visible()
    assert await kept(page) == 0
    await try_password(page, AGENT.name, AGENT.password)
    await expect(await share(page)).to_have_value("")


async def test_nobody_else_finds_the_case_when_the_log_in_has_ended(visitors: Visitors) -> None:
    page = await at_the_door(visitors)
    await try_password(page, AGENT.name, AGENT.password)
    await page.get_by_test_id("scope").select_option(SOLE_STARTUP)
    await enter(page, REFUSED)
    await page.context.clear_cookies()
    await page.reload()
    await try_password(page, ADMINISTRATOR.name, ADMINISTRATOR.password)
    await expect(await share(page)).to_have_value("")
    await expect(page.get_by_test_id("scope")).to_have_value("")
    assert await kept(page) == 0

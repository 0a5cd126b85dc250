"""What is kept of a conversation, and what is not."""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.chat import refused, replies, say
from tests.e2e.visitors import Visitors

CHAT = "/api/v1/chat"
PHONE = "13912345678"


async def test_a_reload_keeps_everything(visitors: Visitors) -> None:
    page = await refused(visitors)
    log = page.get_by_role("log")
    before = await log.inner_text()
    await page.reload()
    await expect(replies(page)).to_have_count(1)
    assert await log.inner_text() == before
    await expect(page.get_by_test_id("chip-share_percent")).to_contain_text("30%")


async def test_clear_asks_first_and_then_deletes_on_the_server_too(visitors: Visitors) -> None:
    page = await refused(visitors)
    kept = await page.context.cookies()
    await page.get_by_test_id("clear").click()
    await page.keyboard.press("Escape")
    await expect(replies(page)).to_have_count(1)
    await page.get_by_test_id("clear").click()
    await page.get_by_test_id("confirm").click()
    await expect(page.get_by_test_id("message-person")).to_have_count(0)
    await expect(page.get_by_test_id("chip-share_percent")).to_have_count(0)
    assert await page.context.cookies() == []
    await page.context.add_cookies(kept)
    history = await (await page.request.get(CHAT)).json()
    assert (history["messages"], history["facts"]) == ([], [])


async def test_a_telephone_number_is_masked_at_once_and_for_good(visitors: Visitors) -> None:
    page = await visitors.open()
    await say(page, f"我占股三成，手机{PHONE}")
    said = page.get_by_test_id("message-person")
    await expect(said).to_contain_text("已隐去")
    await expect(page.get_by_text("号码已隐去，没有保存")).to_be_visible()
    assert PHONE not in await page.content()
    await page.reload()
    await expect(said).to_contain_text("已隐去")
    assert PHONE not in await (await page.request.get(CHAT)).text()

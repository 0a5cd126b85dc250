"""Without a network nothing written is lost."""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.chat import refused, replies
from tests.e2e.visitors import Visitors

TEXT = "占股要多少"
CUT = r"failed \w+ /api/\S+ net::ERR_INTERNET_DISCONNECTED"


async def test_what_is_written_offline_is_kept_and_sent_once_later(visitors: Visitors) -> None:
    page = await refused(visitors)
    visitors.allow(page, CUT)
    offline = page.get_by_test_id("offline")
    await expect(offline).to_have_count(0)
    await page.context.set_offline(True)
    await expect(offline).to_be_visible()
    await page.get_by_test_id("composer").fill(TEXT)
    await page.get_by_test_id("send").click()
    log = page.get_by_role("log")
    await expect(log.get_by_role("button", name="重新发送")).to_be_visible()
    await expect(log.get_by_text(TEXT, exact=True)).to_be_visible()
    await expect(replies(page)).to_have_count(1)

    await page.context.set_offline(False)
    await expect(replies(page)).to_have_count(2)
    await expect(replies(page).last).to_contain_text("35%")
    await expect(offline).to_have_count(0)
    await expect(log.get_by_role("button", name="重新发送")).to_have_count(0)
    said = page.get_by_test_id("message-person")
    await expect(said.filter(has_text=TEXT)).to_have_count(1)


async def test_a_text_that_was_not_sent_can_be_changed(visitors: Visitors) -> None:
    page = await refused(visitors)
    visitors.allow(page, CUT)
    await page.context.set_offline(True)
    await page.get_by_test_id("composer").fill(TEXT)
    await page.get_by_test_id("send").click()
    await page.get_by_role("button", name="修改", exact=True).click()
    await expect(page.get_by_test_id("composer")).to_have_value(TEXT)
    await expect(page.get_by_role("button", name="重新发送")).to_have_count(0)

"""How the chat page looks, as the system has it or as the person wants it."""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.chat import refused, replies
from tests.e2e.probes import foreign_text, turned
from tests.e2e.visitors import Visitors


async def test_colours_follow_the_system_until_they_are_chosen(visitors: Visitors) -> None:
    page = await visitors.open(color_scheme="dark")
    await expect(page.get_by_test_id("composer")).to_be_visible()
    await turned(page, dark=True)
    await page.emulate_media(color_scheme="light")
    await expect(page.locator("html")).to_have_attribute("data-color-scheme", "light")
    await turned(page, dark=False)
    await page.get_by_test_id("dark").click()
    await turned(page, dark=True)
    await page.reload()
    await expect(page.get_by_test_id("composer")).to_be_visible()
    await turned(page, dark=True)


async def test_large_print_is_kept(visitors: Visitors) -> None:
    page = await visitors.open()
    elder = page.get_by_test_id("elder")
    await elder.click()
    await expect(elder).to_have_attribute("aria-pressed", "true")
    await page.reload()
    await expect(elder).to_have_attribute("aria-pressed", "true")


async def test_english_words_around_the_chinese_text(visitors: Visitors) -> None:
    page = await refused(visitors)
    await page.get_by_test_id("language").click()
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.get_by_test_id("send")).to_have_text("Send")
    await expect(page.get_by_test_id("status").last).to_contain_text("不满足")
    assert await foreign_text(page) == []
    await page.reload()
    await expect(replies(page)).to_have_count(1)
    await expect(page.get_by_test_id("send")).to_have_text("Send")
    assert await foreign_text(page) == []

"""The chat page with the keyboard alone, and how it speaks to those who listen."""

from __future__ import annotations

from playwright.async_api import Locator, Page, expect

from tests.e2e.chat import STARTER, arrived, choice, replies, say
from tests.e2e.probes import has_focus_ring, live_regions
from tests.e2e.visitors import Visitors

MOST_STOPS = 60


async def tab_to(page: Page, wanted: Locator) -> None:
    """Presses Tab until `wanted` has the focus; every stop on the way shows that it has it."""
    for _ in range(MOST_STOPS):
        await page.keyboard.press("Tab")
        if not await page.evaluate("document.activeElement === document.body"):
            stop = await page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
            assert await has_focus_ring(page), stop
            assert await page.evaluate("document.activeElement.checkVisibility()"), stop
        if await wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not come to {wanted}")


async def test_writing_choosing_and_ticking_without_a_mouse(visitors: Visitors) -> None:
    page = await visitors.open()
    await expect(choice(page, STARTER)).to_be_visible()
    await tab_to(page, page.get_by_test_id("composer"))
    await page.keyboard.type("我想看看自己够不够条件")
    await page.keyboard.press("Enter")
    await arrived(page, 0)
    await expect(page.get_by_test_id("composer")).to_be_focused()

    await tab_to(page, choice(page, "烟台市福山区"))
    await page.keyboard.press("Enter")
    reply = await arrived(page, 1)
    await expect(reply).to_be_focused()

    for title in ("企业主要创办人", "带团队（团队核心人才）"):
        await tab_to(page, choice(page, title))
        await page.keyboard.press("Space")
        await expect(choice(page, title)).to_be_checked()
    await tab_to(page, page.get_by_test_id("choices-confirm"))
    await page.keyboard.press("Enter")
    await arrived(page, 2)
    await expect(page.get_by_test_id("message-person").last).to_contain_text(
        "企业主要创办人、带团队（团队核心人才）"
    )


async def test_shift_and_enter_begin_a_line(visitors: Visitors) -> None:
    page = await visitors.open()
    composer = page.get_by_test_id("composer")
    await composer.fill("占股要多少")
    await composer.press("Shift+Enter")
    await composer.press_sequentially("生活补助多少")
    await expect(composer).to_have_value("占股要多少\n生活补助多少")
    await expect(replies(page)).to_have_count(0)


async def test_one_polite_voice_whatever_happens(visitors: Visitors) -> None:
    page = await visitors.open()
    await expect(choice(page, STARTER)).to_be_visible()
    assert await live_regions(page) == ["polite"]
    reply = await say(page, "我占股30%能报独立创业吗")
    assert await live_regions(page) == ["polite"]
    log = page.get_by_role("log")
    assert await reply.evaluate("(reply, log) => log.contains(reply)", await log.element_handle())
    await page.get_by_test_id("handover").click()
    await expect(page.get_by_test_id("state")).to_be_visible()
    await expect(log).to_contain_text("等候接手")
    assert await live_regions(page) == ["polite"]

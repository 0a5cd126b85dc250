"""What a person does on the chat page."""

from __future__ import annotations

from playwright.async_api import Locator, Page, expect

from tests.e2e.visitors import Visitors

REFUSED = "我占股30%能报独立创业吗"  # a share of 35% is needed
SHARE = "占股比例不低于 35%"
STARTER = "看看我够不够条件"
NONE_OF_THEM = "以上都没有"


def replies(page: Page) -> Locator:
    return page.get_by_test_id("message-bot")


async def arrived(page: Page, before: int) -> Locator:
    """The reply that follows the first `before` ones, once it stands."""
    reply = replies(page).nth(before)
    await expect(reply).to_be_visible()
    await expect(page.get_by_test_id("typing")).to_have_count(0)
    return reply


async def say(page: Page, text: str) -> Locator:
    """Writes and sends `text`; the reply."""
    before = await replies(page).count()
    await page.get_by_test_id("composer").fill(text)
    await page.get_by_test_id("send").click()
    return await arrived(page, before)


async def press(page: Page, title: str) -> Locator:
    """Presses the choice `title`; the reply."""
    before = await replies(page).count()
    await choice(page, title).click()
    return await arrived(page, before)


def choice(page: Page, title: str) -> Locator:
    return page.get_by_test_id("choice").filter(has_text=title).and_(exactly(page, title))


def exactly(page: Page, name: str) -> Locator:
    found = page.get_by_role("button", name=name, exact=True)
    return found.or_(page.get_by_role("checkbox", name=name, exact=True))


async def confirm(page: Page) -> Locator:
    """Sends the choices that are ticked; the reply."""
    before = await replies(page).count()
    await page.get_by_test_id("choices-confirm").click()
    return await arrived(page, before)


async def refused(visitors: Visitors, **look) -> Page:
    """A person whose share is too small, and who was told so."""
    page = await visitors.open(**look)
    await say(page, REFUSED)
    return page


async def verdict(card: Locator) -> dict[str, object]:
    """What the verdict in `card` shows: status, tiers and sums."""
    shown = card.get_by_test_id("verdict").first
    return {
        "status": await shown.get_by_test_id("status").inner_text(),
        "tiers": await shown.locator(".tiers dd").all_inner_texts(),
        "sums": await shown.locator(".amount-head").all_inner_texts(),
    }

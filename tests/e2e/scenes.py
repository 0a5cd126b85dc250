"""The states of the pages that are looked at one by one: for barriers, for fit, and in pictures."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Page, expect

from tests.e2e.chat import STARTER, press, say
from tests.e2e.console import ADMINISTRATOR, at_the_door, go, try_password
from tests.e2e.desk import SOLE_STARTUP, enter
from tests.e2e.visitors import NARROW, WIDE, Visitors

TOLD = "我是博士，在福山办企业，占股三成"
# The other pages of the console, with what is there once a page is.
MANAGED = {
    "conversations": "[data-testid=conversation-row]",
    "unanswered": "[data-testid=export]",
    "statistics": "main svg.recharts-surface",
    "audit": "[data-testid=audit-row]",
    "accounts": "main tbody tr",
}


@dataclass(frozen=True)
class Look:
    """How a page is seen. elder: with large print, which only the chat page has."""

    size: str = "wide"
    scheme: str = "light"
    elder: bool = False

    def __str__(self) -> str:
        return f"{self.size}-{'elder' if self.elder else self.scheme}"

    @property
    def options(self) -> dict[str, object]:
        size = {"narrow": NARROW, "wide": WIDE}[self.size]
        return {"size": size, "color_scheme": self.scheme}


LOOKS = [
    Look(size, scheme, elder)
    for size in ("narrow", "wide")
    for scheme, elder in (("light", False), ("dark", False), ("light", True))
]


async def chat_scenes(visitors: Visitors, look: Look) -> AsyncIterator[tuple[str, Page]]:
    """The chat page from the greeting to its dialogs."""
    page = await visitors.open(**look.options)
    if look.elder:
        await page.get_by_test_id("elder").click()
    await expect(page.get_by_role("button", name=STARTER)).to_be_visible()
    yield "greeting", page
    await press(page, STARTER)
    yield "question", page
    reply = await say(page, TOLD)
    yield "verdict", page
    await page.get_by_test_id("chip-share_percent").click()
    await expect(page.get_by_test_id("chip-editor").get_by_role("spinbutton")).to_be_visible()
    yield "chip", page
    await page.keyboard.press("Escape")
    await page.get_by_test_id("clear").click()
    await expect(page.get_by_test_id("confirm")).to_be_visible()
    yield "clear", page
    await page.keyboard.press("Escape")
    await reply.get_by_test_id("cite").first.click()
    await expect(page.get_by_test_id("document").locator("mark").first).to_be_in_viewport()
    yield "document", page
    await page.keyboard.press("Escape")
    await page.get_by_test_id("handover").click()
    await expect(page.get_by_test_id("state")).to_be_visible()
    yield "waiting", page


async def console_scenes(visitors: Visitors, look: Look) -> AsyncIterator[tuple[str, Page]]:
    """The console from the log-in to the administrator's pages."""
    page = await at_the_door(visitors, **look.options)
    yield "log-in", page
    await try_password(page, ADMINISTRATOR.name, ADMINISTRATOR.password)
    await page.get_by_test_id("search").fill("占股比例")
    await page.get_by_test_id("hit").first.click()
    yield "search", page
    await page.get_by_test_id("scope").select_option(SOLE_STARTUP)
    await enter(page, {"share_percent": 30})
    await expect(page.get_by_test_id("verdict-now").get_by_test_id("verdict").first).to_be_visible()
    yield "desk", page
    await page.get_by_test_id("compare").click()
    await expect(page.get_by_test_id("verdict-if")).to_be_visible()
    yield "comparison", page
    for name, content in MANAGED.items():
        await go(page, name)
        await expect(page.locator(content).first).to_be_visible()
        yield name, page
    await go(page, "conversations")
    await page.get_by_test_id("conversation-row").first.click()
    await expect(page.get_by_test_id("replay-message").first).to_be_visible()
    yield "conversation", page


async def take_picture(page: Page, folder: Path, name: str) -> None:
    """Keeps how `page` looks in its window."""
    await page.screenshot(path=folder / f"{name}.png", animations="disabled")

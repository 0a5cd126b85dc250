"""What can be measured on a page as it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

SERIOUS = ("serious", "critical")
PROBES = Path(__file__).with_name("probes.js").read_text(encoding="utf-8")


async def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return await _probe(page, "overflow")


async def small_text(page: Page, least: int, spacing: float) -> list[str]:
    """The text smaller than `least` pixels, or with lines closer than `spacing`."""
    return await _probe(page, "smallText", [least, spacing])


async def small_targets(page: Page, least: int) -> list[str]:
    """What can be pressed and is smaller than `least` pixels, links within text aside."""
    return await _probe(page, "smallTargets", least)


async def foreign_text(page: Page) -> list[str]:
    """Chinese text that is not marked as Chinese."""
    return await _probe(page, "foreignText")


async def live_regions(page: Page) -> list[str]:
    """How each region speaks up by itself: politely or not."""
    return await _probe(page, "liveRegions")


async def has_focus_ring(page: Page) -> bool:
    """Whether one sees which element has the focus."""
    return await _probe(page, "focusRing")


async def turned(page: Page, dark: bool) -> None:
    """Waits until the background is dark, or until it is light."""
    wanted = "< 0.3" if dark else "> 0.7"
    await page.wait_for_function(f"() => ({PROBES})().brightness() {wanted}")


async def barriers(page: Page) -> list[str]:
    """What axe finds serious or critical, with the first elements concerned."""
    results = await Axe().run(page)
    return [_barrier(one) for one in results.response["violations"] if one["impact"] in SERIOUS]


async def _probe(page: Page, name: str, argument: Any = None) -> Any:
    return await page.evaluate(f"argument => ({PROBES})().{name}(argument)", argument)


def _barrier(violation: dict[str, Any]) -> str:
    where = [" ".join(map(str, node["target"])) for node in violation["nodes"][:3]]
    return f"{violation['id']} ({len(violation['nodes'])}): {violation['help']}: {where}"

"""What can be measured on a page as it stands."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

SERIOUS = ("serious", "critical")

# The text a person sees: neither hidden, nor there only for those who listen.
SEEN = """
const seen = (element) => {
  const box = element.getBoundingClientRect();
  return box.width > 1 && box.height > 1
    && element.checkVisibility({checkVisibilityCSS: true, checkOpacity: true})
    && !element.closest('.visually-hidden');
};
const written = () => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (walker.currentNode.data.trim() && seen(parent)) {
      found.push([walker.currentNode.data.trim(), parent]);
    }
  }
  return found;
};
"""
SMALL_TEXT = (
    """([least, spacing]) => {%s
  return written().flatMap(([text, element]) => {
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const line = style.lineHeight === 'normal' ? 1.2 * size : parseFloat(style.lineHeight);
    return size < least || line / size < spacing - 0.001
      ? [`${text.slice(0, 20)}: ${size}px, ${(line / size).toFixed(2)}`] : [];
  });
}"""
    % SEEN
)
FOREIGN_TEXT = (
    """() => {%s
  return written().flatMap(([text, element]) =>
    /[\\u4e00-\\u9fff]/.test(text) && !element.closest('[lang]').lang.startsWith('zh') ? [text] : []);
}"""
    % SEEN
)
SMALL_TARGETS = (
    """least => {%s
  const targets = 'button, a[href], input, select, textarea, summary, [role=checkbox]';
  return [...document.querySelectorAll(targets)].filter(seen).flatMap((element) => {
    const isInline = element.tagName === 'A' && getComputedStyle(element).display === 'inline';
    const {width, height} = element.getBoundingClientRect();
    return isInline || (width >= least - 0.01 && height >= least - 0.01) ? []
      : [`${element.tagName} ${element.className} “${element.innerText.slice(0, 20)}”`
         + ` ${width.toFixed(1)} × ${height.toFixed(1)}`];
  });
}"""
    % SEEN
)
LIVE = """() => [...document.querySelectorAll(
  '[aria-live], [role=log], [role=status], [role=alert], [role=alertdialog], output')]
  .map((element) => element.getAttribute('aria-live') ?? {alert: 'assertive'}[element.role] ?? 'polite')
  .filter((manner) => manner !== 'off')"""
OVERFLOW = "() => document.scrollingElement.scrollWidth - innerWidth"
RING = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1
    ? style.outlineWidth : style.boxShadow;
}"""
BRIGHTNESS = """() => {
  const parts = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number);
  return (parts[0] + parts[1] + parts[2]) / 3 / 255;
}"""


async def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return await page.evaluate(OVERFLOW)


async def small_text(page: Page, least: int, spacing: float) -> list[str]:
    """The text smaller than `least` pixels, or with lines closer than `spacing`."""
    return await page.evaluate(SMALL_TEXT, [least, spacing])


async def small_targets(page: Page, least: int) -> list[str]:
    """What can be pressed and is smaller than `least` pixels, links within text aside."""
    return await page.evaluate(SMALL_TARGETS, least)


async def foreign_text(page: Page) -> list[str]:
    """Chinese text that is not marked as Chinese."""
    return await page.evaluate(FOREIGN_TEXT)


async def live_regions(page: Page) -> list[str]:
    """How politely each region speaks up by itself."""
    return await page.evaluate(LIVE)


async def brightness(page: Page) -> float:
    """Of the background, from 0 to 1."""
    return await page.evaluate(BRIGHTNESS)


async def focus_ring(page: Page) -> str:
    """By what the element with the focus shows it; "none" when by nothing."""
    return await page.evaluate(RING)


async def barriers(page: Page) -> list[str]:
    """What axe finds serious or critical, with the first elements concerned."""
    results = await Axe().run(page)
    return [_barrier(one) for one in results.response["violations"] if one["impact"] in SERIOUS]


def _barrier(violation: dict[str, Any]) -> str:
    where = [" ".join(map(str, node["target"])) for node in violation["nodes"][:3]]
    return f"{violation['id']} ({len(violation['nodes'])}): {violation['help']}: {where}"

"""What an agent enters at the desk."""

from __future__ import annotations

from typing import Any

from playwright.async_api import Page, expect

SOLE_STARTUP = "fushan-2017-23/sole_startup"


async def put(page: Page, fact: str, value: Any) -> None:
    """Enters one fact into the form, wherever it stands."""
    field = page.get_by_test_id(f"fact-{fact}")
    if not await field.count():
        await page.get_by_test_id("other-facts").click()
    await expect(field).to_be_visible()
    if isinstance(value, bool):
        await field.locator("label").filter(has_text="是" if value else "否").first.click()
    elif await field.get_by_role("combobox").count():
        await field.get_by_role("combobox").select_option(value)
    else:
        await field.get_by_role("textbox").fill(f"{value:g}")


async def enter(page: Page, facts: dict[str, Any]) -> None:
    """Enters `facts` one after the other, each when the form has settled after the one before."""
    settled = page.get_by_label("预审结论").first
    for fact, value in facts.items():
        async with page.expect_response("**/api/v1/screening"):
            await put(page, fact, value)
        await expect(settled).to_have_attribute("aria-busy", "false")

"""What was understood of a person, read back as chips."""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.chat import arrived, refused
from tests.e2e.visitors import Visitors


async def test_a_chip_corrects_a_fact_and_the_verdict_follows(visitors: Visitors) -> None:
    page = await refused(visitors)
    chip = page.get_by_test_id("chip-share_percent")
    await expect(chip).to_contain_text("30%")
    await expect(page.get_by_test_id("status").last).to_contain_text("不满足")
    await chip.click()
    editor = page.get_by_test_id("chip-editor")
    await expect(editor.locator("q")).to_have_text("30%")
    await editor.get_by_role("spinbutton").fill("40")
    await editor.get_by_role("button", name="保存").click()
    reply = await arrived(page, 1)
    await expect(editor).to_have_count(0)
    await expect(chip).to_contain_text("40%")
    await expect(chip).to_be_focused()
    await expect(reply).to_contain_text("占股比例 40%")
    await expect(reply.get_by_test_id("status").first).not_to_contain_text("不满足")


async def test_a_value_that_cannot_be_is_explained_and_changes_nothing(visitors: Visitors) -> None:
    page = await refused(visitors)
    await page.get_by_test_id("chip-share_percent").click()
    editor = page.get_by_test_id("chip-editor")
    field = editor.get_by_role("spinbutton")
    await field.fill("140")
    await field.press("Enter")
    assert not await field.evaluate("field => field.checkValidity()")
    await page.keyboard.press("Escape")
    await expect(editor).to_have_count(0)
    await expect(page.get_by_test_id("chip-share_percent")).to_contain_text("30%")


async def test_the_cross_forgets_a_fact(visitors: Visitors) -> None:
    page = await refused(visitors)
    await page.get_by_test_id("chip-share_percent-forget").click()
    reply = await arrived(page, 1)
    await expect(reply).to_contain_text("已清掉：占股比例")
    await expect(page.get_by_test_id("chip-share_percent")).to_have_count(0)

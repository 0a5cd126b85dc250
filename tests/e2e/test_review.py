"""What could not be answered becomes an example to learn from."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Page, expect
from ruamel.yaml import YAML

from tests.e2e.chat import say
from tests.e2e.console import go, on_duty
from tests.e2e.visitors import Visitors

QUESTION = "火星移民的船票哪里买得到"
EXAMPLE = "人才的生活补助一年有多少"
INTENT = "生活补助"


async def accept(page: Page, question: str, intent: str, example: str) -> None:
    """Makes `example` of `question` an example of `intent`."""
    row = page.get_by_test_id("unanswered-row").filter(has_text=question)
    await row.get_by_test_id("review").click()
    form = page.locator("form.review")
    await form.get_by_role("combobox").fill(intent)
    await page.keyboard.press("Enter")
    await form.get_by_role("textbox").fill(example)
    await page.get_by_test_id("review-accept").click()
    await expect(row).to_have_count(0)


async def exported(page: Page) -> str:
    """The training data as it is downloaded."""
    async with page.expect_download() as download:
        await page.get_by_test_id("export").click()
    return Path(await (await download.value).path()).read_text(encoding="utf-8")


async def test_a_question_is_put_under_an_intent_and_exported(visitors: Visitors) -> None:
    person = await visitors.open()
    await say(person, QUESTION)
    page = await on_duty(visitors)
    await go(page, "unanswered")
    await accept(page, QUESTION, INTENT, EXAMPLE)
    await page.get_by_text("已审", exact=True).click()
    reviewed = page.get_by_test_id("unanswered-row").filter(has_text=QUESTION)
    await expect(reviewed).to_contain_text(EXAMPLE)
    data = YAML(typ="safe").load(await exported(page))
    examples = {one["intent"]: one["examples"] for one in data["nlu"]}
    assert [intent for intent, lines in examples.items() if f"- {EXAMPLE}\n" in lines]

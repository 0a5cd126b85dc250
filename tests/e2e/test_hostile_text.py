"""Text that would like to be more than text stays text, wherever it is shown."""

from __future__ import annotations

from playwright.async_api import Page, expect

from tests.e2e.chat import say
from tests.e2e.console import find_conversation, go, on_duty
from tests.e2e.test_review import exported
from tests.e2e.visitors import Visitors

HOSTILE = (
    '<img src="/nowhere.png" onerror="window.harmed = 1">',
    "<script>window.harmed = 1</script>",
    '<a href="javascript:window.harmed=1">点我</a>',
    "\"><svg onload=window.harmed=1>' {{7*7}} ${window.harmed=1}",
)
COMMENT = f"评语 {HOSTILE[0]}"
WORDS = f"坐席 {HOSTILE[0]} {HOSTILE[1]}"
EXAMPLE = f"例句 {HOSTILE[1]}"
BEGINNING = "火星上的脚本怎么写"


async def unharmed(page: Page) -> None:
    """Nothing of it has become a part of the page."""
    assert await page.evaluate("window.harmed") is None
    planted = "img[src*=nowhere], svg[onload], a[href^='javascript:'], body script"
    assert await page.locator(planted).count() == 0


async def test_it_is_shown_as_it_was_written(visitors: Visitors) -> None:
    person = await visitors.open()
    await say(person, BEGINNING)
    said = person.get_by_test_id("message-person")
    for text in HOSTILE:
        await say(person, text)
        await expect(said.last).to_contain_text(text)
    await person.get_by_role("button", name="没帮助").last.click()
    await person.get_by_role("textbox", name="哪里没帮到您").fill(COMMENT)
    await person.get_by_role("button", name="提交").click()
    await expect(person.get_by_role("button", name="没帮助").last).to_have_attribute(
        "aria-pressed", "true"
    )

    agent = await on_duty(visitors)
    messages = await find_conversation(agent, BEGINNING)
    for text in (*HOSTILE, COMMENT):
        await expect(messages.filter(has_text=text).first).to_be_visible()
    await agent.get_by_test_id("takeover").click()
    await agent.get_by_test_id("agent-input").fill(WORDS)
    await agent.get_by_test_id("agent-send").click()
    await expect(messages.last).to_contain_text(WORDS)
    await unharmed(agent)

    await person.reload()
    await expect(person.get_by_test_id("message-agent")).to_contain_text(WORDS)
    for place, text in enumerate(HOSTILE):
        await expect(said.nth(place + 1)).to_contain_text(text)
    await unharmed(person)


async def test_it_is_an_example_like_any_other(visitors: Visitors) -> None:
    person = await visitors.open()
    question = f"月球上的脚本 {HOSTILE[0]}"
    await say(person, question)
    agent = await on_duty(visitors)
    await go(agent, "unanswered")
    row = agent.get_by_test_id("unanswered-row").filter(has_text=question)
    await row.get_by_test_id("review").click()
    form = agent.locator("form.review")
    await form.get_by_role("combobox").fill("生活补助")
    await agent.keyboard.press("Enter")
    await form.get_by_role("textbox").fill(EXAMPLE)
    await agent.get_by_test_id("review-accept").click()
    await expect(row).to_have_count(0)
    await agent.get_by_text("已审", exact=True).click()
    await expect(row).to_contain_text(EXAMPLE)
    assert EXAMPLE in await exported(agent)
    await unharmed(agent)

"""A screening from the first question to the verdict."""

from __future__ import annotations

import re

from playwright.async_api import Locator, Page, expect

from tests.e2e.chat import NONE_OF_THEM, STARTER, choice, confirm, press, replies, say, verdict
from tests.e2e.visitors import NARROW, Visitors

MOST_QUESTIONS = 30
FULL_TIME = "受聘于用人单位、全职工作"
PRESSED = {"还是威海市": "烟台市福山区", "哪种方式": FULL_TIME}  # where the question has the words
UNKNOWN = "不清楚"

TOLD = "我能申报全职创新人才吗？我是院士，在福山全职受聘，签了五年合同，今年新引进的"
TYPED = {
    "学历和职称": "博士，正高级工程师",
    "职业资格": "没有职业资格",
    "牵头": "没有牵头",
    "专项资金": "没有拿过",
}


async def asked(reply: Locator) -> str | None:
    """The question that `reply` ends with."""
    question = reply.locator(".ask")
    return await question.inner_text() if await question.count() else None


def answer_to(question: str, known: dict[str, str]) -> str | None:
    return next((answer for words, answer in known.items() if words in question), None)


async def press_answer(page: Page, question: str) -> Locator:
    """Answers `question` with buttons alone: as `PRESSED` says, else with no."""
    wanted = answer_to(question, PRESSED)
    if await page.get_by_test_id("choices-confirm").count():
        await choice(page, wanted or NONE_OF_THEM).click()
        return await confirm(page)
    titles = await page.get_by_test_id("choice").all_inner_texts()
    definite = [title for title in titles if title != UNKNOWN]
    return await press(page, wanted or (definite or titles)[-1])


async def test_by_buttons_to_a_settled_verdict(visitors: Visitors) -> None:
    page = await visitors.open(size=NARROW)
    reply = await press(page, STARTER)
    answered = []
    for _ in range(MOST_QUESTIONS):
        question = await asked(reply)
        if question is None:
            break
        if await reply.get_by_test_id("progress").count():
            bar = reply.get_by_role("progressbar")
            answered.append(int(await bar.get_attribute("aria-valuenow") or -1))
        reply = await press_answer(page, question)
    assert len(answered) >= 8
    assert answered == sorted(set(answered)), "progress goes forward with every answer"
    shown = reply.get_by_test_id("verdict")
    await expect(shown).to_contain_text("全职创新人才")
    await expect(shown.get_by_test_id("status")).to_contain_text("不满足")
    await expect(shown.get_by_test_id("cite").first).to_contain_text("第六条")
    statuses = await reply.locator(".status").all_inner_texts()
    assert not [one for one in statuses if "待补充" in one]
    await expect(page.get_by_test_id("chip-employed_full_time")).to_contain_text("是")


async def test_by_typing_to_a_settled_verdict(visitors: Visitors) -> None:
    page = await visitors.open()
    reply = await say(page, TOLD)
    await expect(reply.get_by_test_id("status")).to_contain_text("待补充")
    for _ in range(MOST_QUESTIONS):
        question = await asked(reply)
        if question is None:
            break
        reply = await say(page, answer_to(question, TYPED) or UNKNOWN)
    shown = await verdict(reply)
    assert shown["status"].strip().endswith("满足")
    assert "不满足" not in shown["status"]
    assert shown["tiers"][0] == "顶尖创新人才"
    assert any(re.search(r"生活补助\s*100\s*万元", one) for one in shown["sums"]), shown["sums"]


async def test_several_choices_are_sent_at_once(visitors: Visitors) -> None:
    page = await visitors.open()
    await press(page, STARTER)
    await press(page, "烟台市福山区")
    team = "带团队（团队核心人才）"
    send = page.get_by_test_id("choices-confirm")
    await expect(send).to_be_disabled()
    for title in (team, FULL_TIME):
        await choice(page, title).click()
    await choice(page, NONE_OF_THEM).click()
    for title in (team, FULL_TIME):
        await expect(choice(page, title)).not_to_be_checked()
        await choice(page, title).click()
    await expect(choice(page, NONE_OF_THEM)).not_to_be_checked()
    await confirm(page)
    await expect(page.get_by_test_id("message-person").last).to_contain_text(f"{FULL_TIME}、{team}")
    await page.get_by_role("button", name="没有的").click()
    told = {"employed_full_time": "是", "team_core": "是", "main_founder": "否"}
    for fact, value in told.items():
        await expect(page.get_by_test_id(f"chip-{fact}").locator("strong")).to_have_text(value)


async def test_why_a_question_is_asked(visitors: Visitors) -> None:
    page = await visitors.open()
    reply = await say(page, TOLD)
    why = reply.get_by_test_id("why")
    reason = why.locator("p")
    await expect(reason).to_be_hidden()
    await why.locator("summary").click()
    await expect(reason).to_contain_text(re.compile(r"第.+?条"))
    assert await replies(page).count() == 1

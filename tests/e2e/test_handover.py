"""From the bot to a person of flesh and blood, and back."""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.chat import replies, say
from tests.e2e.console import find_conversation, on_duty
from tests.e2e.visitors import NARROW, Visitors

TOPIC = "生活补助多少？我在珠穆朗玛峰脚下等您"
QUESTION = "请问几点下班"
WORDS = "您好，我是小周，下午五点半下班。"


async def test_an_agent_takes_over_and_hands_back(visitors: Visitors) -> None:
    person = await visitors.open(size=NARROW)
    await say(person, TOPIC)
    await person.get_by_test_id("handover").click()
    state = person.get_by_test_id("state")
    await expect(state).to_contain_text("等候")
    await expect(person.get_by_test_id("handover")).to_be_disabled()

    agent = await on_duty(visitors)
    messages = await find_conversation(agent, TOPIC)
    await expect(agent.get_by_test_id("conversation-row")).to_contain_text("等待人工")
    await agent.get_by_test_id("takeover").click()
    await expect(state).to_contain_text("工作人员正在与您对话")
    silent = await replies(person).count()

    await person.get_by_test_id("composer").fill(QUESTION)
    await person.get_by_test_id("send").click()
    await expect(messages.filter(has_text=QUESTION)).to_have_count(1)
    await agent.get_by_test_id("agent-input").fill(WORDS)
    await agent.get_by_test_id("agent-send").click()
    await expect(person.get_by_test_id("message-agent")).to_contain_text(WORDS)
    await expect(messages.filter(has_text=WORDS)).to_have_count(1)
    assert await replies(person).count() == silent, "the bot says nothing while an agent talks"

    await agent.get_by_test_id("handback").click()
    await expect(state).to_have_count(0)
    await expect(agent.get_by_test_id("agent-input")).to_have_count(0)
    reply = await say(person, "占股要多少")
    await expect(reply).to_contain_text("35%")

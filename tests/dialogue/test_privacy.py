"""What is remembered, where it comes from, and how it goes."""

from __future__ import annotations

from bot.assistant import Assistant
from tests.dialogue.conftest import Talk


async def test_what_is_known_stands_with_the_words_that_told_it(talk: Talk) -> None:
    await talk.say("我博士，占股三成半")
    reply = await talk.say("你都知道我什么")
    assert "· 学历 博士研究生（您说的是「博士」）" in reply
    assert "· 占股比例 35%（您说的是「三成半」）" in reply


async def test_forgetting_deletes_the_stored_conversation(talk: Talk, assistant: Assistant) -> None:
    await talk.say("我博士，占股三成半")
    reply = await talk.say("忘记我")
    assert reply.startswith("您说过的情况和这次对话的记录都已删除")
    assert await assistant.agent.tracker_store.retrieve_full_tracker(talk.sender) is None
    assert (await talk.say("你都知道我什么")).startswith("您还没有说过自己的情况")


async def test_one_fact_is_forgotten_alone(talk: Talk) -> None:
    await talk.say("我博士，占股三成半")
    await talk.say("删掉学历")
    reply = await talk.say("你都知道我什么")
    assert "博士" not in reply
    assert "35%" in reply


async def test_what_is_said_with_doubt_is_kept_as_such(talk: Talk) -> None:
    reply = await talk.say("我想在福山独立创业，占股好像三成多")
    assert "占股比例 30—40%（您说得不很确定，弄清后直接告诉我）" in reply
    await talk.say("是38%")
    assert "不很确定" not in await talk.say("你都知道我什么")


async def test_asking_for_a_person_marks_the_talk(talk: Talk) -> None:
    await talk.say("转人工")
    assert (await talk.slots())["handed_over"] is True


async def test_one_thing_that_is_not_known_deletes_nothing(talk: Talk) -> None:
    await talk.say("我是博士，在福山全职工作")
    reply = await talk.say("别记我的公司")
    assert "没看出要删哪一项" in reply
    assert (await talk.slots())["degree"] == "doctor"

"""A screening that is broken off: paused, left for a day, taken up again, or gone back a step."""

from __future__ import annotations

from tests.dialogue.conftest import Talk


async def test_after_a_day_the_greeting_offers_to_go_on(talk: Talk) -> None:
    await talk.say("我想看看自己在福山够不够条件，我是博士")
    await talk.a_day_passes()
    reply = await talk.say("你好")
    assert "上次的预审还没做完" in reply
    assert "继续预审" in talk.buttons
    reply = await talk.say("继续预审")
    assert "请问：" in reply
    assert (await talk.slots())["degree"] == "doctor"


async def test_after_a_day_an_answer_belongs_to_the_question_that_stood(talk: Talk) -> None:
    await talk.say(
        "福山独立创业，博士，正高，占股三成五，公司去年成立，实际投入六十万，是第一大股东"
    )
    asked = talk.messages[-1]["text"]
    assert "请问：" in asked
    await talk.a_day_passes()
    reply = await talk.say("不清楚")
    assert asked[asked.index("请问：") :].splitlines()[0] not in reply
    assert (await talk.slots())["declined"]


async def test_yes_after_a_pause_answers_nothing(talk: Talk) -> None:
    await talk.say("我想看看福山能报什么")
    await talk.say("先不填了")
    before = await talk.slots()
    reply = await talk.say("好的")
    assert "请问：" not in reply
    assert await talk.slots() == before


async def test_the_last_answer_is_taken_back(talk: Talk) -> None:
    await talk.say("我想看看福山能报什么")
    await talk.say("3")
    told = (await talk.slots())["told"]
    reply = await talk.say("刚才选错了，回到上一步")
    assert "不算了，请重新说。" in reply
    assert not {*told} & {*await talk.slots()}


async def test_a_button_a_number_and_words_answer_alike(talk: Talk, other_talk: Talk) -> None:
    for one in (talk, other_talk):
        await one.say("我想看看福山能报什么")
    await talk.say("与用人单位兼职合作（不全职来）")
    facts = {fact: (await talk.slots()).get(fact) for fact in ("cooperates", "team_core")}
    await other_talk.say("2")
    assert {fact: (await other_talk.slots()).get(fact) for fact in facts} == facts
    assert facts == {"cooperates": True, "team_core": False}

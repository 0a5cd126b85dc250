"""Questions that lean on the one before, several questions at once, and figures taken for granted."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import Talk
from tests.dialogue.opening import after_opening

FUSHAN, WEIHAI = "烟福发〔2017〕23号", "威人组发〔2020〕12号"


async def test_another_subject_is_asked_the_same(talk: Talk) -> None:
    assert "100 万元" in after_opening(await talk.say("顶尖人才生活补助多少"))[0]
    first = after_opening(await talk.say("那领军的呢"))[0]
    assert "30 万元" in first
    assert "100 万元" not in first


async def test_another_level_is_asked_the_same(talk: Talk) -> None:
    await talk.say("独立创业第一层次给多少生活补助")
    first = after_opening(await talk.say("那第二层次呢"))[0]
    assert "30 万元" in first
    assert "50 万元" not in first


@pytest.mark.parametrize("again", ["那威海呢", "威海的呢？", "换成威海", "威海那边怎么样"])
async def test_another_city_is_asked_the_same(talk: Talk, again: str) -> None:
    assert FUSHAN in await talk.say("福山的申报截止到什么时候")
    reply = await talk.say(again)
    assert WEIHAI in reply
    assert FUSHAN not in reply


async def test_a_city_without_a_document_is_told_so(talk: Talk) -> None:
    await talk.say("福山的申报截止到什么时候")
    assert (await talk.say("那济南呢")).startswith("我没有收录济南的政策")


async def test_a_short_question_stays_with_the_subject_and_the_city(talk: Talk) -> None:
    await talk.say("威海创业保险保费谁出")
    reply = await talk.say("要什么材料")
    assert WEIHAI in reply
    assert FUSHAN not in reply


async def test_two_questions_get_two_answers(talk: Talk) -> None:
    reply = await talk.say("顶尖人才生活补助多少？分几年发？")
    assert "一、顶尖人才生活补助多少？\n" in reply
    assert "二、分几年发？\n" in reply
    assert reply.index("100 万元") < reply.index("二、")
    assert "第十六条" in reply
    assert "第二十二条" in reply


async def test_one_question_of_two_that_is_not_ours_is_said_to_be(talk: Talk) -> None:
    reply = await talk.say("福山的金卡怎么办，申报要什么材料，顺便问下车险哪家便宜？")
    assert "三、" in reply
    assert "不在我能回答的范围内" in reply


@pytest.mark.parametrize(
    "claim", ["听说顶尖人才给500万生活补助对吧", "顶尖人才的生活补助不是500万吗"]
)
async def test_a_wrong_figure_is_corrected(talk: Talk, claim: str) -> None:
    first = after_opening(await talk.say(claim))[0]
    assert first.startswith("不是您说的500万")
    assert "100 万元" in first


async def test_a_right_figure_is_not_contradicted(talk: Talk) -> None:
    first = after_opening(await talk.say("听说顶尖人才生活补助给100万对吧"))[0]
    assert not first.startswith("不是")


async def test_what_is_told_beside_a_question_is_kept(talk: Talk) -> None:
    reply = await talk.say("我是博士，在福山生活补助分几年发")
    assert "记下了：" in reply
    assert "学历 博士研究生" in reply
    assert "第二十二条" in reply
    assert (await talk.slots())["degree"] == "doctor"


async def test_a_question_inside_a_screening_is_answered_and_the_screening_goes_on(
    talk: Talk,
) -> None:
    await talk.say("我想看看福山能报什么")
    reply = await talk.say("生活补助分几年发？")
    assert "第二十二条" in reply
    assert "请问：" in talk.messages[-1]["text"]


async def test_a_clause_is_shown_in_its_words(talk: Talk) -> None:
    reply = await talk.say("威海第四部分写了什么")
    assert WEIHAI in reply
    assert "原文相关条款" in reply


async def test_the_same_person_is_screened_for_the_other_city(talk: Talk) -> None:
    await talk.say("我是国家级重点人才工程的，首次创办企业，在福山独立创业")
    reply = await talk.say("那威海呢")
    assert "高层次人才创业保险" in after_opening(reply)[0]
    assert (await talk.slots())["place"] == "weihai"


async def test_the_city_stays_until_another_is_named(talk: Talk) -> None:
    await talk.say("福山顶尖人才生活补助多少")
    for question in ("什么时候申报", "要交哪些材料", "过期了还能申请吗"):
        reply = await talk.say(question)
        assert FUSHAN in reply
        assert WEIHAI not in reply


async def test_the_place_told_of_oneself_is_the_city_meant(talk: Talk) -> None:
    await talk.say("我们公司在福山，我是博士")
    reply = await talk.say("什么时候申报")
    assert FUSHAN in reply
    assert WEIHAI not in reply


async def test_two_cities_named_together_get_two_answers(talk: Talk) -> None:
    reply = await talk.say("福山和威海的政策有效期分别到什么时候")
    assert FUSHAN in reply
    assert WEIHAI in reply


async def test_facts_told_after_a_question_are_screened_for_its_document(talk: Talk) -> None:
    await talk.say("请问威海那个保险谁能上呀")
    reply = await talk.say("我是2025年入选的省级重点人才工程，创业类")
    assert "高层次人才创业保险" in reply
    assert "还是威海市" not in reply


async def test_an_unsure_question_stays_in_the_document_talked_about(talk: Talk) -> None:
    await talk.say("请问威海那个保险谁能上呀")
    assert FUSHAN not in await talk.say("那要交钱不")

"""Questions that need no facts about the person: which city's document answers, and what is said when none does."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import Talk
from tests.dialogue.opening import after_opening

FUSHAN, WEIHAI = "烟福发〔2017〕23号", "威人组发〔2020〕12号"


async def test_a_topic_of_both_documents_is_answered_for_both_with_both_named(talk: Talk) -> None:
    reply = await talk.say("请问配偶工作能安排吗")
    lines = after_opening(reply)
    assert lines[0].startswith("烟台市福山区：")
    assert lines[1].startswith("威海市：")
    assert f"依据（{FUSHAN}）：" in lines
    assert f"依据（{WEIHAI}）：" in lines


async def test_the_city_named_is_the_city_answered(talk: Talk) -> None:
    reply = await talk.say("福山这边配偶工作能安排吗")
    assert f"依据（{FUSHAN}）：" in reply
    assert "威海" not in reply


async def test_the_city_last_talked_about_is_taken_for_the_next_question(talk: Talk) -> None:
    await talk.say("威海创业保险保费谁出")
    reply = await talk.say("配偶工作能安排吗")
    assert f"依据（{WEIHAI}）：" in reply
    assert "福山" not in reply


async def test_a_tier_of_one_document_outweighs_the_city_last_talked_about(talk: Talk) -> None:
    await talk.say("威海创业保险保费谁出")
    reply = await talk.say("顶尖人才生活补助多少")
    assert "100 万元" in after_opening(reply)[0]
    assert f"依据（{FUSHAN}）：" in reply


async def test_what_a_document_lacks_is_not_told_from_the_other(talk: Talk) -> None:
    reply = await talk.say("威海的聚福英才金卡有什么用")
    assert after_opening(reply)[0].startswith("威海市")
    assert "没有" in after_opening(reply)[0]
    assert "第三十一条" not in reply


@pytest.mark.parametrize(
    "question", ["青岛人才补贴多少", "深圳的博士生活补助有多少", "济南有人才公寓吗"]
)
async def test_another_city_gets_no_figure(talk: Talk, question: str) -> None:
    reply = await talk.say(question)
    assert after_opening(reply)[0].startswith(f"我没有收录{question[:2]}的政策")
    assert FUSHAN in reply
    assert WEIHAI in reply
    assert "万元" not in reply
    assert "依据" not in reply


async def test_from_another_city_to_fushan_is_answered_for_fushan(talk: Talk) -> None:
    reply = await talk.say("从青岛来福山，生活补助多少")
    assert f"依据（{FUSHAN}）：" in reply


async def test_what_is_not_sure_is_searched_in_the_text_and_called_no_answer(talk: Talk) -> None:
    reply = await talk.say("福山 干事创业 氛围")
    assert after_opening(reply)[0].startswith("这个问题我没有把握回答。")
    assert f"原文相关条款（{FUSHAN}）：\n· 第" in reply
    assert "依据（" not in reply
    assert "转人工" in talk.buttons


async def test_the_text_of_an_answer_stands_in_the_document(talk: Talk) -> None:
    reply = await talk.say("国家级创新平台奖励多少")
    assert "200 万元" in after_opening(reply)[0]
    assert "第二十五条「" in reply


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("第三十九条原文", "· 第三十九条「第三十九条"),
        ("第八条（一）说了什么", "· 第八条（一）「（一）顶尖创新人才"),
    ],
)
async def test_a_clause_asked_for_by_its_address_is_shown(
    talk: Talk, asked: str, words: str
) -> None:
    reply = await talk.say(asked)
    assert after_opening(reply)[0] == "您要看的条款，原文如下。"
    assert words in reply


@pytest.mark.parametrize("question", ["第四十三条", "第五十条是什么内容", "看看第一百条", "第0条"])
async def test_a_clause_that_there_is_not(talk: Talk, question: str) -> None:
    reply = await talk.say(question)
    assert reply.startswith("文件里没有这一条。")
    assert "从第一条到第四十二条" in reply
    assert "从第一部分到第六部分" in reply

"""Intents that the form of a message decides."""

from __future__ import annotations

from typing import Any

import pytest

from bot.nlu.fixed_intents import fixed_intent, picked_intent

SURE = [{"name": "ask_rnd_insurance", "confidence": 0.9}]
UNSURE = [{"name": "nlu_fallback", "confidence": 0.35}]


def named(text: str, words: str, entity: str) -> list[dict[str, Any]]:
    start = text.index(words)
    return [{"entity": entity, "value": "x", "start": start, "end": start + len(words)}]


@pytest.mark.parametrize(
    ("text", "words", "entity", "ranking", "intent"),
    [
        ("那领军的呢", "领军", "subject", UNSURE, "follow_up"),
        ("换成威海", "威海", "place", SURE, "follow_up"),
        ("领军的", "领军", "subject", UNSURE, "follow_up"),
        ("研发险", "研发险", "subject", SURE, None),
        ("福山", "福山", "place", UNSURE, "inform_facts"),
        ("福山区。", "福山区", "place", SURE, "inform_facts"),
        ("福山的人才公寓", "福山", "place", UNSURE, None),
        ("烟台", "烟台", "other_city", UNSURE, "other_city"),
        ("那青岛呢", "青岛", "other_city", SURE, "other_city"),
        ("青岛的人才公寓", "青岛", "other_city", SURE, None),
    ],
)
def test_names_and_little_else(
    text: str, words: str, entity: str, ranking: list[dict[str, Any]], intent: str | None
) -> None:
    assert fixed_intent(text, named(text, words, entity), ranking) == intent


@pytest.mark.parametrize("text", ["第一个", "第2个", "3", "1、3", "选第三项吧", "1和4"])
def test_a_pick_from_a_list_is_an_answer(text: str) -> None:
    assert fixed_intent(text, [], UNSURE) == "inform_facts"


@pytest.mark.parametrize("text", ["886", "第一次听说", "一个月多少钱", "3q"])
def test_what_only_looks_like_a_pick(text: str) -> None:
    assert fixed_intent(text, [], UNSURE) is None


def test_a_clause_is_asked_for() -> None:
    assert fixed_intent("第十一条写了什么", [], SURE) == "clause_request"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("删掉学历", "forget_me"),
        ("帮我把占股比例去掉", "forget_me"),
        ("学历可以删掉吗", None),
        ("去掉博士还能评吗", None),
        ("删掉这个", None),
    ],
)
def test_one_thing_is_taken_back_by_its_name(text: str, intent: str | None) -> None:
    assert fixed_intent(text, [], UNSURE) == intent


@pytest.mark.parametrize(
    ("picked", "intent"),
    [({}, None), ({"degree": "doctor"}, "correct_fact"), ({"degree": None}, "forget_me")],
)
def test_a_form_says_itself_what_it_means(picked: dict[str, Any], intent: str | None) -> None:
    assert picked_intent(picked) == intent

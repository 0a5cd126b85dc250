"""The benchmark of understanding counts what it says it counts."""

from __future__ import annotations

import pytest

from actions.answer import Answer, Cited
from bench.hearing.count import guessed, guessed_alone
from bench.hearing.listener import Listener, Parsed
from bench.hearing.lookup import answered, looked_up
from bench.hearing.ours import Reply
from bench.hearing.real import RealQuestion, with_figures
from bench.hearing.real import answered as real_answered
from bench.sentences import Sentence
from rules import load_library

DICTIONARY = load_library().dictionary


def heard(*names: str, parts: tuple[str, ...] = ()) -> Parsed:
    return Parsed([(name, 1.0) for name in names], True, 1.0, parts)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("我是博士，占股30%", {"degree": "doctor", "share_percent": 30.0}),
        ("公司2021年3月成立", {"company_founded_on": "2021-03"}),
        ("没有", {}),  # a label of many facts tells none
        ("占股要多少才行", {}),
    ],
)
def test_peers_look_up_words_and_numbers(text: str, facts: dict[str, object]) -> None:
    assert looked_up(text, DICTIONARY) == facts


@pytest.mark.parametrize(
    ("text", "fact", "intent", "facts", "declined"),
    [
        ("嗯", "academician", "affirm", {"academician": True}, set()),
        ("嗯", "academician", "deny", {"academician": False}, set()),
        ("45", "share_percent", "inform_facts", {"share_percent": 45.0}, set()),
        ("300", "share_percent", "inform_facts", {}, set()),
        ("说不准", "share_percent", "dont_know", {}, {"share_percent"}),
    ],
)
def test_peers_have_the_mappings_of_a_form(
    text: str, fact: str, intent: str, facts: dict[str, object], declined: set[str]
) -> None:
    sentence = Sentence(say=text, phenomenon="conversation", facts={}, asked=fact)
    found = answered(text, sentence.question(load_library()), DICTIONARY, heard(intent))
    assert found == (facts, frozenset(declined))


def test_a_second_topic_beside_the_right_one_is_told() -> None:
    sentence = Sentence(say="金卡要钱吗", phenomenon="phone", topic="card_fee")
    several = heard("several_questions", parts=("ask_card_fee", "ask_premium_payer"))
    listener = Listener("one", {sentence.say: several}, 0.0, "")
    assert guessed([sentence], listener) == [True]
    assert guessed_alone([sentence], listener) == [False]
    silent = Listener("other", {sentence.say: heard()}, 0.0, "")
    assert guessed([sentence], silent) == guessed_alone([sentence], silent) == [False]


def test_an_answer_needs_grounds_and_a_figure_a_number() -> None:
    clause = Cited(pack="p", number="号", clause="第一条", text="最高 25 万元", start=0, end=7)
    replies = {
        "answered": Reply((Answer(headline="有补贴", clauses=(clause,)),), 1.0),
        "shown": Reply(
            (Answer(headline="没有找到", clauses=(clause,), clauses_are="原文相关条款"),), 1.0
        ),
        "phrase": Reply((), 1.0),
    }
    questions = [RealQuestion(text, "kind") for text in replies]
    assert real_answered(questions, replies, load_library())["kind"] == [True, False, False]
    assert with_figures(questions, replies, clauses=True)["kind"] == [True, False, False]
    assert with_figures(questions, replies, clauses=False)["kind"] == [False, False, False]

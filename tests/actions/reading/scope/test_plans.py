"""Money and dates that are only planned are no facts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.reading.answers.answer_reader import AnswerReader
from rules.facts import Question
from tests.actions.reading.conftest import FactsOf


@pytest.mark.parametrize(
    "text",
    [
        "打算投50万",
        "准备再投50万",
        "计划投资50万",
        "预计投入50万",
        "想投50万",
        "拟投入50万",
        "承诺投50万",
        "还要投50万",
        "认缴出资50万",
        "年底前再投50万",
        "等公司成立后投50万",
        "投资50万还没到账",
        "今年预计营收5000万",
        "我打算明年成立公司",
        "计划2020年成立公司",
        "公司准备年底注册",
        "公司还没成立",
        "打算签五年合同",
        "打算拿三成股份",
        "计划占股四成，还在谈",
        "股份意向是三成，没谈拢",
        "下个月去签合同，五年的",
        "对方答应给我25%的股份",
    ],
)
def test_a_plan_is_no_fact(facts_of: FactsOf, text: str) -> None:
    assert facts_of(text) == {}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("实缴50万", {"paid_in": 50}),
        ("已投50万", {"paid_in": 50}),
        ("资金到账50万", {"paid_in": 50}),
        ("认缴500万，实缴50万", {"paid_in": 50}),
        ("计划投资500万，已投50万", {"paid_in": 50}),
        ("已经投了50万，准备再投30万", {"paid_in": 50}),
        ("我打算投的50万已经到账", {"paid_in": 50}),
        ("董事会投了50万", {"paid_in": 50}),
        ("打算全职来", {"employed_full_time": True}),
    ],
)
def test_what_is_done_is_a_fact(facts_of: FactsOf, text: str, facts: dict[str, Any]) -> None:
    assert facts_of(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("打算投50万", {}),
        ("准备投50", {}),
        ("还没投，打算投50万", {"paid_in": 0}),
        ("投了30，准备再投20", {"paid_in": 30}),
    ],
)
def test_a_plan_is_no_answer(
    answers: AnswerReader, today: date, text: str, facts: dict[str, Any]
) -> None:
    question = Question(id="paid_in", ask="？", facts=("paid_in",))
    assert answers.read(question, text, today).facts == facts

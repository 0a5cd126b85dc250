"""Of a value taken back and the one put in its place, only the second is told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.reading.answers.answer_reader import AnswerReader
from rules.facts import Question
from tests.actions.reading.conftest import FactsOf


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("占股写错了，是35.5%", {"share_percent": 35.5}),
        ("占股不是35%是38%", {"share_percent": 38}),
        ("占股不是35%，是38%", {"share_percent": 38}),
        ("占股不是35，是38", {"share_percent": 38}),
        ("占股38%，不是35%", {"share_percent": 38}),
        ("占股是38%而不是35%", {"share_percent": 38}),
        ("占股35%哦不对38%", {"share_percent": 38}),
        ("占股35%，不对，是38%", {"share_percent": 38}),
        ("占股说成35了其实是38", {"share_percent": 38}),
        ("占股刚才说成35%了，其实是38%", {"share_percent": 38}),
        ("占股从30%提高到40%", {"share_percent": 40}),
        ("投了50万，打错了，60万", {"paid_in": 60}),
        ("投了不是50万，是60万", {"paid_in": 60}),
        ("合同不是三年是五年", {"contract_years": 5}),
        ("签了三年，更正一下，是五年", {"contract_years": 5}),
        ("公司不是去年成立的，是前年", {"company_founded_on": "2019"}),
        ("占股不是35%", {}),
        ("目前占股45%，之前是60%", {"share_percent": 45}),
        ("占股35%，哦不，38%", {"share_percent": 38}),
        ("合同是三年，哦不，五年", {"contract_years": 5}),
        ("公司2019年成立的，不对，2020年", {"company_founded_on": "2020"}),
        ("我说错了，占股是36%", {"share_percent": 36}),
        ("占股30改成33", {"share_percent": 33}),
        ("投了80万不对是90万", {"paid_in": 90}),
        ("合同五年，口误，三年", {"contract_years": 3}),
        ("占股写成30%了，应该是33%才对", {"share_percent": 33}),
        ("更正：实际投入60万", {"paid_in": 60}),
        ("投的不是50万，60万", {"paid_in": 60}),
        ("占股35%，不一定够吧", {"share_percent": 35}),
        ("不是，投了8万，其实是四成五", {"paid_in": 8}),
    ],
)
def test_the_last_word_counts(facts_of: FactsOf, text: str, facts: dict[str, Any]) -> None:
    assert facts_of(text) == facts


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        ("share_percent", "不是35%是38%", 38),
        ("share_percent", "38%，不是35%", 38),
        ("share_percent", "35%哦不对38%", 38),
        ("share_percent", "说成35了其实是38", 38),
        ("share_percent", "写错了，是35.5%", 35.5),
        ("share_percent", "不对，36%", 36),
        ("paid_in", "不对，是60", 60),
        ("paid_in", "80万，不对，90万", 90),
        ("share_percent", "原来60，现在45", 45),
        ("company_founded_on", "不是去年，是前年", "2019"),
    ],
)
def test_in_an_answer_too(
    answers: AnswerReader, today: date, fact: str, text: str, value: Any
) -> None:
    answer = answers.read(Question(id=fact, ask="？", facts=(fact,)), text, today)
    assert answer.facts == {fact: value}

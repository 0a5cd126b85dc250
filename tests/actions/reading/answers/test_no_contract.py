"""No contract is none of no years; what a list is left with is told only of what the list knows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.reading.answers.answer_reader import AnswerReader
from rules.facts import Dictionary, Question

TECHNOLOGY = ("own_ip", "core_technology", "advanced_model", "breakthrough", "invention_patent")


@pytest.mark.parametrize("fact", ["contract_years", "team_contract_years", "agreement_years"])
@pytest.mark.parametrize("text", ["没有", "没有签合同", "还没签", "合同还没下来"])
def test_who_has_no_contract_declines(
    answers: AnswerReader, today: date, fact: str, text: str
) -> None:
    answer = answers.read(Question(id=fact, ask="？", facts=(fact,)), text, today)
    assert (dict(answer.facts), answer.declined) == ({}, (fact,))


def test_the_months_are_told_without_a_contract(
    answers: AnswerReader, dictionary: Dictionary, today: date
) -> None:
    question = next(each for each in dictionary.questions if each.id == "team_work")
    answer = answers.read(question, "合同还没签，每年10个月", today)
    assert (dict(answer.facts), answer.declined) == ({"team_months": 10}, ("team_contract_years",))


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("除了专利都有", {name: name != "invention_patent" for name in TECHNOLOGY}),
        ("除了发明专利，其他都没有", {name: name == "invention_patent" for name in TECHNOLOGY}),
        ("除了商标都没有", {}),
        ("除了高企都没有", {}),
    ],
)
def test_what_is_left_of_a_list(
    answers: AnswerReader, dictionary: Dictionary, today: date, text: str, facts: dict[str, Any]
) -> None:
    question = next(each for each in dictionary.questions if each.id == "technology")
    assert dict(answers.read(question, text, today).facts) == facts

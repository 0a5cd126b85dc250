"""Readers over the real dictionary, with a few subjects, so that no test waits for a pack that is being edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import rules
from actions.reading.answers.answer_reader import AnswerReader
from actions.reading.found import OTHER_CITY, SUBJECT
from actions.reading.reader import FactReader
from actions.reading.words.lexicon import Lexicon
from rules.errors import FactError
from rules.facts import Dictionary, Question

FACTS = Path(rules.__file__).parent / "packs" / "facts.yaml"
SUBJECTS = {
    "top": ("顶尖创新人才", "顶尖人才", "顶尖"),
    "leading": ("领军创新人才", "领军人才", "领军"),
    "sole_startup": ("独立创业人才", "独立创业"),
    "taishan": ("泰山产业领军人才", "泰山学者"),
    "first_level": ("第一层次",),
    "national": ("国家级",),
}

FactsOf = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="session")
def today() -> date:
    """The day on which all messages of these tests are written."""
    return date(2021, 6, 15)


@pytest.fixture(scope="session")
def dictionary() -> Dictionary:
    """The dictionary of the installation."""
    return Dictionary.model_validate(yaml.safe_load(FACTS.read_text("utf-8")))


@pytest.fixture(scope="session")
def lexicon(dictionary: Dictionary) -> Lexicon:
    """Its words, with the subjects above."""
    return Lexicon(dictionary, SUBJECTS)


@pytest.fixture(scope="session")
def reader(lexicon: Lexicon) -> FactReader:
    """A reader of free text."""
    return FactReader(lexicon)


@pytest.fixture(scope="session")
def answers(reader: FactReader) -> AnswerReader:
    """A reader of answers."""
    return AnswerReader(reader)


@pytest.fixture(scope="session")
def facts_of(reader: FactReader, today: date) -> FactsOf:
    """The facts of a text by id, without subjects and cities."""

    def facts_of(text: str) -> dict[str, Any]:
        found = reader.extract(text, today)
        return {each.fact: each.value for each in found if each.fact not in (SUBJECT, OTHER_CITY)}

    return facts_of


def asked(dictionary: Dictionary, name: str) -> Question:
    """The question of that id, or a question about that fact alone."""
    listed = [question for question in dictionary.questions if question.id == name]
    return listed[0] if listed else Question(id=name, ask="？", facts=(name,))


def assert_read_or_out_of_range(
    dictionary: Dictionary, facts: Mapping[str, Any], day: date
) -> None:
    """The dictionary reads each of `facts`; it refuses numbers that no such fact can have, and nothing else."""
    for name, value in facts.items():
        fact = dictionary.facts[name]
        try:
            fact.read(value, day)
        except FactError as error:
            refused = (fact.type, "超出范围" in error.problem)
        else:
            refused = ("number", True)
        assert refused == ("number", True), (name, value)

"""Values are read into what they can still be; what cannot be read gets one clear error."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rules import load_library
from rules.errors import FactError
from rules.facts import Value, years_before

TODAY = date(2021, 6, 15)
DICTIONARY = load_library().dictionary


def read(fact: str, raw: Any) -> Value:
    return DICTIONARY.read({fact: raw}, TODAY)[fact]


@pytest.mark.parametrize(
    ("fact", "raw", "value"),
    [
        ("share_percent", 35, (35.0, 35.0)),
        ("paid_in", {"from": 30, "to": 40}, (30.0, 40.0)),
        ("degree", "doctor", frozenset({"doctor"})),
        ("title", ["associate", "full"], frozenset({"associate", "full"})),
        ("main_founder", True, True),
        ("company_founded_on", "2020-03-05", (date(2020, 3, 5), date(2020, 3, 5))),
        ("company_founded_on", "2020-02", (date(2020, 2, 1), date(2020, 2, 29))),
        ("company_founded_on", "2020", (date(2020, 1, 1), date(2020, 12, 31))),
        ("company_founded_on", "2021", (date(2021, 1, 1), TODAY)),
        ("company_founded_on", TODAY, (TODAY, TODAY)),
    ],
)
def test_reads(fact: str, raw: Any, value: Value) -> None:
    assert read(fact, raw) == value


@pytest.mark.parametrize(
    ("fact", "raw", "says"),
    [
        ("share_percent", 135, "100"),
        ("share_percent", "35", "%"),
        ("share_percent", True, "%"),
        ("share_percent", float("nan"), "%"),
        ("paid_in", -1, "0"),
        ("paid_in", {"from": 40, "to": 30}, "from"),
        ("paid_in", {"to": 30}, "万元"),
        ("degree", "phd", "doctor"),
        ("degree", [], "doctor"),
        ("main_founder", 1, "true"),
        ("company_founded_on", "2021-06-16", "2021-06-15"),
        ("company_founded_on", "2021-13", "2023-03"),
        ("company_founded_on", "去年", "2023-03"),
        ("company_founded_on", None, "2023-03"),
    ],
)
def test_refuses(fact: str, raw: Any, says: str) -> None:
    with pytest.raises(FactError) as caught:
        read(fact, raw)
    assert caught.value.fact == fact
    assert DICTIONARY.facts[fact].label in str(caught.value)
    assert says in str(caught.value)


def test_unknown_fact_names_near_ones() -> None:
    with pytest.raises(FactError, match="share_percent"):
        read("share_percant", 35)


@pytest.mark.parametrize(
    ("day", "years", "limit"),
    [
        (date(2021, 6, 15), 3, date(2018, 6, 15)),
        (date(2024, 2, 29), 3, date(2021, 3, 1)),
        (date(2024, 2, 29), 4, date(2020, 2, 29)),
    ],
)
def test_years_before(day: date, years: int, limit: date) -> None:
    assert years_before(day, years) == limit


def test_every_fact_is_asked_by_exactly_one_question() -> None:
    for name in DICTIONARY.facts:
        assert name in DICTIONARY.question_of(name).facts

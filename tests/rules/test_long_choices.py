"""A choice with a value for every city is weighed by the few values that a pack's conditions name."""

from __future__ import annotations

from datetime import date

from rules import load_library
from rules.facts import Choice
from rules.questions import MOST_SCENARIOS, samples

LIBRARY = load_library()
DAY = date(2021, 6, 1)


def test_a_long_list_stands_for_what_is_named_and_one_other() -> None:
    rules, place = LIBRARY.packs["weihai-2020-12"].rules, LIBRARY.dictionary.facts["place"]
    more = tuple(Choice(id=f"city{number}", label=f"{number}市") for number in range(1000))
    long = place.model_copy(update={"values": (*more, *place.values)})
    assert list(samples(rules, long, DAY)) == [frozenset(["weihai"]), frozenset(["city0"])]


def test_a_short_list_is_weighed_whole() -> None:
    rules, place = LIBRARY.packs["weihai-2020-12"].rules, LIBRARY.dictionary.facts["place"]
    assert len(place.values) <= MOST_SCENARIOS
    assert list(samples(rules, place, DAY)) == [frozenset([one.id]) for one in place.values]

"""The rule set that engines are compared on: plain Python, made from it, is an independent judge of evaluation."""

from __future__ import annotations

import pytest

from bench.peers import plain
from bench.rule_set import DAY, Shared, complete_people
from rules import load_library

LIBRARY = load_library()


@pytest.fixture(scope="module")
def shared() -> Shared:
    return Shared(LIBRARY)


def test_it_has_the_conditions_that_are_announced(shared: Shared) -> None:
    assert shared.conditions == 29
    assert list(shared.tiers) == ["top", "leading", "outstanding"]


def test_plain_python_gives_the_same_tiers_and_all_of_them_occur(shared: Shared) -> None:
    people = complete_people(shared, 500, seed=1)
    ours = [shared.decide(LIBRARY.dictionary.read(person, DAY)) for person in people]
    engine = plain.engine(shared)
    assert ours == [engine(person) for person in people]
    assert set(ours) == {None, *shared.tiers}

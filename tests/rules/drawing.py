"""People at random, for the tests of soundness: everything about a person, of which part is then hidden."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from rules.diagram import domains
from rules.facts import Value
from rules.load import Pack

KnownFacts = dict[str, Value]


class Drawing:
    """Draws complete people of one pack, with exact values on both sides of every threshold.

    People drawn evenly nearly always hold some honour and nearly never stand in the right place,
    so how much speaks for a person is drawn first: for what programmes ask of all, and for the rest.
    """

    def __init__(self, pack: Pack, as_of: date, seed: int) -> None:
        rules = pack.rules
        self.values = domains((rules,), as_of)
        self._random = Random(seed)
        self._order = {
            fact: sorted(
                values,
                key=lambda value: sum(one.test(value, as_of) for _, one in rules.leaves[fact]),
            )
            for fact, values in self.values.items()
        }
        common = rules.below(*(rules.common[name] for name in pack.programmes if rules.tiers[name]))
        comparisons = (rules.nodes[place].comparison for place in common)
        self._asked_of_all = {one.fact.id for one in comparisons if one is not None}

    def _person(self) -> KnownFacts:
        luck = self._random.choice((0.5, 0.9, 1.0))
        merit = self._random.choice((0.02, 0.1, 0.5, 0.9))
        return {
            fact: self._value(values, luck if fact in self._asked_of_all else merit)
            for fact, values in self._order.items()
        }

    def _value(self, values: list[Value], chance: float) -> Value:
        if self._random.random() < chance:
            return values[-1]
        return values[0] if self._random.random() < 0.8 else self._random.choice(values)

    def people(self, count: int) -> Iterator[tuple[KnownFacts, KnownFacts]]:
        """`count` pairs of what is known of a person, and everything there is to know."""
        for _ in range(count):
            everything = self._person()
            share = self._random.choice((self._random.random(), 0.9, 0.95, 0.98))
            known = {
                fact: value for fact, value in everything.items() if self._random.random() < share
            }
            yield known, everything

    def vaguely(self, known: KnownFacts) -> KnownFacts:
        """`known` with some of it told less exactly: as one of several choices, as a span."""
        return {
            fact: self._vague(self.values[fact], value) if self._random.random() < 0.1 else value
            for fact, value in known.items()
        }

    def _vague(self, values: list[Value], value: Value) -> Value:
        other = self._random.choice(values)
        if isinstance(value, frozenset) and isinstance(other, frozenset):
            return value | other
        if isinstance(value, tuple) and isinstance(other, tuple):
            return (min(value[0], other[0]), max(value[1], other[1]))  # type: ignore[type-var,return-value]
        return value

"""Words that name a number or a date, and which of them an amount belongs to: the nearest of its clause."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from actions.reading.found import RawValue
from actions.reading.numbers import Quantity
from actions.reading.utterance import Utterance
from actions.reading.values import in_unit_of, is_possible, number_value
from rules.facts import Fact

FAR = 14
_AFTER_COSTS = 1
_LATE = 6
_BARE_BEHIND = 3


@dataclass(frozen=True)
class Anchor:
    """A word that names the number or date `fact`."""

    fact: Fact
    start: int
    end: int


def usable_for(
    quantity: Quantity, anchors: Sequence[Anchor], used: Collection[int] | None
) -> list[Anchor]:
    """Those of `anchors` whose unit fits; of numbers only those that can be, if any can. `used`: None for no dates."""
    values = {
        each: value_at(each, each.fact, quantity) for each in anchors if each.fact.type == "number"
    }
    fitting = [each for each, value in values.items() if value is not None]
    possible = [each for each in fitting if is_possible(each.fact, values[each])]
    dates = [
        each
        for each in anchors
        if each.fact.type == "date" and used is not None and each.start not in used
    ]
    return dates + (possible or fitting)


def value_at(anchor: Anchor, fact: Fact, quantity: Quantity) -> RawValue | None:
    """`quantity` as a value of `fact`; a number without a unit is money only right behind the word: 投了 500000."""
    if quantity.unit is not None:
        return number_value(fact, quantity)
    if fact.unit != "万元" or not 0 <= quantity.start - anchor.end <= _BARE_BEHIND:
        return None
    in_yuan = in_unit_of(fact, quantity)
    large = in_yuan is not None and in_yuan.low != quantity.low
    return number_value(fact, in_yuan) if in_yuan and large else None


def nearest(
    said: Utterance,
    start: int,
    end: int,
    anchors: Sequence[Anchor],
    far: int,
    used: Collection[int],
) -> Anchor | None:
    """The anchor nearest to ``text[start:end]`` in its clause; else the last of the clause before, unless `used`."""
    clause = said.clause_at(start)
    here = [each for each in anchors if clause[0] <= each.start < clause[1]]
    if here:
        cost, _, best = min(
            ((_cost(each, start, end), each.start, each) for each in here), key=lambda one: one[:2]
        )
        return best if cost <= far else None
    before = said.clause_before(start)
    earlier = [
        each
        for each in anchors
        if before and before[0] <= each.start < before[1] and each.start not in used
    ]
    return earlier[-1] if earlier and start - clause[0] <= _LATE else None


def _cost(anchor: Anchor, start: int, end: int) -> int:
    return anchor.start - end + _AFTER_COSTS if anchor.start >= end else max(0, start - anchor.end)

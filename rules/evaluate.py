"""Three values with ranges for the unknown: what is known in, the level of every condition out.

ALL is the minimum of its parts and ANY the maximum, at both ends of the range
(`interpretation`: 不满足 < 待评审 < 满足; what nobody has told us is everything it can still be).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from rules.compare import code
from rules.conditions import Quoted
from rules.facts import Value
from rules.ruleset import Node, RuleSet, Whole

STATUS = ("不满足", "待评审", "满足")
OPEN = "待补充"
RANGES = {code(low, high): (low, high) for high in range(3) for low in range(high + 1)}
OPEN_AT = {one: one & ~(one >> 2) & 0b11 for one in RANGES}
LANE = 16
FIRST_READINGS: Mapping[int, int] = {}


def both(one: int, other: int) -> int:
    """The code of ALL of two coded ranges."""
    return one & other


def either(one: int, other: int) -> int:
    """The code of ANY of two coded ranges."""
    return one | other


class TraceNode(NamedTuple):
    """One condition with its outcome: the lowest and highest level (0 to 2) it can still take."""

    address: str
    kind: str
    label: str
    low: int
    high: int
    quote: Quoted
    fact: str | None
    value: str | None
    parts: tuple[str, ...]

    @property
    def status(self) -> str:
        """不满足, 待评审 or 满足 when settled, else 待补充."""
        return STATUS[self.low] if self.low == self.high else OPEN


class Trace:
    """The outcome of every condition of a pack, found by its address."""

    def __init__(self, rules: RuleSet, facts: Mapping[str, Value], codes: list[int]) -> None:
        self.rules, self.facts, self.codes = rules, facts, codes
        self._reread: dict[tuple[tuple[int, int], ...], Trace] = {}

    def range(self, place: int) -> tuple[int, int]:
        """Lowest and highest level of the node at index `place`."""
        return RANGES[self.codes[place]]

    def node(self, address: str) -> TraceNode:
        """The node at `address`; raises KeyError when there is none."""
        return self._describe(self.rules.index[address])

    def reread(self, readings: Mapping[int, int]) -> Trace:
        """The trace with other readings than the first: index of a readings node → place of the reading."""
        key = tuple(readings.items())
        if key not in self._reread:
            codes = self.codes.copy()
            _combine(codes, self.rules.wholes, readings)
            self._reread[key] = Trace(self.rules, self.facts, codes)
        return self._reread[key]

    def __iter__(self) -> Iterator[TraceNode]:
        return (self._describe(place) for place in range(len(self.codes)))

    def __len__(self) -> int:
        return len(self.codes)

    def _describe(self, place: int) -> TraceNode:
        node: Node = self.rules.nodes[place]
        low, high = RANGES[self.codes[place]]
        fact = node.comparison.fact if node.comparison else None
        told = fact is not None and fact.id in self.facts
        return TraceNode(
            address=node.address,
            kind=node.kind,
            label=node.label,
            low=low,
            high=high,
            quote=node.quote,
            fact=fact.id if fact else None,
            value=fact.show(self.facts[fact.id]) if fact and told else None,
            parts=tuple(self.rules.nodes[child].address for child in node.children),
        )


def evaluate(rules: RuleSet, facts: Mapping[str, Value], as_of: date) -> Trace:
    """The trace of `facts` (read Values) on the day `as_of`; of several readings of a passage the first counts."""
    codes = rules.blank.copy()
    for place, comparison in rules.windows:
        if comparison.hopeless(as_of):
            codes[place] = 0
    for name, value in facts.items():
        for place, comparison in rules.leaves.get(name, ()):
            codes[place] = comparison.test(value, as_of)
    _combine(codes, rules.wholes)
    return Trace(rules, facts, codes)


def imagine(trace: Trace, news: Sequence[Mapping[str, Value]], as_of: date) -> list[int]:
    """The codes of `trace` after each of `news` about facts it did not know, all in one pass.

    They lie side by side in one integer a node, LANE bits for each of the news: `&` and `|` take all lanes at once,
    and a lane has room to count all wholes of a pack (`widths`).
    """
    known = trace.codes
    each = sum(1 << LANE * lane for lane in range(len(news)))
    codes = [one * each for one in known]
    lanes: dict[tuple[str, Value], int] = {}
    for lane, facts in enumerate(news):
        for told in facts.items():
            lanes[told] = lanes.get(told, 0) | 1 << LANE * lane
    for (name, value), where in lanes.items():
        for place, comparison in trace.rules.leaves.get(name, ()):
            codes[place] += (comparison.test(value, as_of) - known[place]) * where
    _combine(codes, trace.rules.wholes)
    return codes


def widths(codes: Iterable[int], lanes: int) -> list[int]:
    """By lane, over how many levels the ranges in `codes` (as `imagine` gives them) extend in all."""
    ones = sum(1 << LANE * lane for lane in range(lanes))
    total = 0
    for one in codes:
        still_open = one & ~(one >> 2)
        total += (still_open & ones) + (still_open >> 1 & ones)
    return [total >> LANE * lane & (1 << LANE) - 1 for lane in range(lanes)]


def _combine(
    codes: list[int], wholes: Sequence[Whole], readings: Mapping[int, int] = FIRST_READINGS
) -> None:
    """Fill in the codes of `wholes` from their parts'; `readings`: node → which reading to take, if not the first."""
    for place, kind, first, rest in wholes:
        outcome = codes[first]
        if kind == "all":
            for child in rest:
                outcome &= codes[child]
        elif kind == "any":
            for child in rest:
                outcome |= codes[child]
        elif place in readings:
            outcome = codes[(first, *rest)[readings[place]]]
        codes[place] = outcome

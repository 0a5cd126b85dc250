"""Three values with ranges for the unknown: what is known in, the level of every condition out.

ALL is the minimum of its parts and ANY the maximum, at both ends of the range
(`interpretation`: 不满足 < 待评审 < 满足; what nobody has told us is everything it can still be).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rules.compare import code
from rules.facts import Value
from rules.model import Quoted
from rules.ruleset import Node, RuleSet, Whole

STATUS = ("不满足", "待评审", "满足")
OPEN = "待补充"
RANGES = [divmod(one, 3) for one in range(9)]
_ALL = [code(min(a[0], b[0]), min(a[1], b[1])) for a in RANGES for b in RANGES]
_ANY = [code(max(a[0], b[0]), max(a[1], b[1])) for a in RANGES for b in RANGES]


def both(one: int, other: int) -> int:
    """The code of ALL of two coded ranges."""
    return _ALL[one * 9 + other]


def either(one: int, other: int) -> int:
    """The code of ANY of two coded ranges."""
    return _ANY[one * 9 + other]


@dataclass(frozen=True)
class TraceNode:
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

    def range(self, place: int) -> tuple[int, int]:
        """Lowest and highest level of the node at index `place`."""
        return RANGES[self.codes[place]]

    def node(self, address: str) -> TraceNode:
        """The node at `address`; raises KeyError when there is none."""
        return self._describe(self.rules.index[address])

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


def evaluate(
    rules: RuleSet,
    facts: Mapping[str, Value],
    as_of: date,
    readings: Mapping[int, int] | None = None,
) -> Trace:
    """The trace of `facts` (read Values) on the day `as_of`.

    `readings` picks another than the first reading: index of a readings node → place of the reading.
    """
    codes = rules.blank.copy()
    for place, comparison in rules.windows:
        if comparison.hopeless(as_of):
            codes[place] = 0
    _compare(codes, rules, facts, as_of)
    _combine(codes, rules.wholes, readings or {})
    return Trace(rules, facts, codes)


def learn(trace: Trace, news: Mapping[str, Value], as_of: date) -> list[int]:
    """The codes of `trace` after `news` about facts it did not know; only what they bear on is recomputed."""
    codes = trace.codes.copy()
    _compare(codes, trace.rules, news, as_of)
    _combine(codes, trace.rules.wholes_above(tuple(news)), {})
    return codes


def _compare(codes: list[int], rules: RuleSet, facts: Mapping[str, Value], as_of: date) -> None:
    for name, value in facts.items():
        for place, comparison in rules.leaves.get(name, ()):
            codes[place] = comparison.test(value, as_of)


def _combine(codes: list[int], wholes: Sequence[Whole], readings: Mapping[int, int]) -> None:
    for place, kind, first, rest in wholes:
        outcome = codes[first]
        if kind == "all":
            for child in rest:
                outcome = _ALL[outcome * 9 + codes[child]]
        elif kind == "any":
            for child in rest:
                outcome = _ANY[outcome * 9 + codes[child]]
        elif place in readings:
            outcome = codes[(first, *rest)[readings[place]]]
        codes[place] = outcome

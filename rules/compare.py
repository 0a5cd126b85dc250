"""One leaf's comparison, compiled once: a value's possibilities in, a range of levels out.

Levels are 0 不满足, 1 待评审, 2 满足. A range (lowest, highest) is one code of four bits: highest ≥ 1, highest ≥ 2,
lowest ≥ 1, lowest ≥ 2. So the lower of two ranges, at both ends, is `&` and the higher is `|`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from rules.conditions import Leaf
from rules.facts import Fact, Value, years_before

UNMET, PANEL, MET = 0, 1, 2
Test = Callable[[Any, date], int]


def code(low: int, high: int) -> int:
    """The code of the range from `low` to `high`."""
    return (1 << high) - 1 | ((1 << low) - 1) << 2


class Comparison:
    """What a leaf asks of its fact: `test(value, as_of)` gives a code, `unknown` the code of silence.

    Raises ValueError with a plain reason when the leaf does not fit the fact's type.
    """

    def __init__(self, leaf: Leaf, fact: Fact) -> None:
        self.leaf, self.fact = leaf, fact
        true = PANEL if leaf.panel else MET
        false = PANEL if leaf.relaxed_by else UNMET
        self._certain = code(true, true)
        self._excluded = code(false, false)
        self.unknown = code(min(true, false), max(true, false))
        if true == false:
            raise ValueError("panel and relaxed_by together leave nothing to decide")
        self.test: Test = getattr(self, f"_{fact.type}")()
        self.label = leaf.label or f"{fact.label}{self._words()}"

    def _yes_no(self) -> Test:
        wanted = True if self.leaf.is_ is None else self.leaf.is_
        if not isinstance(wanted, bool) or self._compares("is_one_of", "at_least", "at_most"):
            raise ValueError(f"{self.fact.id} is a yes_no fact: compare it with `is: true|false`")
        met, unmet = self._certain, self._excluded
        return lambda value, as_of: met if value is wanted else unmet

    def _choice(self) -> Test:
        accepted, met, unmet, unknown = self.accepted(), self._certain, self._excluded, self.unknown
        return lambda value, as_of: (
            met if value <= accepted else unmet if accepted.isdisjoint(value) else unknown
        )

    def accepted(self) -> frozenset[str]:
        """The value ids of a choice fact that make the comparison true."""
        leaf, order = self.leaf, self.fact.order
        named = [leaf.is_, *(leaf.is_one_of or ()), leaf.at_least, leaf.at_most]
        for value in named:
            if value is not None and value not in order:
                raise ValueError(f"{self.fact.id} has no value {value!r}: {', '.join(order)}")
        if leaf.at_least is not None or leaf.at_most is not None:
            if not self.fact.ordered:
                raise ValueError(f"{self.fact.id} is not ordered: compare it with `is`")
            low = order[str(leaf.at_least)] if leaf.at_least is not None else 0
            high = order[str(leaf.at_most)] if leaf.at_most is not None else len(order)
            return frozenset(value for value, place in order.items() if low <= place <= high)
        if leaf.is_one_of is not None:
            return frozenset(leaf.is_one_of)
        if isinstance(leaf.is_, str):
            return frozenset([leaf.is_])
        raise ValueError(
            f"{self.fact.id} is a choice fact: compare it with is, is_one_of, at_least"
        )

    def _number(self) -> Test:
        low, high = self.leaf.at_least, self.leaf.at_most
        if isinstance(low, str) or isinstance(high, str) or (low is None and high is None):
            raise ValueError(f"{self.fact.id} is a number: compare it with at_least or at_most")
        least = float("-inf") if low is None else low
        most = float("inf") if high is None else high
        return self._between(lambda as_of: (least, most))

    def _date(self) -> Test:
        leaf = self.leaf
        if not self._compares("within_years", "not_before", "not_after"):
            raise ValueError(
                f"{self.fact.id} is a date: compare it with within_years or not_before"
            )
        last = leaf.not_after or date.max
        return self._between(lambda as_of: (self._first_day(as_of), last))

    def _between(self, limits: Callable[[date], tuple[Any, Any]]) -> Test:
        met, unmet, unknown = self._certain, self._excluded, self.unknown

        def test(value: Any, as_of: date) -> int:
            least, most = limits(as_of)
            low, high = value
            if low >= least and high <= most:
                return met
            return unknown if high >= least and low <= most and least <= most else unmet

        return test

    def _first_day(self, as_of: date) -> date:
        years, bound = self.leaf.within_years, self.leaf.not_before or date.min
        return bound if years is None else max(bound, years_before(as_of, years))

    def hopeless(self, as_of: date) -> bool:
        """Whether no day at all can be late enough and early enough, seen from `as_of`."""
        return self.leaf.not_after is not None and self._first_day(as_of) > self.leaf.not_after

    def _compares(self, *names: str) -> bool:
        return any(getattr(self.leaf, name) is not None for name in names)

    def _words(self) -> str:
        leaf, fact = self.leaf, self.fact
        if fact.type == "yes_no":
            return "：否" if leaf.is_ is False else ""
        if fact.type == "choice":
            if leaf.at_least is not None and leaf.at_most is None:
                return f"：{fact.values[fact.order[str(leaf.at_least)]].label}及以上"
            return f"：{fact.show(self.accepted())}"
        if fact.type == "number":
            parts = []
            if leaf.at_least is not None:
                parts.append(f"不低于 {fact.show((float(leaf.at_least),) * 2)}")
            if leaf.at_most is not None:
                parts.append(f"不高于 {fact.show((float(leaf.at_most),) * 2)}")
            return "、".join(parts)
        parts = []
        if leaf.within_years is not None:
            parts.append(f"距查询日期不超过 {leaf.within_years} 年")
        if leaf.not_before is not None or leaf.not_after is not None:
            parts.append(f"在 {leaf.not_before or ''} 至 {leaf.not_after or ''} 之间")
        return "、".join(parts)

    def gap(self, value: Value, as_of: date) -> str:
        """By how much `value` misses the comparison, in words with the sum shown; empty when no measure fits."""
        leaf, fact = self.leaf, self.fact
        if isinstance(value, tuple) and not isinstance(value[0], date):
            low, high = float(value[0]), float(value[1])
            if isinstance(leaf.at_least, (int, float)) and high < leaf.at_least:
                short = leaf.at_least - high
                return f"差 {leaf.at_least:g} - {high:g} = {fact.show((short, short))}"
            if isinstance(leaf.at_most, (int, float)) and low > leaf.at_most:
                over = low - leaf.at_most
                return f"超出 {low:g} - {leaf.at_most:g} = {fact.show((over, over))}"
        if isinstance(value, tuple) and leaf.within_years is not None:
            limit = years_before(as_of, leaf.within_years)
            if value[1] >= limit:  # type: ignore[operator]
                return ""
            return f"最早须为 {limit}（{as_of} 往前 {leaf.within_years} 年）"
        return ""

    def higher(self, value: Value) -> bool:
        """Whether `value` lies above the listed one in an ordered choice (举轻以明重)."""
        if self.leaf.higher is None or not isinstance(value, frozenset):
            return False
        order = self.fact.order
        return all(order[one] > order[str(self.leaf.at_least)] for one in value)

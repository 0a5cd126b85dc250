"""Compares values of choice facts, and tells what is left of one when a value is denied."""

from __future__ import annotations

from actions.reading.found import RawValue
from actions.reading.scope.denials import Denial
from actions.reading.words.lexicon import Said
from rules.facts import Fact


def denied_values(fact: Fact, value: Said, how: Denial | None) -> RawValue | None:
    """The values below `value` (不是博士, 没有硕士学历), or None where more are left: 不是硕士 may be a doctor."""
    if not fact.ordered or not isinstance(value, str) or how is None:
        return None
    place, names = fact.order[value], list(fact.order)
    if place == 0 or (how == "is" and place < len(names) - 1):
        return None
    return names[0] if place == 1 else list(names[:place])


def is_lower(fact: Fact, value: RawValue, than: RawValue) -> bool:
    """Whether an ordered `value` is to give way to `than`: it is lower, or says only what the person is not."""
    if not fact.ordered or isinstance(value, dict) or isinstance(than, dict):
        return False
    if _is_denial(fact, value) != _is_denial(fact, than):
        return _is_denial(fact, value)
    if _is_denial(fact, value):
        return _highest(fact, value) > _highest(fact, than)
    return _highest(fact, value) < _highest(fact, than)


def _is_denial(fact: Fact, value: RawValue) -> bool:
    """A list from the lowest value on, as `denied_values` makes it."""
    return isinstance(value, list) and fact.order[value[0]] == 0


def _highest(fact: Fact, value: RawValue) -> int:
    return max(fact.order[str(each)] for each in (value if isinstance(value, list) else [value]))

"""Turns quantities into raw values of number facts."""

from __future__ import annotations

from dataclasses import replace

from actions.reading.amounts.numbers import Quantity
from actions.reading.amounts.numerals import TEN_THOUSAND
from actions.reading.found import RawValue
from rules.facts import Fact

_YUAN_FROM_PART_OF_MAX = 1 / 100
_IN_PERCENT = 100.0
_FIRST_YEAR = 1990  # 2021-2026 are years of the calendar: five years


def number_value(fact: Fact, quantity: Quantity) -> RawValue | None:
    """`quantity` as a raw value of the number `fact`, or None if the units do not go together.

    A value that the fact cannot have (占股 130%) is returned as it is: the dictionary refuses it and says why.
    """
    factor = _factor(fact, quantity)
    if factor is None:
        return None
    low = fact.min or 0.0 if quantity.low is None else round(quantity.low * factor, 4)
    high = fact.max if quantity.high is None else round(quantity.high * factor, 4)
    if high is None or high < low:  # an end that was left open, beyond what the fact can be
        high = low
    return low if low == high else {"from": low, "to": high}


def in_percent(quantity: Quantity) -> Quantity | None:
    """A quantity in percent or without a unit as a share; 0.35 is 35%."""
    if quantity.unit not in ("percent", None):
        return None
    in_parts = quantity.unit is None and quantity.high is not None and 0 < quantity.high < 1
    low, high = (
        None if end is None else round(end * (_IN_PERCENT if in_parts else 1.0), 4)
        for end in (quantity.low, quantity.high)
    )
    return Quantity(low, high, "percent", quantity.start, quantity.end)


def is_possible(fact: Fact, value: RawValue | None) -> bool:
    """Whether the number `value` lies in the range of `fact`."""
    ends = value.values() if isinstance(value, dict) else (value,)
    return all(
        isinstance(end, (int, float))
        and (fact.min is None or end >= fact.min)
        and (fact.max is None or end <= fact.max)
        for end in ends
    )


def in_unit_of(fact: Fact, quantity: Quantity) -> Quantity | None:
    """A bare number in the unit of `fact`; 0.35 of a share is 35%. None where the unit cannot be told.

    Where 万元 is asked, a number above a hundredth of what the fact can be is meant in yuan (paid in: from 10,000 on);
    one of 10,000 or more below that may be either.
    """
    high = quantity.high or 0.0
    if fact.unit == "percent" and quantity.low is not None and 0 < high < 1:
        return _scaled(quantity, fact, 100.0)
    if fact.unit == "万元" and high >= TEN_THOUSAND:
        in_yuan = fact.max is not None and high >= fact.max * _YUAN_FROM_PART_OF_MAX
        return _scaled(quantity, fact, 1 / TEN_THOUSAND) if in_yuan else None
    if fact.unit == "年" and (quantity.low or 0.0) >= _FIRST_YEAR:
        years = high - (quantity.low or 0.0)
        return replace(quantity, unit=fact.unit, low=years, high=years) if years > 0 else None
    return replace(quantity, unit=fact.unit)


def _scaled(quantity: Quantity, fact: Fact, factor: float) -> Quantity:
    low, high = (
        None if end is None else round(end * factor, 4) for end in (quantity.low, quantity.high)
    )
    return replace(quantity, unit=fact.unit, low=low, high=high)


def _factor(fact: Fact, quantity: Quantity) -> float | None:
    pair = (fact.unit, quantity.unit)
    if fact.unit == quantity.unit:
        return 1.0
    if pair == ("年", "月"):
        return 1 / 12
    if pair == ("月", "年") and (quantity.high or 0) <= 1:
        return 12.0
    return 1.0 if pair in {("件", "个"), ("家", "个"), ("人", "个"), ("个", "家")} else None

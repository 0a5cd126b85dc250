"""Turns quantities into raw values of number facts."""

from __future__ import annotations

from actions.reading.found import RawValue
from actions.reading.numbers import Quantity
from rules.facts import Fact


def number_value(fact: Fact, quantity: Quantity) -> RawValue | None:
    """`quantity` as a raw value of the number `fact`, or None if the units do not go together or it is out of range."""
    factor = _factor(fact, quantity)
    if factor is None:
        return None
    low = fact.min or 0.0 if quantity.low is None else round(quantity.low * factor, 4)
    high = (fact.max if quantity.high is None else round(quantity.high * factor, 4)) or low
    if (
        low > high
        or (fact.min is not None and low < fact.min)
        or (fact.max is not None and high > fact.max)
    ):
        return None
    return low if low == high else {"from": low, "to": high}


def _factor(fact: Fact, quantity: Quantity) -> float | None:
    pair = (fact.unit, quantity.unit)
    if fact.unit == quantity.unit:
        return 1.0
    if pair == ("年", "月"):
        return 1 / 12
    if pair == ("月", "年") and (quantity.high or 0) <= 1:
        return 12.0
    return 1.0 if pair in {("件", "个"), ("家", "个"), ("人", "个"), ("个", "家")} else None

"""Finds quantities in a sentence: money in 万元, shares in percent, spans in years or months, counts.

A numeral without a unit is a quantity of the unit None: it means something only beside a word that asks for a share, or
as the answer to a question. 第十一条, 第一层次 and 第一大股东 hold no quantities, nor do the `names` a caller passes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.reading.bounds import bounded
from actions.reading.numerals import Numeral, numeral_at
from actions.reading.units import Unit, unit_at

Span = tuple[int, int]


@dataclass(frozen=True)
class Quantity:
    """A number or range with its unit (percent, 万元, 年, 月, 人, 家, 件, 个 or None); an open end is None."""

    low: float | None
    high: float | None
    unit: str | None
    start: int
    end: int


_START = re.compile(
    r"百分之|[二三四五六七八九十]分之|全年|一(?![共直起般定样些下切旦向律致流体边方])|十(?!分|足)|[0-9二两三四五六七八九零半]"
)
_WORDS = {"一半": (50.0, "percent"), "全年": (1.0, "年")}
_FRACTION = re.compile(r"(?P<parts>百|[二三四五六七八九十])分之")
_TO = re.compile(r"\s?(?:到|至|-|~|—|–|〜)+\s?")
_ORDINAL = re.compile(r"[第〔\[.a-z]$")
_IN_A_NAME = re.compile(r"\s?[强号条]")


def find_quantities(text: str, names: Sequence[Span] = ()) -> list[Quantity]:
    """All quantities of the normalised `text`, left to right; numerals that begin inside `names` are passed over."""
    found: list[Quantity] = []
    name_ends = {place: end for begin, end in names for place in range(begin, end)}
    at = 0
    while match := _START.search(text, at):
        start = match.start()
        if start in name_ends:
            at = name_ends[start]
            continue
        quantity, at = _quantity_at(text, start)
        if quantity and not _ORDINAL.search(text[start - 1 : start]):
            found.append(quantity)
    return found


def _quantity_at(text: str, start: int) -> tuple[Quantity | None, int]:
    """The quantity at `start`, and where to go on."""
    if word := _WORDS.get(text[start : start + 2]):
        return Quantity(word[0], word[0], word[1], start, start + 2), start + 2
    if fraction := _FRACTION.match(text, start):
        return _fraction_at(text, fraction)
    numeral = numeral_at(text, start)
    if numeral is None:
        return None, start + 1
    if _IN_A_NAME.match(text, numeral.end):
        return None, numeral.end
    unit = unit_at(text, numeral)
    end = unit.end if unit else numeral.end
    if (to := _TO.match(text, end)) and (upper := numeral_at(text, to.end())):
        span = _range(text, numeral, unit, upper)
        if span:
            return span, span.end
    if text[start] == "半" and unit is None:
        return None, end
    low, high = _in_unit(numeral.low, unit), _in_unit(numeral.high, unit)
    step = numeral.step * (unit.factor if unit else 1.0)
    low_bound, high_bound, begin, end = bounded(text, low, high, step, start, end)
    return Quantity(low_bound, high_bound, unit.name if unit else None, begin, end), end


def _in_unit(value: float, unit: Unit | None) -> float:
    return round(value * unit.factor + unit.extra, 6) if unit else value


def _range(text: str, lower: Numeral, unit: Unit | None, upper: Numeral) -> Quantity | None:
    """30 到 40 万, 30 万到 40 万, 三到五年; the lower end borrows the scale and unit of the upper."""
    upper_unit = unit_at(text, upper)
    if unit and upper_unit and unit.name != upper_unit.name:
        return None
    shared = upper_unit or unit
    scale = upper.scale if lower.scale == 1.0 and not (unit and unit.name != "万元") else 1.0
    low = _in_unit(lower.low * scale, shared)
    high = _in_unit(
        upper.high * (lower.scale if upper.scale == 1.0 and upper_unit is None else 1.0), shared
    )
    if low >= high:
        return None
    end = upper_unit.end if upper_unit else upper.end
    return Quantity(low, high, shared.name if shared else None, lower.start, end)


def _fraction_at(text: str, fraction: re.Match[str]) -> tuple[Quantity | None, int]:
    """百分之三十五, 三分之一."""
    numeral = numeral_at(text, fraction.end())
    parts = (
        100.0
        if fraction["parts"] == "百"
        else getattr(numeral_at(fraction["parts"], 0), "low", 0.0)
    )
    if numeral is None or not parts:
        return None, fraction.end()
    start, end = fraction.start(), numeral.end
    upper = numeral
    if to := _TO.match(text, end):
        prefix = _FRACTION.match(text, to.end())
        later = numeral_at(text, prefix.end() if prefix else to.end())
        if later and later.low > numeral.high:
            upper, end = later, later.end
    low, high = (round(value / parts * 100, 2) for value in (numeral.low, upper.high))
    low_bound, high_bound, begin, end = bounded(text, low, high, numeral.step, start, end)
    return Quantity(low_bound, high_bound, "percent", begin, end), end

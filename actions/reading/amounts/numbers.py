"""Finds quantities in a sentence: money in 万元, shares in percent, spans in years or months, counts.

A numeral without a unit is a quantity of the unit None: it means something only beside a word that asks for a share, or
as the answer to a question. 第十一条, 第一层次 and 第一大股东 hold no quantities, nor do the `names` a caller passes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.reading.amounts.bounds import bounded
from actions.reading.amounts.numerals import Numeral, numeral_at
from actions.reading.amounts.set_words import GRAIN, in_set_words
from actions.reading.amounts.units import Unit, unit_at

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
    r"百分之?百|百分[之的]?(?=[\d一二三四五六七八九十])|[二三四五六七八九十]分之|全年|过半(?!年)|一?[大小]半(?![天辈生夜个])|一多半|[个年]把(?=月|年|的|时间|$)|"
    r"[俩仨](?=[个多]?月|年|[人位名]|成员)|大好?几(?=[十百千万亿])|好?[几数](?=[十百千万亿])"
    r"|(?<![统唯单专万差欠下])一(?![共直起般定样些下切旦向律致流体边方分毛]|点[没也都不儿])|十(?!分|足)|[0-9二两三四五六七八九零半百千]|(?<=[上近过超破])亿"
)
_HALF = 50.0
_HALF_STEP = 10.0
_PLUS = re.compile(r"(?P<terms>\d{1,2}(?:\s?\+\s?\d{1,2}){1,3})(?!\d)(?P<unit>\s?年)?")
_SIGNED = re.compile(r"(?:签|合同|协议|聘期|聘)[^,。;!?]{0,6}$")
_FRACTION = re.compile(
    r"(?P<parts>百|[二三四五六七八九十])分之|(?P<hundred>百)分的?(?=[\d一二三四五六七八九十])"
)
_TO = re.compile(r"\s?(?:到|至|-|~|—|–|〜)+\s?")
_ORDINAL = re.compile(r"[第〔\[.a-z]$")
_IN_A_NAME = re.compile(r"\s?[强号条]")
_NOT_REACHED = re.compile(r"[没未不]有?$")
_SPLIT = re.compile(r"[一二三四五六七八九]{2}(?:对?开|分)|[1-9]:?[1-9](?:对?开|分成)")


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
    if amount := in_set_words(text, start):
        low, high, begin = amount.low, amount.high, start
        missed = _NOT_REACHED.search(text[max(0, start - 2) : start])
        if missed and amount.low is not None:  # 没过半
            low, high, begin = None, amount.low - GRAIN, start - len(missed[0])
        return Quantity(low, high, amount.unit, begin, amount.end), amount.end
    if text[start] == "半" and text[max(0, start - 1) : start] in ("上", "下"):
        return None, start + 1  # 上半年 is a part of a year
    if text.startswith("一半", start):
        low, high, begin, end = bounded(
            text, _HALF, _HALF, _HALF_STEP, start, start + 2, exact=True
        )
        return Quantity(low, high, "percent", begin, end), end
    if plus := _PLUS.match(text, start):
        return _sum_at(text, plus), plus.end()
    if fraction := _FRACTION.match(text, start):
        return _fraction_at(text, fraction)
    if split := _SPLIT.match(text, start):  # 三七开 is no 37
        return None, split.end()
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
    if unit and "多" in text[numeral.end : unit.end]:  # 三个多月
        high = low + unit.factor
    step = numeral.step * (unit.factor if unit else 1.0)
    exact = unit is not None and unit.name == "percent"
    low_bound, high_bound, begin, end = bounded(text, low, high, step, start, end, exact=exact)
    return Quantity(low_bound, high_bound, unit.name if unit else None, begin, end), end


def _sum_at(text: str, plus: re.Match[str]) -> Quantity:
    """3+2 年: a contract of three years that is prolonged by two; beside 签 or 合同 without its unit too."""
    total = float(sum(int(term) for term in plus["terms"].split("+")))
    in_years = plus["unit"] or _SIGNED.search(text[max(0, plus.start() - 10) : plus.start()])
    return Quantity(total, total, "年" if in_years else None, *plus.span())


def _in_unit(value: float, unit: Unit | None) -> float:
    return round(value * unit.factor + unit.extra, 6) if unit else value


def _range(text: str, lower: Numeral, unit: Unit | None, upper: Numeral) -> Quantity | None:
    """30 到 40 万, 30 万到 40 万, 三到五年; the lower end borrows the scale and unit of the upper."""
    upper_unit = unit_at(text, upper)
    if unit and upper_unit and unit.name != upper_unit.name:
        return None
    shared = upper_unit or unit
    scale = upper.scale if lower.scale == 1.0 and not (unit and unit.name != "万元") else 1.0
    low = _in_unit(lower.low * scale, unit or shared)
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
    parts = 100.0 if "百" in fraction[0] else getattr(numeral_at(fraction["parts"], 0), "low", 0.0)
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
    low_bound, high_bound, begin, end = bounded(
        text, low, high, numeral.step, start, end, exact=True
    )
    return Quantity(low_bound, high_bound, "percent", begin, end), end

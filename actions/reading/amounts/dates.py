"""Finds dates, said outright (2023年3月, 二三年三月, 20230315) or by the time since (三年前), relative to `today`.

A raw date is what the dictionary reads: "YYYY-MM-DD", "YYYY-MM", "YYYY", or {"from": …, "to": …}. Nothing that begins
after `today` is returned.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from actions.reading.amounts.near_dates import RawDate, months_before, near_dates
from actions.reading.amounts.numbers import Quantity
from actions.reading.amounts.numerals import numeral_at


@dataclass(frozen=True)
class FoundDate:
    """A raw date written in ``text[start:end]``."""

    value: RawDate
    start: int
    end: int


_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_PART = (
    r"(?P<part>年?初|年?[底末]|年中|上半年|下半年|第?[一二三四1-4]季度?"
    r"|腊月|正月)"
)
# What may stand between a year and what happened in it: 19年就成立了, 21年我自己办的.
_BETWEEN = (
    r"(?:就|才|刚|已经?|正式|我们?|咱们?|自己|自个儿|一个人|公司|企业|厂子?|这家|那年|那会儿?|那时候?|的时候|底"
    r"|在(?:福山|威海|烟台|这边|这里|本地|当地))*"
)
_FOUNDED = rf"{_BETWEEN}(?:成立|注册|创办|创立|设立|开|来|迁|搬|入选|落户|办(?!公)|起步)"
_YEAR = (
    r"(?P<year>(?<!\d)(?:19|20)\d\d|(?:一九|二[零〇])[零〇一二三四五六七八九]{2})\s?(?:年|(?=[上下]半年))"
    r"|(?:成立(?:于|在|时间|日期)|注册(?:于|在|时间|日期)|创办于|开办于)(?:是|为|:|\s)*(?P<dated>\d\d)年(?!前|多|以)"
    rf"|(?<![\d了过满近有干共约第])(?P<short>\d\d)年(?={_MONTH.replace('month', 'seen')}月|[初底末]|[上下]半年"
    rf"|第?[一二三四1-4]季|[春夏秋冬]|{_FOUNDED})"
    rf"|(?<![统单唯])(?P<spoken>[一二][零〇一二三四五六七八九])年"
    rf"(?=的?(?:{_MONTH.replace('month', 'heard')}月|[初底末]|{_FOUNDED}))"
    r"|(?P<word>大前年|前年|去年|今年)"
)
_SPOKEN = re.compile(
    rf"(?:{_YEAR})的?(?:\s?{_MONTH}\s?月份?(?:\s?{_DAY}(?:[日号]|(?={_FOUNDED})))?|{_PART})?"
)
_THIS_YEAR = re.compile(r"(?<![年今去前半])(?P<part>年初|上半年)")
_DIGITS = re.compile(
    rf"(?<![\d.])(?P<year>(?:19|20)\d\d)(?P<month>1[0-2]|0[1-9])(?:(?P<day>3[01]|[12]\d|0[1-9])(?![\d元块万%])|(?={_FOUNDED}))"
)
_WRITTEN = re.compile(
    r"(?<![\d.])(?P<year>(?:19|20)\d\d)[-/.](?P<month>1[0-2]|0?[1-9])(?:[-/.](?P<day>3[01]|[12]\d|0?[1-9]))?(?![\d%万元])"
)
_BARE_YEAR = re.compile(
    r"(?:(?<=[于在是:])\s?|^\s*)(?P<year>(?:19|20)\d\d)(?=\s*$|[\s,。;、的]|成立|注册|创办)"
)
_LONE_MONTH = re.compile(
    rf"(?<![\d年个第每.])(?<!每年){_MONTH}月份?(?:{_DAY}[日号])?(?!以?[前后内]|工作)"
)
_YEARS_BACK = {"今年": 0, "去年": 1, "前年": 2, "大前年": 3}
_PARTS = {
    **{"初": (1, 3), "底": (10, 12), "末": (10, 12), "中": (5, 8), "上": (1, 6), "下": (7, 12)},
    **{"腊": (12, 14), "正": (1, 3)},  # 14: February of the next year
}
_AGO = re.compile(r"(?:以|之)?前")
_LONG_AGO = 100.0


def find_dates(text: str, today: date) -> list[FoundDate]:
    """Dates said outright in the normalised `text`, left to right."""
    found: list[FoundDate] = []
    for each in sorted(_candidates(text, today), key=lambda date_: (date_.start, -date_.end)):
        if not found or each.start >= found[-1].end:
            found.append(each)
    return found


def ago(quantity: Quantity, text: str, today: date) -> FoundDate | None:
    """三年前, 半年以前: the date that a span of time followed by 前 stands for, or None."""
    match = _AGO.match(text, quantity.end)
    if not match or quantity.unit not in ("年", "月"):
        return None
    value = elapsed(quantity, today)
    return FoundDate(value, quantity.start, match.end()) if value else None


def elapsed(quantity: Quantity, today: date) -> RawDate | None:
    """When something began that has lasted `quantity` years or months, or None for other units.

    "三年" is somewhere around three years: half a year (of a month count: half a month) either way.
    """
    if quantity.unit not in ("年", "月"):
        return None
    size = 12.0 if quantity.unit == "年" else 1.0
    low, high = (None if end is None else end * size for end in (quantity.low, quantity.high))
    if low is not None and low == high:
        slack = min(size / 2, low / 2)
        low, high = low - slack, low + slack
    first = months_before(today, _LONG_AGO * 12 if high is None else high)
    last = today if low is None else months_before(today, low)
    return {"from": first.isoformat(), "to": last.isoformat()}


def just_now(today: date) -> RawDate:
    """刚成立: some time within the last year."""
    return {"from": months_before(today, 12).isoformat(), "to": today.isoformat()}


def _candidates(text: str, today: date) -> Iterator[FoundDate]:
    for match in _SPOKEN.finditer(text):
        year = _year_of(match, today)
        value = _compose(year, match["month"], match["day"], match["part"])
        yield from _past(value, match, today)
    for match in _THIS_YEAR.finditer(text):
        yield from _past(_compose(today.year, None, None, match["part"]), match, today)
    for match in (*_WRITTEN.finditer(text), *_DIGITS.finditer(text)):
        yield from _past(
            _compose(int(match["year"]), match["month"], match["day"], None), match, today
        )
    for match in _BARE_YEAR.finditer(text):
        yield from _past(match["year"], match, today)
    for value, start, end in near_dates(text, today):
        yield FoundDate(value, start, end)
    for match in _LONE_MONTH.finditer(text):
        year = today.year - (_number(match["month"]) > today.month)
        yield from _past(_compose(year, match["month"], match["day"], None), match, today)


def _year_of(match: re.Match[str], today: date) -> int:
    if match["word"]:
        return today.year - _YEARS_BACK[match["word"]]
    if short := match["short"] or match["dated"]:
        return 2000 + int(short)
    if match["spoken"]:
        tens, ones = (_number(digit) for digit in match["spoken"])
        return 2000 + tens * 10 + ones
    return int("".join(str(_number(digit)) for digit in match["year"]))


def _number(words: str) -> int:
    numeral = numeral_at(words.replace("〇", "零"), 0)
    return int(numeral.low) if numeral else 0


def _compose(year: int, month: str | None, day: str | None, part: str | None) -> RawDate | None:
    if part and "季" in part:
        quarter = _number(part.lstrip("第")[0])
        return {"from": f"{year}-{quarter * 3 - 2:02}", "to": f"{year}-{quarter * 3:02}"}
    if part:
        first, last = _PARTS[part.lstrip("年")[0]]
        return {
            "from": f"{year}-{first:02}",
            "to": f"{year + (last > 12)}-{(last - 1) % 12 + 1:02}",
        }
    if not month:
        return f"{year}"
    if not day:
        return f"{year}-{_number(month):02}"
    if _number(day) > calendar.monthrange(year, _number(month))[1]:
        return None
    return f"{year}-{_number(month):02}-{_number(day):02}"


def _past(value: RawDate | None, match: re.Match[str], today: date) -> Iterator[FoundDate]:
    first = value["from"] if isinstance(value, dict) else value
    if value is not None and first is not None and first <= today.isoformat()[: len(first)]:
        yield FoundDate(value, match.start(), match.end())

"""Finds dates, said outright (2023年3月, 二三年三月, 20230315) or by the time since (三年前), relative to `today`.

A raw date is what the dictionary reads: "YYYY-MM-DD", "YYYY-MM", "YYYY", or {"from": …, "to": …}. Nothing that begins
after `today` is returned.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from actions.reading.numbers import Quantity
from actions.reading.numerals import numeral_at

RawDate = str | dict[str, str]


@dataclass(frozen=True)
class FoundDate:
    """A raw date written in ``text[start:end]``."""

    value: RawDate
    start: int
    end: int


_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_PART = r"(?P<part>年?初|年?[底末]|年中|上半年|下半年|第?[一二三四1-4]季度?)"
_FOUNDED = r"(?:成立|注册|创办|开|来|迁|搬|入选|落户)"
_YEAR = (
    r"(?P<year>(?<!\d)(?:19|20)\d\d|(?:一九|二[零〇])[零〇一二三四五六七八九]{2})\s?(?:年|(?=[上下]半年))"
    rf"|(?<!\d)(?P<short>\d\d)年(?={_MONTH.replace('month', 'seen')}月|[初底末]|[上下]半年|第?[一二三四1-4]季"
    rf"|[春夏秋冬]|{_FOUNDED})"
    rf"|(?P<spoken>[一二][零〇一二三四五六七八九])年(?=的?(?:{_MONTH.replace('month', 'heard')}月|[初底末]|{_FOUNDED}))"
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
_NEAR_MONTH = re.compile(r"(?P<word>上上个?月|上个?月|这个月|本月|当月)")
_LONE_MONTH = re.compile(
    rf"(?<![\d年个第每.])(?<!每年){_MONTH}月份?(?:{_DAY}[日号])?(?!以?[前后内]|工作)"
)
_YEARS_BACK = {"今年": 0, "去年": 1, "前年": 2, "大前年": 3}
_MONTHS_BACK = {"这个月": 0, "本月": 0, "当月": 0}
_PARTS = {"初": (1, 3), "底": (10, 12), "末": (10, 12), "中": (5, 8), "上": (1, 6), "下": (7, 12)}
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
    first = _months_before(today, _LONG_AGO * 12 if high is None else high)
    last = today if low is None else _months_before(today, low)
    return {"from": first.isoformat(), "to": last.isoformat()}


def just_now(today: date) -> RawDate:
    """刚成立: some time within the last year."""
    return {"from": _months_before(today, 12).isoformat(), "to": today.isoformat()}


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
    for match in _NEAR_MONTH.finditer(text):
        back = _MONTHS_BACK.get(match["word"], 2 if match["word"].startswith("上上") else 1)
        yield from _past(f"{_months_before(today.replace(day=1), back):%Y-%m}", match, today)
    for match in _LONE_MONTH.finditer(text):
        year = today.year - (_number(match["month"]) > today.month)
        yield from _past(_compose(year, match["month"], match["day"], None), match, today)


def _year_of(match: re.Match[str], today: date) -> int:
    if match["word"]:
        return today.year - _YEARS_BACK[match["word"]]
    if match["short"]:
        return 2000 + int(match["short"])
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
        return {"from": f"{year}-{first:02}", "to": f"{year}-{last:02}"}
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


def _months_before(day: date, months: float) -> date:
    whole = int(months + 1e-9)
    index = day.year * 12 + day.month - 1 - whole
    year, month = max(index // 12, 1), index % 12 + 1
    moved = date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    return moved - timedelta(days=int((months - whole) * 30 + 1e-9))

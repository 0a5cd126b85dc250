"""Reads amounts said in set words: 全年, 过半, 大半年, 个把月, 百分之百; and the year 一六年, which is no span."""

from __future__ import annotations

import re
from typing import NamedTuple

CALENDAR = "year of the calendar"  # the unit of no fact: sixteen years are 十六年, 一六年 is 2016
GRAIN = 0.01
_WHOLE, _HALF = 100.0, 50.0
_DIGITS = "零一二三四五六七八九"


class Amount(NamedTuple):
    """Both ends (None: open) and the unit of what ends at `end`."""

    low: float | None
    high: float | None
    unit: str
    end: int


_AMOUNTS: tuple[tuple[re.Pattern[str], float | None, float | None, str], ...] = (
    (re.compile("百分之?百"), _WHOLE, _WHOLE, "percent"),
    (re.compile("全年"), 1.0, 1.0, "年"),
    (re.compile("个把月"), 1.0, 1.0, "月"),
    (re.compile("年把"), 1.0, 1.0, "年"),
    (re.compile("一?大半年"), 0.5, 1.0, "年"),
    (re.compile("一?小半年"), None, 0.5, "年"),
    (re.compile("一?大半|一多半|过半"), _HALF + GRAIN, None, "percent"),
    (re.compile("一?小半"), None, _HALF - GRAIN, "percent"),
)
_CALENDAR_YEAR = re.compile(
    r"(?!一二年|二三年)(?P<tens>[一二])(?P<ones>[零〇一二三四五六七八九])年"
)


def in_set_words(text: str, start: int) -> Amount | None:
    """The amount that set words at ``text[start]`` say, or None."""
    for words, low, high, unit in _AMOUNTS:
        if match := words.match(text, start):
            return Amount(low, high, unit, match.end())
    if year := _CALENDAR_YEAR.match(text, start):
        tens, ones = (_DIGITS.index(digit.replace("〇", "零")) for digit in year.groups())
        return Amount(10.0 * tens + ones, 10.0 * tens + ones, CALENDAR, year.end())
    return None

"""Reads how long a contract runs between two dates: 从2024年1月1日签到2028年12月31日 is five years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.reading.amounts.numbers import Quantity
from actions.reading.amounts.numerals import numeral_at
from actions.reading.words.utterance import Utterance

_MONTHS = 12
_MOST_YEARS = 50
_LAST_DAY_LESS_FIRST = 27  # at least, of any month
_FIRST_OF_CENTURY = 2000


def _date(name: str) -> str:
    """A year with its month and day, if told; written with 年 or with marks."""
    return (
        rf"(?P<{name}_y>(?:19|20)?\d\d)(?:\s?年|[-/.](?=\d))(?:(?P<{name}_m>\d{{1,2}})(?:月份?|[-/.](?=\d)|(?![\d年]))"
        rf"(?:(?P<{name}_d>\d{{1,2}})[日号]?)?)?(?:[初底末])?"
    )


_TERM = re.compile(
    rf"(?<!\d){_date('from')}(?:起|开始|签的?|,)*\s?(?:签|一直|有效|履行)*(?:到|至|-|—|~)+\s?{_date('to')}"
)
_OF_A_CONTRACT = re.compile(r"合同|协议|聘|签")


def find_terms(said: Utterance) -> Iterator[Quantity]:
    """The years between two dates, where a contract is spoken of in the sentence."""
    for match in _TERM.finditer(said.text):
        if not _OF_A_CONTRACT.search(said.text, *said.sentence_at(match.start())):
            continue
        years = _months(match) / _MONTHS
        if 0 < years <= _MOST_YEARS:
            yield Quantity(years, years, "年", *match.span())


def _months(match: re.Match[str]) -> int:
    """Whole months from the first day to the last; a last day, or month, that completes a year is counted in."""
    first, last = (_year(match[f"{side}_y"]) for side in ("from", "to"))
    begin, end = (_number(match[f"{side}_m"]) for side in ("from", "to"))
    months = (last - first) * _MONTHS + (end - begin if begin and end else 0)
    begin_day, end_day = (_number(match[f"{side}_d"]) for side in ("from", "to"))
    if begin_day and end_day:
        return months + (end_day - begin_day >= _LAST_DAY_LESS_FIRST)
    counts_last = begin and end and (months + 1) % _MONTHS == 0
    return months + bool(counts_last)


def _year(words: str) -> int:
    year = int(words)
    return year if year >= _FIRST_OF_CENTURY - 100 else _FIRST_OF_CENTURY + year


def _number(words: str | None) -> int:
    numeral = numeral_at(words, 0) if words else None
    return int(numeral.low) if numeral else 0

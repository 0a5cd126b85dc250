"""Finds dates told from today: 昨天, 上周, 前几天, 上个月."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

RawDate = str | dict[str, str]

# Days back of the first and the last day that may be meant.
_NEAR_DAYS = {
    "今天": (0, 0),
    "昨天": (1, 1),
    "前天": (2, 2),
    "上周": (14, 7),
    "上个?星期": (14, 7),
    "前[几两]天": (14, 0),
    "这[几两]天": (14, 0),
    "前[阵段](?:子|时间)": (90, 0),
}
_NEAR_MONTH = re.compile(r"(?P<word>上上个?月|上个?月|这个月|本月|当月)")
_MONTHS_BACK = {"这个月": 0, "本月": 0, "当月": 0}


def near_dates(text: str, today: date) -> Iterator[tuple[RawDate, int, int]]:
    """Each raw date with its start and end in the normalised `text`."""
    for match in _NEAR_MONTH.finditer(text):
        back = _MONTHS_BACK.get(match["word"], 2 if match["word"].startswith("上上") else 1)
        yield f"{months_before(today.replace(day=1), back):%Y-%m}", match.start(), match.end()
    for words, (first, last) in _NEAR_DAYS.items():
        for match in re.finditer(words, text):
            begin, end = ((today - timedelta(days=back)).isoformat() for back in (first, last))
            value: RawDate = begin if first == last else {"from": begin, "to": end}
            yield value, match.start(), match.end()


def months_before(day: date, months: float) -> date:
    """The day that many `months` before `day`."""
    whole = int(months + 1e-9)
    index = day.year * 12 + day.month - 1 - whole
    year, month = max(index // 12, 1), index % 12 + 1
    moved = date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    return moved - timedelta(days=int((months - whole) * 30 + 1e-9))

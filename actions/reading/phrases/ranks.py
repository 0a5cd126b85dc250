"""Finds a person's place among those who won an award: 第二完成人, 排名第三, 第 1 位, 前两位."""

from __future__ import annotations

import re

from actions.reading.amounts.numbers import Quantity
from actions.reading.amounts.numerals import numeral_at

_NUMBER = r"(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,3})"
_RANK = re.compile(
    rf"(?:(?:个人)?(?:排名?|排行|位列|名列|列|署名)(?:好像|大概|应该|可能|似乎|貌似|我|就|只|都|也)*(?:是|在|为)?(?:第|前)?\s?{_NUMBER}\s?(?:名|位|(?![个项年月%\d]))"
    rf"|(?:第|前)\s?{_NUMBER.replace('number', 'place')}\s?(?:名|位)?(?:主要)?(?:完成人|获奖人|发明人|(?<=[名位]))"
    rf"|(?<=[奖等])[,\s(]{{0,2}}我?(?:是|排)?第{_NUMBER.replace('number', 'next')}(?![届期批次年项等条层\d])"
    r"|(?P<first>首位(?:完成人)?|排头|排名首位|排在首位))"
)


def find_ranks(text: str) -> list[Quantity]:
    """Ranks in the normalised `text`, as quantities of the unit 位."""
    found = []
    for match in _RANK.finditer(text):
        group = next((name for name in ("number", "place", "next") if match[name]), "place")
        numeral = None if match["first"] else numeral_at(text, match.start(group))
        high = numeral.high if numeral else 1.0
        low = 1.0 if numeral is None or "前" in match[0] else numeral.low
        start = match.start() if match["first"] else match.start(group)
        found.append(Quantity(low, high, "位", start, match.end()))
    return found

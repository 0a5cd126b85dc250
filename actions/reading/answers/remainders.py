"""Reads what is said of a whole list by what is left over: 除了发明专利都有, 就第三个有, 前两个有其他没有, 1到3."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from actions.reading.amounts.numerals import numeral_at
from actions.reading.answers.selection import chosen

_LACK = (
    r"(?:都|全都?|均|一[个样项]|啥|什么|统统)*(?:也|都|还)?"
    r"(?:没有?|不是|不符合|不满足|不具备|无|不行|不沾边)(?:了|过|弄|办)*"
)
_HAVE = (
    r"(?:都|全都?|均|样样|全部|统统)+(?:都)?"
    r"(?:是|有|符合|满足|具备|占|行|做到|弄|办|签|没问题|可以|齐)?(?:了|的|过)*"
)
_ALL = rf"(?:(?P<have>{_HAVE})|(?P<lack>{_LACK}))"
_REST = (
    r"(?:其[他它余]|别的|剩下|剩余|余下|另外|后面|前面)的?(?:几|\d|[两二三四五])?[个项]?(?:我|也)?"
)
_X = r"(?P<named>[^,]+?)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^(?:我)?除(?:了|去|开)?{_X}(?:之外|以外|外)?,?(?:我)?(?:{_REST})?{_ALL}$",
        rf"^(?:我)?{_ALL},?(?:就|只是?)?(?:除了?|差|缺|没有?){_X}$",
        rf"^(?:我)?{_X}(?:有|是|符合|具备|没有?|不是|不符合|还没)?,?(?:但|可|不过)?{_REST}{_ALL}$",
        rf"^(?:我)?{_REST}{_ALL},?(?:就|只|唯独|除了?)*(?:差|缺|没有?|有|是)?{_X}$",
    )
)
_ONLY = re.compile(
    rf"^(?:我)?(?:就|只|仅|单|光)(?:有|是|占|符合|选|具备)?{_X}(?:有|是|符合|一[个项])?$"
)
_OPEN = re.compile(r"没|不|无|未|还|在|吗|\?|准备|打算|申请")
_NUMBER = r"(?P<number>\d|[一两二三四五六七八九])"
_FIRST = re.compile(rf"^(?P<side>前面?|后面?|最后)的?{_NUMBER}[个项]?(?:都|全)?(?:有|是|符合)?$")
_FROM_TO = re.compile(
    r"^第?(?P<low>[1-9]|[一二三四五六七八九])[个项]?(?:到|至|-|~)第?(?P<high>[1-9]|[一二三四五六七八九])[个项]?$"
)
_IN_A_ROW = re.compile(r"^[一二三四五六七八九]{2,}$")


def settled(
    plain: str, labels: Sequence[str], named: Callable[[str], set[int]]
) -> dict[int, bool] | None:
    """Which of `labels` (by place) hold, if the plain answer settles all; `named`: places that words name."""
    text = re.sub(r"[,;。\s]+", ",", plain.replace("和", "、"))
    everything = range(len(labels))
    for pattern in _PATTERNS:
        if match := pattern.match(text):
            words = match["named"]
            places = _places(words, labels) or named(words) or _within_a_label(words, labels)
            if places:
                rest = match["have"] is not None
                return {place: (place not in places) is rest for place in everything}
    only = _ONLY.match(text)
    alone = only["named"] if only and not _OPEN.search(only["named"]) else None
    places = _places(alone or text, labels) or (named(alone) if alone else set())
    return {place: place in places for place in everything} if places else None


def is_of_an_unknown(plain: str) -> bool:
    """除了商标都没有: where `settled` knows no 商标, nothing is told of the list, and nothing else either."""
    return bool(_PATTERNS[0].match(re.sub(r"[,;。\s]+", ",", plain)))


def _within_a_label(words: str, labels: Sequence[str]) -> set[int]:
    """专利 for 项目已取得发明专利, if no other label holds it."""
    places = {place for place, label in enumerate(labels) if len(words) > 1 and words in label}
    return places if len(places) == 1 else set()


_EACH = re.compile(
    rf"第?{_NUMBER}[个项样条种](?:我)?(?P<no>还?(?:没有?|不是|不符合|无|不算))?(?P<yes>是|有|符合|算)?[了过的]?[、,]?"
    r"|(?P<side>前|后)(?:者|一[个项样种]|面那[个项种])(?:我)?(?P<not>还?(?:没有?|不是|不符合|无|不算))?"
    r"(?:是|有|符合|算)?[了过的]?[、,]?"
)


def one_by_one(plain: str, count: int) -> dict[int, bool] | None:
    """第一个是，第二个不是; 前者有后者没有: the places (of `count`) so named, and whether they hold."""
    places: dict[int, bool] = {}
    at, text = 0, re.sub(r"[,;。\s但]+", ",", plain)
    while at < len(text):
        match = _EACH.match(text, at)
        if match is None or match.end() == at:
            return None
        place = "前后".index(match["side"]) if match["side"] else _number(match["number"]) - 1
        if place >= count or (match["side"] and count != len("前后")):
            return None
        places[place] = not (match["no"] or match["not"])
        at = match.end()
    return places if len(places) > 1 else None


def _places(words: str, labels: Sequence[str]) -> set[int]:
    """Places said by number: 第二个, 前两个, 最后一个, 1到3, 一三五."""
    count = len(labels)
    if match := _FIRST.match(words):
        number = min(_number(match["number"]), count)
        return set(
            range(number) if match["side"].startswith("前") else range(count - number, count)
        )
    if match := _FROM_TO.match(words):
        return {
            place
            for place in range(_number(match["low"]) - 1, _number(match["high"]))
            if place < count
        }
    if _IN_A_ROW.match(words):
        places = {_number(digit) - 1 for digit in words}
        return places if max(places) < count else set()
    return set(chosen(words, labels) or ())


def _number(words: str) -> int:
    numeral = numeral_at(words, 0)
    return int(numeral.low) if numeral else 0

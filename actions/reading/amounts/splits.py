"""Reads shares said as a split between partners: 五五开, 一人一半, 我六他四, 三七开我占七, 全是我的."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from actions.reading.amounts.numerals import numeral_at

_WHOLE = 100.0
_PEOPLE = {"俩": 2.0, "仨": 3.0}
_N = r"[一二三四五六七八九1-9]"
_NUM = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_HOLDS = r"(?:占|拿|是|持|得|出|的)?"
_OTHER = r"(?:我的联合创[办始]人|他|她|对方|合伙人|合作方|朋友|同学|搭档|另一[个位]?人?)"
_END = r"(?![\d年个岁万])"
_EVEN = re.compile(
    r"(?:(?P<people>[两二俩仨三四五六七八九2-9])(?:个|家|位|个?人)?(?:股东|合伙人?)?|我[和跟与][^,。;!?]{1,5}?)(?:股份|股权)?(?:平分(?!秋)|均分|平均分?)"
    r"|(?:五五|55|5:5)(?:分成?|对?开(?![公店业设办]))|5:5|对半(?:开(?![公店业设办])|分)?"
    r"|(?:一人|每人|各)(?:占|拿|持有?|有)?(?:股份?)?(?:一半|50%?|百分之五十|五成)"
)
_PARTS = re.compile(
    rf"(?P<first>{_N}):?(?P<second>{_N})(?:分成?|开(?![公店业设办])|(?=,))"
    rf"[^。!?;\n我]{{0,6}}我{_HOLDS}(?:(?P<more>大头|多数?)|(?P<less>小头|少数?)|(?P<own>{_N})(?:成|0%?)?{_END})"
)
_MINE_FIRST = re.compile(
    rf"我{_HOLDS}(?P<mine>{_NUM})[成%]?[,、\s]?{_OTHER}{_HOLDS}(?P<theirs>{_NUM}){_END}[成%]?"
)
_THEIRS_FIRST = re.compile(
    rf"{_OTHER}{_HOLDS}(?P<theirs>{_NUM})[成%]?[,、\s]?我{_HOLDS}(?P<mine>{_NUM}){_END}[成%]?"
)
_ALL_MINE = re.compile(
    r"(?<!不)(?:全部?|都|全都)(?:都)?(?:是|归|在)我(?!们?家?的?[一-龥]{2,4}(?:名下|手里|持有|那))(?:一个?人|自己|个人)?(?:的|名下|持有|所有)?"
    r"|我(?:自己|个人|一个?人)?(?:独资|全资)|我一个人(?:的|持股|占股?|控股)"
    r"|(?:就|只有|仅)我(?:自己)?(?:一个?人?|这一个)?(?:个)?(?:股东|持股)|(?:唯一|仅有)的?股东(?:就?是)我"
)
_PROPORTION = re.compile(
    rf"(?:(?P<me>我)[和跟与]{_OTHER}|{_OTHER}[和跟与]我)(?:的?(?:股份|股权|股比|占股|持股)(?:比例?|占比)?|是|按|占)*(?P<first>{_NUM})[:比](?P<second>{_NUM}){_END}"
)
_REST_IS_MINE = re.compile(
    rf"{_OTHER}{_HOLDS}(?P<theirs>{_NUM})[成%][,、\s]?(?:其余|其他|剩下|余下|剩余)的?(?:都|全)?(?:是|归)?我"
)
_ALL_SAID_ALONE = re.compile(
    r"^(?:我|个人)*(?:全部|全占|全拿|独资|全资|百分百)(?:都?是我|持股|控股|占)?[的了吧。!]*$"
)
_EVEN_SAID_ALONE = re.compile(r"(?:^|[跟和与][^,。;!?]{1,5}?)五五[的吧。!]*$")
_BIT = r"(?:一|半)(?:点|分|毛|丁点|丝)?"
_NONE = re.compile(
    r"(?:不|没有?|未|从没)(?:占|持|入)(?:过|任何)?有?股|(?:没有?|无|零|0)(?:任何|一点|半点|个)?(?:股[份权]|干股)"
    rf"|{_BIT}股(?:份|权)?(?:我)?[都也]?(?:没|未|不)(?:有|占|持|拿|入|给)?"
    rf"|股[份权](?:我)?(?:{_BIT}|一个点)?[都也]?(?:没有?(?!变|动|到|给|别|交)|不占|没占|没拿|为零|是零|为0|是0(?![.\d]))(?![变动到])"
)


@dataclass(frozen=True)
class Split:
    """The person's `own` share and the `joint` one, in percent (None: not said), in ``text[start:end]``."""

    own: float
    joint: float | None
    start: int
    end: int


def find_splits(text: str, *, of_shares: bool = False) -> list[Split]:
    """Splits in the normalised `text`, left to right, whatever it is that is split.

    `of_shares`: it is known that shares are split, which need not make a whole: 我 60 他 20.
    """
    found: list[Split] = []
    for each in sorted(_candidates(text, of_shares), key=lambda split: (split.start, -split.end)):
        if not found or each.start >= found[-1].end:
            found.append(each)
    return found


def _candidates(text: str, of_shares: bool) -> Iterator[Split]:
    for match in _EVEN.finditer(text):
        people = _PEOPLE.get(match["people"]) or _number(match["people"] or "二")
        joint = _WHOLE if people == 2 else None
        yield Split(round(_WHOLE / people, 2), joint, *match.span())
    for match in _PARTS.finditer(text):
        parts = (_number(match["first"]), _number(match["second"]))
        own = (
            max(parts) if match["more"] else min(parts) if match["less"] else _number(match["own"])
        )
        if sum(parts) == 10 and own in parts:
            yield Split(own * 10, _WHOLE, *match.span())
    for pattern in (_MINE_FIRST, _THEIRS_FIRST):
        for match in pattern.finditer(text):
            mine, whole = _number(match["mine"]), _number(match["mine"]) + _number(match["theirs"])
            if whole in (10, _WHOLE):
                yield Split(mine * _WHOLE / whole, _WHOLE, *match.span())
            elif of_shares and 10 < whole < _WHOLE:
                yield Split(mine, whole, *match.span())
    for match in _PROPORTION.finditer(text):
        first, second = _number(match["first"]), _number(match["second"])
        if first + second in (10, _WHOLE):
            own = first if match["me"] else second
            yield Split(own * _WHOLE / (first + second), _WHOLE, *match.span())
    for match in _REST_IS_MINE.finditer(text):
        theirs = _number(match["theirs"])
        whole = 10.0 if "成" in match[0] else _WHOLE
        if theirs < whole:
            yield Split((whole - theirs) * _WHOLE / whole, _WHOLE, *match.span())
    if of_shares:
        for match in (*_ALL_SAID_ALONE.finditer(text), *_EVEN_SAID_ALONE.finditer(text)):
            own = _WHOLE if match.re is _ALL_SAID_ALONE else _WHOLE / 2
            yield Split(own, None if own == _WHOLE else _WHOLE, *match.span())
    for match in _ALL_MINE.finditer(text):
        yield Split(_WHOLE, None, *match.span())
    for match in _NONE.finditer(text):
        yield Split(0.0, None, *match.span())


def _number(words: str) -> float:
    numeral = numeral_at(words, 0)
    return numeral.low if numeral else 0.0

"""Reads answers that pick from a list, agree, refuse, or pass: 1、3, A, 第二个, 以上都没有, 都有, 不清楚."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.reading.amounts.numerals import numeral_at
from actions.reading.text.normalizer import normalize

NONE_OF_THESE = "以上都没有"

_PREFIX = re.compile(r"^(?:嗯+|哦|好的?|那|我)?(?:选择?|要|是)?(?=第|[\da-z一二三四五六七八九十])")
_SEPARATOR = re.compile(r"[、,;/&+\s]+|和|跟|还有|以及|[.)](?!\d)")
_INDEX = re.compile(
    r"^(?:第)?(?P<number>\d{1,2}|十?[一二三四五六七八九十])(?:个|项|号|条|种|类|样)?$"
)
_FORMER_OR_LATTER = {
    f"{prefix}{side}{word}": place
    for place, side in enumerate("前后")
    for word in ("者", "一种", "一个", "面那个", "面那种", "一项", "一类", "边那个")
    for prefix in ("", "是", "选", "就是", "属于")
}
_LETTERS = re.compile(r"^[a-z]+$")
_CLOSING = "。.!,、;~… \t\r\n的了吧啊呢呀哈哦嗯诶欸耶噻嘞咧哎喔"

_NONE = re.compile(
    r"^(?:我)?(?:以上|上面|上述|这些|目前|暂时|现在)?(?:所有|全部)?(?:的)?(?:都|全都?|均|一[个项样点]|哪个|哪项|啥|什么|[两三几俩][个项样种者])?(?:都|也)?"
    r"(?:还)?(?:没有|没|无|不是|不符合|不满足|不具备|不沾边|不)"
    r"(?:一[个项]|符合|这些|过|任何|弄|办|做|搞|干|签|评|得|拿|获|当|建|认定|批|入选|到|上|下来|呢)*$|^none$|^以上都没有$"
)
_ALL = re.compile(
    r"^(?:我)?(?:以上|上面|这些|全部|[两三几俩][个项样种者])?(?:都|全都?|均|全部|样样都?)"
    r"(?:有|是|符合|满足|具备|选|具有|占|签|办|弄|做|齐)?(?:过|好|到)?(?:以上)?$"
)
_YES = re.compile(
    r"^(?:嗯+|恩|哦|是|对(?!了[,我问])|有|没错|当然|肯定|确实|可以|符合|满足|算(?!了)|已经|yes|y|ok|√|✓|好(?=$|[,的]*是))(?!不)(?P<more>.*)$"
)
_NO = re.compile(
    r"^(?:不(?!一定|见得|好说|好意思|瞒)|没(?!错|问题)|否|无|非|还没|尚未|未|暂无|暂时没|目前没|no(?![a-z])|n(?![a-z])|×)"
)
_NOTHING = re.compile(
    r"^(?:目前|暂时|现在|我)*(?:一[分点个毛][钱都也]*)?(?:还|都|也|暂)?(?:没|无|未)(?!问题|关系|固定|限|算|数|统计|注意|留意|细?[看查]|印象).{0,4}$"
)
_DECLINE = re.compile(
    r"不太?清楚|不大清楚|不知道|不晓得|不[太大]?确定|不敢确定|拿不准|没把握|说不[准好清上]|不好说|忘记?(?:了|$)|不记得|记不[清得]|没(?:算|统计|注意|留意|细看|查|数)过?|没印象|想不起来?|搞不清"
    r"|不了解|跳过|略过?$|^pass$|下一[题个]$|不填|得?问(?:一?下)?(?:财务|会计|人事|老板|公司)|不方便(?:说|透露|讲|回答)|不[想愿便]意?(?:说|答|回答|讲|透露|告诉你?|填)|保密"
)
_UNSIGNED = re.compile(r"合同[^,。;\d]{0,4}(?:没(?!问题)|未)|(?:没|未)[^,。;\d]{0,4}(?:签|合同)")
_HOW_TO_TELL = re.compile(
    r"(?:来|这个)?(?:怎么|如何|咋|该怎么)?(?:算不算|符不符合|够不够|行不行|算|填|说|回答|讲|是多少|多少|哪个|有没有|是不是)?$"
)
_CLAUSE = re.compile(r"[,。;!\n]")


def plain_answer(text: str) -> str:
    """`text` normalised, without closing particles and marks."""
    plain = normalize(text).strip()
    return plain.rstrip(_CLOSING) or plain


def chosen(text: str, options: Sequence[str]) -> tuple[int, ...] | None:
    """Which of `options` (from 0) the plain answer names by number, letter or label; None if it says anything else."""
    by_label = _by_label(text, options)
    if by_label:
        return by_label
    if text in _FORMER_OR_LATTER:
        return (_FORMER_OR_LATTER[text],) if _are_two(options) else None
    tokens = [token for token in _SEPARATOR.split(_PREFIX.sub("", text)) if token]
    places: list[int] = []
    for token in tokens:
        read = _places(token, len(options))
        if read is None:
            return None
        places.extend(read)
    return tuple(dict.fromkeys(places)) or None


def _are_two(options: Sequence[str]) -> bool:
    """Whether there is one former and one latter to choose from."""
    return len([option for option in options if option != NONE_OF_THESE]) == len({0, 1})


def _places(token: str, count: int) -> list[int] | None:
    if _LETTERS.match(token):
        places = [ord(letter) - ord("a") for letter in token]
    elif index := _INDEX.match(token):
        numeral = numeral_at(index["number"], 0)
        places = [int(numeral.low) - 1] if numeral else []
        if (
            places and places[0] >= count and token.isdecimal()
        ):  # 13 of nine options: the first and the third
            places = [int(digit) - 1 for digit in token]
    elif token.isdecimal() and len(token) <= count:
        places = [int(digit) - 1 for digit in token]
    else:
        return None
    return places if places and all(0 <= place < count for place in places) else None


def _by_label(text: str, options: Sequence[str]) -> tuple[int, ...]:
    """Places of the option labels that `text` consists of."""
    rest, places = text, []
    labels = sorted(enumerate(map(plain_answer, options)), key=lambda option: -len(option[1]))
    for place, label in labels:
        if label and label in rest:
            rest = rest.replace(label, "、", 1)
            places.append(place)
    return () if _SEPARATOR.sub("", rest) else tuple(sorted(places))


def is_none(text: str) -> bool:
    """以上都没有, 都不符合, 没有."""
    return bool(_NONE.match(text))


def is_all(text: str) -> bool:
    """都有, 全部符合."""
    return bool(_ALL.match(text))


def is_nothing(text: str) -> bool:
    """没有, 还没投, 一分没有, or a first clause that says so: none of the thing that was asked about."""
    return bool(_NOTHING.match(text) or _NOTHING.match(_CLAUSE.split(text)[0]))


def has_no_contract(text: str) -> bool:
    """没有, 还没签, 合同还没下来: who has no contract yet has none of no years."""
    return is_nothing(text) or bool(_UNSIGNED.search(text))


def agrees(text: str) -> bool | None:
    """Whether a plain answer begins with yes (True) or no (False); None for neither."""
    if _NO.match(text):
        return False
    return True if _YES.match(text) else None


def declining_clauses(text: str) -> list[tuple[int, int]]:
    """Spans of the clauses that say 不清楚; "不知道顶尖人才给多少钱" is a question instead."""
    spans, start = [], 0
    for part in _CLAUSE.split(text):
        match = _DECLINE.search(part)
        if match and _HOW_TO_TELL.fullmatch(part[match.end() :].rstrip(_CLOSING)):
            spans.append((start, start + len(part)))
        start += len(part) + 1
    return spans


def declines_all(text: str, clauses: Sequence[tuple[int, int]]) -> bool:
    """Whether the `clauses` of `text` that decline are all of it."""
    return clauses == [(0, len(text))] and not re.search(r"\d", text)

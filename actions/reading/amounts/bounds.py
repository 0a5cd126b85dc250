"""Reads what makes a bound of a number: 不到三年, 至少 50 万, 上百万, 满两年, 35% 以上, 三年多, 将近一半."""

from __future__ import annotations

import re

from actions.reading.amounts.set_words import GRAIN

# What may stand between a bound and its number: 最多也就占了三成, 起码投了 50 万.
_VERB = (
    r"(?:也)?(?:就|只)?(?:能|会)?"
    r"(?:占|持|拿|投|出|签|干|过?来(?:工作)?|待|呆|工作|花|有|是|要|算)?(?:了|到|过|的)?(?:股份?)?"
)
_REACHED = "[到满有]"

_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "at_most",
        re.compile(
            r"(?:[不没未]超过?|至多|最多|[顶充]多|充其量|撑死|顶天|封顶|往多了?说|不多于|不高于|不大于)(?:了|才|只)?"
            rf"{_VERB}\s?$"
        ),
    ),
    (
        "at_least",
        re.compile(
            r"(?:至少|不低于|不少于|不小于|起码|最少(?!的)|最低(?!的)|不下|少说|往少了?说|怎么着?也|咋也|保底|最不济)(?:也|都)?"
            rf"{_VERB}\s?$"
        ),
    ),
    (
        "nearly",
        re.compile(rf"(?<!比)(?:差一?[点丢]{{1,3}}|眼看|快要?)(?:就|不)?(?:{_REACHED})?\s?$"),
    ),
    (
        "below",
        re.compile(
            r"(?:不到|不足|不满|未满|少于|低于|小于|没到|未到|没满|不够|没达到|未达)(?:了|有)?\s?$"
        ),
    ),
    ("nearly", re.compile(r"(?:将近|接近|快到|快满|将满|快|近)\s?$")),
    ("just_below", re.compile(r"(?<![最大较缩])小\s?$")),
    ("above", re.compile(r"(?:超过|大于|多于|高于|超|不止|不只|何止)(?:了|有|是|占|投)?\s?$")),
    ("a_little_more", re.compile(r"刚刚?[过超]了?\s?$")),
    ("at_least", re.compile(r"(?:突破|已破)了?\s?$")),
    (
        "full",
        re.compile(
            r"(?:^|成立|注册|创办|开业|开办|设立|运营|经营|来|了|已经|已|刚好?|正好|都|也|山|海|市|区)满(?:了)?\s?$"
        ),
    ),
)
_AFTER: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "at_least",
        re.compile(
            r"(?:及|或|或者)?(?:以上|之上|往上|起步|打底)|(?<=[万年月%])起(?=$|[,。步])|\+(?!\s?[\d一二两三四五六七八九十])"
        ),
    ),
    ("at_most", re.compile(r"(?:及|或|或者)?(?:以下|以内|之内|内(?![领部])|顶天|封顶|撑死)")),
    ("above", re.compile(r"(?:还|都)?(?:不止|不只)|(?:还|都)?有余")),
    ("nearly", re.compile(r"(?:还|就)?(?:差|欠)(?:了)?一?[点丢些]{1,3}")),
    ("a_little_more", re.compile(r"多一?[点些]|出头|挂零")),
    ("some_more", re.compile(r"还?[多余](?![少家次])")),
    (
        "below",
        re.compile(r"(?:都|还)?(?:不到|不足)(?:一[点些]|(?![\d一二两三四五六七八九十百千半几]))"),
    ),
    ("about", re.compile(r"左右|上下")),
)
_AS_MUCH_AS = re.compile(r"(?<![以之加算签评晚早])(?:[上过破][百千亿]|上十)$")
_WINDOW = 10


def bounded(
    text: str,
    low: float,
    high: float,
    step: float,
    start: int,
    end: int,
    *,
    exact: bool = False,
) -> tuple[float | None, float | None, int, int]:
    """`low` and `high` as the words around ``text[start:end]`` bound them (None: open), and the span with those words.

    An end that is left out (不到, 超过) lies one hundredth of the unit inside. `exact`: of shares, which are told more
    exactly than money or time, 多一点 adds half a step.
    """
    window = max(0, start - _WINDOW)
    if _AS_MUCH_AS.search(text[window : start + 1]):
        return low, None, start - 1, end
    for kind, pattern in _BEFORE:
        if before := pattern.search(text[window:start]):
            if kind == "full" and _AFTER[0][1].match(text, end):
                continue
            if kind == "just_below" and text[start] == "几":  # 小几十万 is 几十万
                continue
            return *_apply(kind, low, high, step, exact), window + before.start(), end
    for kind, pattern in _AFTER:
        if after := pattern.match(text, end):
            return *_apply(kind, low, high, step, exact), start, after.end()
    return low, high, start, end


def _apply(
    kind: str, low: float, high: float, step: float, exact: bool
) -> tuple[float | None, float | None]:
    if kind == "at_most":
        return None, high
    if kind == "at_least":
        return low, None
    if kind == "below":
        return None, round(low - GRAIN, 6)
    if kind == "nearly":
        less = step if low > step else step / 5  # 近50万 is more than 40, 近100万 more than 80
        return round(low - less, 6), round(low - GRAIN, 6)
    if kind == "just_below":
        less = step if low > step else step / 10  # 小一百万 is nearer to it than 近一百万
        return round(low - less, 6), round(low - GRAIN, 6)
    if kind == "above":
        return round(high + GRAIN, 6), None
    if kind == "a_little_more":
        more = step / 2 if exact else step if step <= 1 or low > step else step / 5
        return low, round(low + more, 6)
    if kind in ("some_more", "full"):
        return low, round(low + step, 6)
    return low, high

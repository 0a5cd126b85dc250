"""Reads what makes a bound of a number: 不到三年, 至少 50 万, 上百万, 满两年, 35% 以上, 三年多, 将近一半."""

from __future__ import annotations

import re

_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "at_most",
        re.compile(r"(?:不超过|没超过|未超过|至多|最多|不多于|不高于|不大于)(?:有|是)?\s?$"),
    ),
    ("at_least", re.compile(r"(?:至少|不低于|不少于|不小于|起码|最少|最低|不下)(?:有|是|要)?\s?$")),
    (
        "below",
        re.compile(r"(?:不到|不足|不满|未满|少于|低于|小于|没到|未到|没满|不够)(?:了|有)?\s?$"),
    ),
    ("nearly", re.compile(r"(?:将近|接近|快到|快满|将满|快|近|(?<![最大较缩])小)\s?$")),
    ("above", re.compile(r"(?:超过|大于|多于|高于|超)(?:了|有)?\s?$")),
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
        re.compile(r"(?:及|或|或者)?(?:以上|之上|往上|起步)|\+(?!\s?[\d一二两三四五六七八九十])"),
    ),
    ("at_most", re.compile(r"(?:及|或|或者)?(?:以下|以内|之内|内(?![领部]))")),
    ("a_little_more", re.compile(r"多一?[点些]|出头|挂零")),
    ("some_more", re.compile(r"[多余](?![少家次])")),
    ("below", re.compile(r"(?:都|还)?(?:不到|不足)(?![\d一二两三四五六七八九十百千半几])")),
    ("about", re.compile(r"左右|上下")),
)
_AS_MUCH_AS = re.compile(r"(?<![以之加算签评晚早])(?:[上过破][百千亿]|上十)$")
_WINDOW = 6
GRAIN = 0.01


def bounded(
    text: str, low: float, high: float, step: float, start: int, end: int
) -> tuple[float | None, float | None, int, int]:
    """`low` and `high` as the words around ``text[start:end]`` bound them (None: open), and the span with those words.

    An end that is left out (不到, 超过) lies one hundredth of the unit inside.
    """
    window = max(0, start - _WINDOW)
    if _AS_MUCH_AS.search(text[window : start + 1]):
        return low, None, start - 1, end
    for kind, pattern in _BEFORE:
        if before := pattern.search(text[window:start]):
            if kind == "full" and _AFTER[0][1].match(text, end):
                continue
            if kind == "nearly" and text[start] == "几":  # 小几十万 is 几十万
                continue
            return *_apply(kind, low, high, step), window + before.start(), end
    for kind, pattern in _AFTER:
        if after := pattern.match(text, end):
            return *_apply(kind, low, high, step), start, after.end()
    return low, high, start, end


def _apply(kind: str, low: float, high: float, step: float) -> tuple[float | None, float | None]:
    if kind == "at_most":
        return None, high
    if kind == "at_least":
        return low, None
    if kind == "below":
        return None, round(low - GRAIN, 6)
    if kind == "nearly":
        less = step if low > step else step / 5  # 近50万 is more than 40, 近100万 more than 80
        return round(low - less, 6), round(low - GRAIN, 6)
    if kind == "above":
        return round(high + GRAIN, 6), None
    if kind == "a_little_more":
        return low, round(low + step / 2, 6)
    if kind in ("some_more", "full"):
        return low, round(low + step, 6)
    return low, high

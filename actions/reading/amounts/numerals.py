"""Reads one numeral, Arabic, Chinese or mixed: 35, 1,200, 三十五, 3千万, 50w, 9万9, 五十来万, 百来万, 几十万."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import cn2an

TEN_THOUSAND = 10_000.0

_ARABIC = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?(?!\d)|\d{1,4}(?:,\d{4})*,0000(?!\d)|\d{1,12}(?:\.\d{1,6})?"
)
_CHINESE = re.compile(
    r"[零一二两三四五六七八九十][零〇一二两三四五六七八九十百千]{0,12}(?:点[零一二三四五六七八九]{1,6})?"
)
_NEIGHBOURS = re.compile(
    r"(?:一两|两三|二三|三四|三五|四五|五六|六七|七八|八九)(?=[十百千万亿个年成位名家件])"
)
_SCALE = re.compile(
    r"\s?(?:[十百千](?P<vague>[多余来])?)?[万亿]{1,2}|个亿|w(?![a-z])|k(?![a-z])|[十百千]"
)
_VAGUE = re.compile(
    r"[多余来](?=[十百千万亿w个年成位名家件元块%])|(?<=[十0])几(?![十百千])"
    r"|(?<=百)(?:几十|十?来|把|十)(?=万)|(?<=千)把(?=万)"
)
_ABOUT = ("来", "把", "十来", "十")  # 五十来万 is about fifty, 五十多万 anything up to sixty
_ROUND = re.compile(  # 百万, 百来万 without a 一; 千万别 and 百万英才 are no amounts
    r"(?<![十百千万亿几数\d零一二两三四五六七八九])[百千](?=(?:十?来|多|把|余|十)?[万亿](?![千别不要记注当英富工人]))"
    r"|(?<=[上近过超破])(?=亿)"
)
_MIXED = re.compile(  # 1千2百万
    r"(?:(?P<thousands>\d)千)?(?P<hundreds>\d)百(?:(?P<tens>\d)十)?(?=[万亿元块])"
)
_COUPLE = {"俩": 2.0, "仨": 3.0}
_SEVERAL = re.compile(
    r"(?<![十百千万亿\d零一二两三四五六七八九])(?P<most>大)?好?[几数](?=[十百千万亿])"
)
_BELOW_TEN = 9.999
_COUNTED = re.compile(r"[年个月成人名位家件项天度%.、)+\-/:]")
_LOWER_ARABIC = re.compile(r"[1-9]千?(?!\d)|\d{4}(?!\d)")
_SIZES = {
    "十": 10,
    "百": 100,
    "千": 1_000,
    "k": 1_000,
    "万": 10_000,
    "w": 10_000,
    "亿": 100_000_000,
}


@dataclass(frozen=True)
class Numeral:
    """A number or a range of them, written in ``text[start:end]``.

    `step` is the value of its last written place (50 万: 10 万), `scale` that of its scale word (50 万: 1 万; 50: 1).
    """

    low: float
    high: float
    step: float
    scale: float
    start: int
    end: int


@lru_cache(maxsize=4096)
def _chinese_value(words: str) -> float | None:
    plain = re.sub(r"^零+(?=[一二两三四五六七八九十])", "", words.replace("〇", "零"))
    try:
        return float(cn2an.cn2an(plain, "smart"))
    except (ValueError, LookupError):  # cn2an raises either on what is no numeral, as 一百千
        return None


def _step(value: float) -> float:
    step = 1.0
    while value >= 10 * step and value % (10 * step) == 0:
        step *= 10
    return step


def _scale_at(text: str, at: int) -> tuple[float, bool, int]:
    """The scale word at `at`, whether 多 stands within it (8 千多万), and its end."""
    found = _SCALE.match(text, at)
    if not found:
        return 1.0, False, at
    size = 1.0
    for character in found[0]:
        size *= _SIZES.get(character, 1)
    return size, found["vague"] in ("多", "余"), found.end()


def _digits_at(text: str, at: int) -> tuple[float, float, int] | None:
    """Low, high and end of the digits at `at`, without the scale word behind them."""
    if several := _SEVERAL.match(text, at):
        return 5.0 if several["most"] else 2.0, _BELOW_TEN, several.end()
    if mixed := _MIXED.match(text, at):
        places = zip(mixed.groups(default="0"), (1000.0, 100.0, 10.0), strict=True)
        value = sum(int(digit) * size for digit, size in places)
        return value, value, mixed.end()
    if couple := _COUPLE.get(text[at : at + 1]):
        return couple, couple, at + 1
    if _ROUND.match(text, at):
        round_number = 1.0 if text[at] == "亿" else float(_SIZES[text[at]])
        return round_number, round_number, at + (text[at] != "亿")
    if neighbours := _NEIGHBOURS.match(text, at):
        low, high = (_chinese_value(character) or 0.0 for character in neighbours[0])
        return low, high, neighbours.end()
    if arabic := _ARABIC.match(text, at):
        value = float(arabic[0].replace(",", ""))
        return value, value, arabic.end()
    if chinese := _CHINESE.match(text, at):
        read = _chinese_value(chinese[0])
        if read is not None:
            return read, read, chinese.end()
    return None


def _section_at(text: str, at: int) -> Numeral | None:
    digits = _digits_at(text, at)
    if digits is None:
        return None
    low, high, end = digits
    step = _step(high)
    if vague := _VAGUE.match(text, end):
        end = vague.end()
        if vague[0] not in _ABOUT:
            high = low + step
    scale, vaguely, end = _scale_at(text, end)
    if vaguely:
        high = low + step
    return Numeral(low * scale, high * scale, step * scale, scale, at, end)


def numeral_at(text: str, at: int) -> Numeral | None:
    """The numeral that starts at ``text[at]``, or None. `text` is normalised."""
    if text.startswith("半个亿", at):
        return Numeral(5e7, 5e7, 1e7, 1e8, at, at + 3)
    if text.startswith("半", at):
        return Numeral(0.5, 0.5, 0.5, 1.0, at, at + 1)
    first = _section_at(text, at)
    if first is None or first.scale < TEN_THOUSAND or first.low != first.high:
        return first
    return _with_lower_places(text, first)


def _with_lower_places(text: str, first: Numeral) -> Numeral:
    """Adds what follows 万 or 亿: 一亿五千万, 十二万三千, 3万5000, and the spoken 三万五, 9万9."""
    arabic = text[first.start].isdecimal()
    pattern = _LOWER_ARABIC if arabic and text[first.end : first.end + 1].isdecimal() else _CHINESE
    rest = _section_at(text, first.end) if pattern.match(text, first.end) else None
    if rest is None or rest.low != rest.high or rest.low >= first.scale:
        return first
    if arabic and _COUNTED.match(text, rest.end):  # 50万2021年, 50万2.占股
        return first
    extra = rest.low
    if rest.end == first.end + 1:
        if _COUNTED.match(text, rest.end) or rest.low >= 10:  # 五十万三年: the three counts years
            return first
        extra = rest.low * first.scale / 10
    total = first.low + extra
    return Numeral(total, total, extra, first.scale, first.start, rest.end)

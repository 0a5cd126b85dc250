"""Reads one numeral, Arabic, Chinese or mixed: 35, 1,200, 三十五, 一点五亿, 3千万, 50w, 五十来万, 30多."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import cn2an

TEN_THOUSAND = 10_000.0

_ARABIC = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?(?!\d)|\d{1,12}(?:\.\d{1,6})?")
_CHINESE = re.compile(
    r"[零一二两三四五六七八九十][零〇一二两三四五六七八九十百千]{0,12}(?:点[零一二三四五六七八九]{1,6})?"
)
_NEIGHBOURS = re.compile(
    r"(?:一两|两三|二三|三四|三五|四五|五六|六七|七八|八九)(?=[十百千万亿个年成位名家件])"
)
_SCALE = re.compile(r"\s?[十百千]?[万亿]+|个亿|w(?![a-z])|[百千]")
_VAGUE = re.compile(r"[多余来](?=[十百千万亿w个年成位名家件元块%])")
_COUNTED = re.compile(r"[年个月成人名位家件项天度%]")
_SIZES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "w": 10_000, "亿": 100_000_000}


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


def _scale_at(text: str, at: int) -> tuple[float, int]:
    found = _SCALE.match(text, at)
    if not found:
        return 1.0, at
    size = 1.0
    for character in found[0].strip("个 "):
        size *= _SIZES[character]
    return size, found.end()


def _digits_at(text: str, at: int) -> tuple[float, float, int] | None:
    """Low, high and end of the digits at `at`, without the scale word behind them."""
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
        if vague[0] != "来":  # 五十来万 is about fifty, 五十多万 anything up to sixty
            high = low + step
    scale, end = _scale_at(text, end)
    return Numeral(low * scale, high * scale, step * scale, scale, at, end)


def numeral_at(text: str, at: int) -> Numeral | None:
    """The numeral that starts at ``text[at]``, or None. `text` is normalised."""
    if text.startswith("半", at):
        return Numeral(0.5, 0.5, 0.5, 1.0, at, at + 1)
    first = _section_at(text, at)
    if first is None or first.scale < TEN_THOUSAND or text[at].isdecimal():
        return first
    return _with_lower_places(text, first)


def _with_lower_places(text: str, first: Numeral) -> Numeral:
    """Adds what follows a Chinese 万 or 亿: 一亿五千万, 十二万三千, and the spoken 三万五."""
    rest = _section_at(text, first.end) if _CHINESE.match(text, first.end) else None
    if rest is None or rest.low != rest.high or first.low != first.high or rest.low >= first.scale:
        return first
    extra = rest.low
    if rest.end == first.end + 1:
        if _COUNTED.match(text, rest.end) or rest.low >= 10:  # 五十万三年: the three counts years
            return first
        extra = rest.low * first.scale / 10
    total = first.low + extra
    return Numeral(total, total, extra, first.scale, first.start, rest.end)

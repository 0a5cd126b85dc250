"""Reads a value of a list or a rank said alone: 正高, 国家级, 没有, 第二."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.reading.amounts.numbers import Quantity, Span
from actions.reading.amounts.numerals import numeral_at
from actions.reading.amounts.values import number_value
from actions.reading.found import RawValue
from actions.reading.phrases.ranks import find_ranks
from actions.reading.text.normalizer import normalize
from rules.facts import Fact

_PART = re.compile(r"[,。;!、\s]+")
_WRAPPING = re.compile(
    r"^(?:我|是|有|大概|应该|好像|可能|估计|属于|算|选|目前|现在|做到|达到|就|在|都|也|够|最[低差高好]的?(?:一[个位])?|当过|做过|干过|担任过?"
    r"|读到|评到|评的)+|(?:的|了|吧|啊|呢|呗|左右|水平|层次|级别|那种|里(?:的|认定)?|认定)+$"
)
_ORDINAL = re.compile(r"^第?(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})(?:位|名|个)?$")

_BELOW = re.compile(r"^(?:都|还|也)*(?:没到|没够|不到|达不到|够不上|不够|谈不上|算不上|没达到)")

Read = tuple[RawValue, Span]


def is_free(span: Span, used: Sequence[Span]) -> bool:
    """Whether `span` overlaps none of `used`."""
    return not any(span[0] < end and start < span[1] for start, end in used)


def bare_rank(fact: Fact, plain: str) -> Read | None:
    """The place among those awarded: 第二, 2, 排第三."""
    ranks = find_ranks(plain)
    if ranks:
        value = number_value(fact, ranks[0])
        return None if value is None else (value, (ranks[0].start, ranks[0].end))
    for start, part in _parts(plain):
        match = _ORDINAL.match(_WRAPPING.sub("", part))
        numeral = numeral_at(match["number"], 0) if match else None
        if numeral:
            value = number_value(fact, Quantity(numeral.low, numeral.high, fact.unit, 0, 0))
            return (
                None if value is None else (value, _span_of(_WRAPPING.sub("", part), start, part))
            )
    return None


def bare_choice(fact: Fact, plain: str, used: Sequence[Span]) -> Read | None:
    """The one value whose label or synonym a part of the text is, begins, or is part of; 没有 is the value none."""
    for start, part in _parts(plain):
        words = _WRAPPING.sub("", part)
        span = (start, start + len(part))
        if not words or not is_free(span, used):
            continue
        if words in ("没有", "没", "无", "都没有", "不是") and "none" in fact.order:
            return "none", _span_of(words, start, part)
        below = _BELOW.match(words)
        value = _value_below(fact, words[below.end() :]) if below else _value_named(fact, words)
        if value:
            return value, _span_of(words, start, part)
    return None


def _span_of(words: str, start: int, part: str) -> Span:
    """Where `words` stand in the `part` that begins at `start`."""
    begin = start + max(0, part.find(words))
    return begin, begin + len(words)


def _parts(plain: str) -> list[tuple[int, str]]:
    """The parts of `plain` between marks and spaces, with where they start."""
    parts, at = [], 0
    for part in _PART.split(plain):
        start = plain.find(part, at)
        at = start + len(part)
        parts.append((start, part))
    return parts


def _value_named(fact: Fact, words: str) -> str | None:
    names = [
        (choice.id, normalize(name))
        for choice in fact.values
        for name in (choice.label, *choice.synonyms)
    ]
    for fits in (str.__eq__, str.startswith, str.__contains__):
        values = {value for value, name in names if fits(name, words)}
        if len(values) == 1 and (fits is not str.__contains__ or len(words) > 1):
            return values.pop()
    return None


def _value_below(fact: Fact, words: str) -> RawValue | None:
    """What is left below the value that `words` name: 没到杰出."""
    if not fact.ordered or not words:
        return None
    named = [
        fact.order[choice.id]
        for choice in fact.values
        if any(words in normalize(name) for name in (choice.label, *choice.synonyms))
        and fact.order[choice.id] > 0
    ]
    below = list(fact.order)[: min(named)] if named else []
    return below[0] if len(below) == 1 else below or None

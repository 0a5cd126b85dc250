"""Reads values said without a word that names the fact, for facts just asked: 35, 三成五, 去年三月, 第二, 正高."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from actions.reading.dates import FoundDate, ago, elapsed, find_dates
from actions.reading.found import RawValue
from actions.reading.normalizer import normalize
from actions.reading.numbers import Quantity, Span, find_quantities
from actions.reading.numerals import numeral_at
from actions.reading.ranks import find_ranks
from actions.reading.values import number_value
from rules.facts import Fact

_PART = re.compile(r"[,。;!、\s]+")
_WRAPPING = re.compile(
    r"^(?:我|是|有|大概|应该|属于|算|选|目前|现在|做到|达到|就|在)+|(?:的|了|吧|啊|呢|左右|水平|层次|级别|那种)+$"
)
_ORDINAL = re.compile(r"^第?(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})(?:位|名|个)?$")
_YUAN_NOT_WAN = 10_000  # a bare number as large as this is hardly meant in 万元: it is left unread and asked again


def bare_values(
    facts: Sequence[Fact], text: str, used: Sequence[Span], today: date
) -> dict[str, RawValue]:
    """Values for `facts` (in the order they were asked) from the parts of `text` outside the spans `used`."""
    plain = normalize(text)
    dates = find_dates(plain, today)
    quantities: list[Quantity] = []
    for quantity in find_quantities(plain, [(each.start, each.end) for each in dates]):
        when = ago(quantity, plain, today)
        if when:
            dates.append(when)
        else:
            quantities.append(quantity)
    free_dates = [each for each in dates if _is_free((each.start, each.end), used)]
    free = [each for each in quantities if _is_free((each.start, each.end), used)]
    values: dict[str, RawValue] = {}
    for fact in facts:
        value = (
            _date(free_dates, free, today)
            if fact.type == "date"
            else _number(fact, free, plain)
            if fact.type == "number"
            else _choice(fact, plain, used)
            if fact.type == "choice"
            else None
        )
        if value is not None:
            values[fact.id] = value
    return values


def _is_free(span: Span, used: Sequence[Span]) -> bool:
    return not any(span[0] < end and start < span[1] for start, end in used)


def _date(dates: list[FoundDate], quantities: list[Quantity], today: date) -> RawValue | None:
    """The next date, else the next span of time; taken out of its list."""
    if dates:
        return dates.pop(0).value
    spans = [each for each in quantities if each.unit in ("年", "月")]
    if not spans:
        return None
    quantities.remove(spans[0])
    return elapsed(spans[0], today)


def _number(fact: Fact, quantities: list[Quantity], plain: str) -> RawValue | None:
    """The next quantity whose unit fits, else the next bare number; taken out of the list."""
    if fact.unit == "位":
        return _rank(fact, plain)
    for quantity in quantities:
        if quantity.unit is None:
            continue
        value = number_value(fact, quantity)
        if value is not None:
            quantities.remove(quantity)
            return value
    for quantity in quantities:
        value = number_value(fact, _in_unit_of(fact, quantity)) if quantity.unit is None else None
        if value is not None and not (
            fact.unit == "万元" and (quantity.high or 0) >= _YUAN_NOT_WAN
        ):
            quantities.remove(quantity)
            return value
    return None


def _in_unit_of(fact: Fact, quantity: Quantity) -> Quantity:
    """A bare number in the unit asked for; 0.35 of a share is 35%."""
    if (
        fact.unit == "percent"
        and quantity.low is not None
        and quantity.high is not None
        and 0 < quantity.high < 1
    ):
        return replace(
            quantity,
            unit=fact.unit,
            low=round(quantity.low * 100, 4),
            high=round(quantity.high * 100, 4),
        )
    return replace(quantity, unit=fact.unit)


def _rank(fact: Fact, plain: str) -> RawValue | None:
    ranks = find_ranks(plain)
    if ranks:
        return number_value(fact, ranks[0])
    for part in _PART.split(plain):
        match = _ORDINAL.match(_WRAPPING.sub("", part))
        numeral = numeral_at(match["number"], 0) if match else None
        if numeral:
            return number_value(fact, Quantity(numeral.low, numeral.high, fact.unit, 0, 0))
    return None


def _choice(fact: Fact, plain: str, used: Sequence[Span]) -> RawValue | None:
    """The one value whose label or synonym a part of the text is, begins, or is part of; 没有 is the value none."""
    at = 0
    for part in _PART.split(plain):
        start = plain.find(part, at)
        at = start + len(part)
        words = _WRAPPING.sub("", part)
        if not words or not _is_free((start, at), used):
            continue
        if words in ("没有", "没", "无", "都没有", "不是") and "none" in fact.order:
            return "none"
        value = _value_named(fact, words)
        if value:
            return value
    return None


def _value_named(fact: Fact, words: str) -> str | None:
    names = [
        (choice.id, normalize(name))
        for choice in fact.values
        for name in (choice.label, *choice.synonyms)
    ]
    for fits in (str.__eq__, str.startswith, str.__contains__):
        values = {value for value, name in names if fits(name, words)}
        if len(values) == 1 and (fits is str.__eq__ or len(words) > 1):
            return values.pop()
    return None

"""Figures in a text, and whether the words quoted beside it carry them.

A figure is an Arabic number, or a Chinese one before a unit (三年, 五十万, 两成). Ordinals are names, not
figures: 第十六条, 第一层次, 第 2 年, 二等奖. A computation shown (a + b = c) carries its result when its operands
are carried and it is right.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation

_DIGITS = {char: place for place, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_HAN = "零〇一二两三四五六七八九十百千"
_ORDINAL = re.compile(rf"第\s*[\d{_HAN}]+")
_ARABIC = re.compile(r"(?<![\d.])\d+(?:,\d{3})*(?:\.\d+)?")
_CHINESE = re.compile(
    rf"[{_HAN}]+(?=\s*(?:万|亿|成|年|个月|个工作日|天|倍|%|％|元|件|家|人|名|位|平方米))"
)
_NUMBER = r"\d+(?:\.\d+)?"
_FILLER = r"\s*(?:万元|元|年|个月|%|名|件|家|人)?\s*"
_COMPUTATION = re.compile(
    rf"\(?\s*{_NUMBER}{_FILLER}(?:[-+−×÷*/]\s*\(?\s*{_NUMBER}{_FILLER}\)?{_FILLER})+[=≈]\s*{_NUMBER}"
)
_TOKEN = re.compile(rf"{_NUMBER}%?|[-+−×÷*/()=≈]")
_OPERATIONS = {
    "+": (1, operator.add),
    "-": (1, operator.sub),
    "−": (1, operator.sub),
    "×": (2, operator.mul),
    "*": (2, operator.mul),
    "÷": (2, operator.truediv),
    "/": (2, operator.truediv),
}
_ROUNDING = Decimal("0.001")


def figures(text: str) -> set[Decimal]:
    """Every figure of `text`, Chinese ones as numbers."""
    bare = _ORDINAL.sub("", text)
    found = {Decimal(one.replace(",", "")) for one in _ARABIC.findall(bare)}
    return found | {Decimal(chinese(one)) for one in _CHINESE.findall(bare)}


def chinese(numeral: str) -> int:
    """A Chinese numeral below 10,000 as a number."""
    total, digit = 0, 0
    for char in numeral:
        if char in _PLACES:
            total += (digit or 1) * _PLACES[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def unsupported(text: str, carried_by: Iterable[str]) -> set[Decimal]:
    """The figures of `text` that stand in none of the words `carried_by` and follow from no computation shown."""
    carried = set().union(*map(figures, carried_by))
    for operands, right, result in computations(text):
        if right and operands <= carried:
            carried.add(result)
    return figures(text) - carried


def computations(text: str) -> Iterator[tuple[set[Decimal], bool, Decimal]]:
    """Each computation in `text`: its operands, whether it is right, its result."""
    for match in _COMPUTATION.finditer(text):
        tokens = _TOKEN.findall(match[0])
        result = Decimal(tokens[-1].rstrip("%"))
        sum_ = tokens[:-2]
        operands = {Decimal(one.rstrip("%")) for one in sum_ if one[0].isdigit()}
        try:
            value = _value(list(sum_))
        except (ArithmeticError, InvalidOperation, IndexError, ValueError):
            continue
        close = abs(value - result) <= (_ROUNDING if tokens[-2] == "≈" else 0)
        yield operands, close, result


def _value(tokens: list[str], least: int = 0) -> Decimal:
    """The value of `tokens` by precedence climbing; consumes what it reads."""
    token = tokens.pop(0)
    if token == "(":
        value = _value(tokens)
        tokens.pop(0)
    elif token.endswith("%"):
        value = Decimal(token[:-1]) / 100
    else:
        value = Decimal(token)
    while tokens and tokens[0] in _OPERATIONS and _OPERATIONS[tokens[0]][0] > least:
        precedence, apply = _OPERATIONS[tokens.pop(0)]
        value = apply(value, _value(tokens, precedence))
    return value

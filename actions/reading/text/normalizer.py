"""Brings text into one form without moving a character, so that offsets hold in what the person wrote."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import opencc

# Numerals as cheques spell them. Only whole amounts: 队伍, 大陆 and 收拾 hold such characters too.
_LEGAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟圆", "一二三四五六七八九十百千元")
_LEGAL_AMOUNT = re.compile(
    r"[壹贰叁肆伍陆柒捌玖拾][壹贰叁肆伍陆柒捌玖拾佰仟零万亿]*[拾佰仟万亿元圆](?:[元圆]整?|整)?|(?<=[万亿])圆|(?<![入退军队])[壹贰叁肆伍陆柒捌玖拾](?=年|个月)"
)
_BASIC_PLANE = 0x10000
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@lru_cache(maxsize=1)
def _to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _plain(character: str) -> str:
    """The one character that `character` is read as."""
    if unicodedata.category(character) == "Cs":  # half a surrogate pair: cannot be encoded
        return _REPLACEMENT
    for form in (unicodedata.normalize("NFKC", character), character):
        if len(form) == 1:
            simplified = _to_simplified().convert(form).lower()
            return simplified if len(simplified) == 1 else form
    raise AssertionError("a character has length one")


class _Table(dict[int, str]):
    """A translation table that is filled as characters are met; rare planes are not kept."""

    def __missing__(self, code: int) -> str:
        plain = _plain(chr(code))
        if code < _BASIC_PLANE:
            self[code] = plain
        return plain


_TABLE = _Table()


def normalize(text: str) -> str:
    """`text` in half width, simplified script and lower case; as long as `text`, character by character.

    伍拾万圆整 is 五十万元整. What has no single-character form (㎡, İ) stays as it is.
    """
    plain = text.translate(_TABLE)
    return _LEGAL_AMOUNT.sub(lambda amount: amount[0].translate(_LEGAL), plain)

"""A text as the syllables it sounds like, also where it was typed in pinyin: 补tie and 补贴 are bu tie."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Set

from actions.reading.text.sounds import sounds

_PIECE = re.compile(r"[a-z]+|\d+|.", re.DOTALL)
_LONGEST = 6
STOP = "|"


def syllables(text: str, known: Set[str] = frozenset()) -> list[str]:
    """One entry a Han character, number or letter run of the normalised `text`; a run of `known` syllables is cut.

    Punctuation and spaces are `STOP`.
    """
    heard: list[str] = []
    for piece in _PIECE.findall(text):
        if piece.isascii() and piece.isalpha():
            heard.extend(_cut(piece, known) or [piece])
        elif piece.isspace() or unicodedata.category(piece[0])[0] in "PSZC":
            heard.append(STOP)
        elif piece.isdigit():
            heard.append(piece)
        else:
            heard.extend(sounds(piece))
    return heard


def known_syllables(texts: Iterable[str]) -> frozenset[str]:
    """The syllables of all Han characters of `texts`."""
    return frozenset(sounds(one)[0] for one in {*"".join(texts)} if "\u4e00" <= one <= "\u9fff")


def _cut(run: str, known: Set[str]) -> list[str]:
    """`run` as `known` syllables, the longest first; empty where it is none."""
    if not run:
        return []
    for length in range(min(_LONGEST, len(run)), 0, -1):
        if run[:length] in known:
            rest = _cut(run[length:], known)
            if rest or length == len(run):
                return [run[:length], *rest]
    return []

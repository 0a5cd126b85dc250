"""Writes words of the lexicon that were typed by their sound or shape as they are spelled: 领君人才, 顶间, 博土.

A span that sounds like a word of three or more characters (or one of the listed two) is that word, unless it is made
of words of its own: 升级平台 is no 省级平台, 解除 no 杰出. The text keeps its length, so that offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import jieba

from actions.reading.text.sounds import sounds
from actions.reading.words.lexicon import Lexicon

_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_LONGEST = 8
# jieba's counts: what is less common than this is more likely a slip, of a whole word and of a piece of one.
_RARE, _RARE_PIECE = 5, 30


class Spelling:
    """Knows the words of one lexicon by their sound."""

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.spelling
        self._shapes = data["shapes"]
        self._shape = re.compile("|".join(self._shapes))
        self._never = frozenset(data["never"])
        self._known = frozenset(lexicon.words)
        self._by_sound: dict[str, str] = {}
        for word in lexicon.sounding:
            self._by_sound.setdefault(" ".join(sounds(word)), word)
        self._starts = frozenset(sound.split(" ", 1)[0] for sound in self._by_sound)
        jieba.initialize()

    def correct(self, text: str) -> str:
        """The normalised `text`, as long as it was."""
        text = self._shape.sub(lambda found: self._shapes[found[0]], text)
        for begin, end, word in list(self._alike(text)):
            text = text[:begin] + word + text[end:]
        return text

    def _alike(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Spans to be replaced, left to right, the longest first."""
        for run in _HAN.finditer(text):
            heard = sounds(run[0])
            bounds: frozenset[int] | None = None
            at = 0
            while at < len(heard) - 1:
                step = 1
                if heard[at] in self._starts:
                    for length in range(min(_LONGEST, len(heard) - at), 1, -1):
                        word = self._by_sound.get(" ".join(heard[at : at + length]))
                        if word is None:
                            continue
                        typed = run[0][at : at + length]
                        if typed == word or typed in self._known:
                            step = length
                            break
                        bounds = bounds or _bounds(run[0])
                        if self._is_slip(typed, word, at, run[0], bounds):
                            yield run.start() + at, run.start() + at + length, word
                            step = length
                            break
                at += step

    def _is_slip(self, typed: str, word: str, at: int, run: str, bounds: frozenset[int]) -> bool:
        """Whether `typed`, which sounds like `word`, has no sense of its own where it stands."""
        if at not in bounds or at + len(typed) not in bounds or _count(typed) >= _RARE:
            return False
        if any(
            mine != theirs and mine in self._never for mine, theirs in zip(typed, word, strict=True)
        ):
            return False
        cuts = [one for one in range(at, at + len(typed) + 1) if one in bounds]
        for begin, end in pairwise(cuts):
            piece = run[begin:end]
            if (
                len(piece) > 1
                and piece != word[begin - at : end - at]
                and _count(piece) >= _RARE_PIECE
            ):
                return False
        return True


def _bounds(run: str) -> frozenset[int]:
    """Where jieba cuts `run`, and its two ends."""
    return frozenset({0, *(end for _, _, end in jieba.tokenize(run, HMM=False))})


def _count(words: str) -> int:
    return int(jieba.dt.FREQ.get(words) or 0)

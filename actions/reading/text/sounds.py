"""The sound of Chinese words: their pinyin without tones, each character for itself."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TypeVar

os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # characters only; its phrases take 45 MB
from pypinyin import lazy_pinyin

Meanings = TypeVar("Meanings")


class _Sounds(dict[str, str]):
    """Filled as characters are met."""

    def __missing__(self, character: str) -> str:
        sound: str = lazy_pinyin(character)[0]
        self[character] = sound
        return sound


_SOUNDS = _Sounds()


def sounds(words: str) -> list[str]:
    """One syllable for each character of `words`."""
    return [_SOUNDS[character] for character in words]


def in_pinyin(words: Iterable[str], phrases: Mapping[str, Meanings]) -> dict[str, Meanings]:
    """Pinyin → the meanings that `phrases` has for the word written so, where no two of different meaning are."""
    written: dict[str, set[Meanings]] = {}
    for word in words:
        written.setdefault("".join(sounds(word)), set()).add(phrases[word])
    return {
        letters: next(iter(meanings))
        for letters, meanings in written.items()
        if len(meanings) == 1 and letters not in phrases
    }

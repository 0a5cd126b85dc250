"""Finds the words of a lexicon in text, those of the gazetteer and those that stand apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from actions.reading.text.normalizer import normalize
from actions.reading.words.gazetteer import Gazetteer, Mention, without_overlaps
from actions.reading.words.lexicon import PLACE, Lexicon
from actions.reading.words.patterns import Patterns
from actions.reading.words.spelling import Spelling


class MentionFinder:
    """Compiled for one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._spelling = Spelling(lexicon)
        self._gazetteer = Gazetteer(lexicon)
        self._patterns = Patterns(lexicon)

    def plain(self, text: str) -> str:
        """`text` normalised and its words spelled as the lexicon spells them; as long as it was."""
        return self._spelling.correct(normalize(text))

    def find(self, plain: str) -> tuple[list[Mention], list[Mention]]:
        """Mentions of facts and cities in what `plain` returned, and mentions of subjects; each left to right."""
        mentions, subjects = self._gazetteer.find(plain)
        apart = list(self._patterns.find(plain))
        if not apart:
            return mentions, subjects
        whole = without_overlaps([*apart, *mentions])
        hidden = [
            place
            for place in _places(mentions)
            if not any(place.meanings & each.meanings for each in whole)
        ]
        return sorted([*whole, *hidden], key=lambda each: each.start), subjects


def _places(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """第一次在威海办公司 says 威海 too."""
    for each in mentions:
        if meanings := frozenset(meaning for meaning in each.meanings if meaning.name == PLACE):
            yield replace(each, meanings=meanings)

"""Finds the phrases of a lexicon in text, with spaCy's phrase matcher on single characters (no model is needed).

Of phrases that overlap, the one that ends last is kept, and of those the longest: a Chinese compound is what its
last part says (中国科学院院士 + 院士工作站 is a workstation; 副教授 is no 教授; 院士工作站 is no 院士). Subjects and
facts are chosen apart: 国家级 in 国家级平台 is a subject all the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import spacy
from spacy.matcher import PhraseMatcher

from actions.reading.words.lexicon import Lexicon, Meaning


@dataclass(frozen=True)
class Mention:
    """A phrase found in ``text[start:end]`` with its meanings."""

    meanings: frozenset[Meaning]
    start: int
    end: int


class Gazetteer:
    """The compiled phrases of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._language = spacy.blank("zh")
        self._matcher = PhraseMatcher(self._language.vocab)
        self._facts: dict[int, frozenset[Meaning]] = {}
        self._subjects: dict[int, frozenset[Meaning]] = {}
        for phrase, meanings in (lexicon.phrases | lexicon.latin).items():
            self._matcher.add(phrase, [self._language.make_doc(phrase)])
            key = self._language.vocab.strings[phrase]
            subjects = frozenset(meaning for meaning in meanings if meaning.kind == "subject")
            if subjects:
                self._subjects[key] = subjects
            if meanings - subjects:
                self._facts[key] = meanings - subjects

    def find(self, text: str) -> tuple[list[Mention], list[Mention]]:
        """Mentions of facts and cities in the normalised `text`, and mentions of subjects; each left to right."""
        doc = self._language.make_doc(text)
        facts, subjects = [], []
        for key, first, last in self._matcher(doc):
            start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
            if not _stands_alone(text, start, end):
                continue
            if key in self._facts:
                facts.append(Mention(self._facts[key], start, end))
            if key in self._subjects:
                subjects.append(Mention(self._subjects[key], start, end))
        return without_overlaps(facts), without_overlaps(subjects)


def without_overlaps(found: list[Mention]) -> list[Mention]:
    """Of mentions that overlap, those that end last, and of those the longest; left to right."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda each: (-each.end, each.start)):
        if not kept or mention.end <= kept[-1].start:
            kept.append(mention)
    return kept[::-1]


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a phrase in Latin letters is not part of a longer word (cto in director)."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (
        (_is_latin(before) and _is_latin(text[start]))
        or (_is_latin(after) and _is_latin(text[end - 1]))
    )


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()

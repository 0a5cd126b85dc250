"""Reads all facts out of a message. Knows no Rasa."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from actions.reading.attach import Attacher
from actions.reading.awards import AwardReader
from actions.reading.cues import reading
from actions.reading.dates import ago, find_dates
from actions.reading.found import OTHER_CITY, SUBJECT, FoundFact, RawValue
from actions.reading.gazetteer import Gazetteer, Mention
from actions.reading.lexicon import Lexicon, Meaning, load_lexicon
from actions.reading.normalizer import normalize
from actions.reading.numbers import find_quantities
from actions.reading.posts import read_posts
from actions.reading.shares import read_shares
from actions.reading.utterance import Utterance, utterance
from rules.facts import Fact

_NONE = "none"
_NAME = r"[^\W\d_的有和在到去是市人才政策补引进]{0,4}"


class FactReader:
    """Finds the facts, subjects and cities of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.dictionary = lexicon.dictionary
        self._facts = lexicon.dictionary.facts
        self._gazetteer = Gazetteer(lexicon)
        self._awards = AwardReader(lexicon)
        self._attacher = Attacher(self._facts, lexicon.extra["of_the_team"])
        self._topical = frozenset(lexicon.extra["topical"])
        self._only_at_end = frozenset(lexicon.extra["only_at_end"])
        self.siblings: tuple[tuple[str, ...], ...] = tuple(
            tuple(group) for group in lexicon.extra["siblings"]
        )
        self._institution = re.compile(
            _NAME + "(?:" + "|".join(lexicon.places["institutions"]) + ")(?!生)"
        )

    def extract(self, text: str, today: date) -> list[FoundFact]:
        """What `text` says, in the order of its words: each fact once, each subject and city once. Never raises."""
        plain = normalize(text)
        mentions, subjects = self._gazetteer.find(plain)
        said = utterance(plain, mentions)
        found = [*self._awards.read(said), *read_posts(said)]
        taken = [(each.start, each.end) for each in found]
        for mention in said.mentions:
            if not any(mention.start < end and start < mention.end for start, end in taken):
                found.extend(self._mentioned(said, mention))
        found.extend(self._numbers(said, taken, today))
        found.extend(
            FoundFact(SUBJECT, meaning.name, each.start, each.end, "")
            for each in subjects
            for meaning in each.meanings
        )
        merged = self._merge(each for each in found if self._is_known(each))
        return [
            FoundFact(each.fact, each.value, each.start, each.end, text[each.start : each.end])
            for each in merged
        ]

    def named(self, text: str) -> set[str]:
        """The facts that `text` has a word for, whatever it says of them."""
        mentions, _ = self._gazetteer.find(normalize(text))
        return {
            meaning.name
            for mention in mentions
            for meaning in mention.meanings
            if meaning.name in self._facts
        }

    def _is_known(self, found: FoundFact) -> bool:
        return found.fact in self._facts or found.fact in (SUBJECT, OTHER_CITY)

    def _mentioned(self, said: Utterance, mention: Mention) -> Iterator[FoundFact]:
        span = (mention.start, mention.end)
        words = said.text[mention.start : mention.end]
        for meaning in sorted(mention.meanings, key=lambda each: each.name):
            if meaning.kind == "city" and not self._institution.match(said.text, mention.end):
                yield FoundFact(OTHER_CITY, meaning.name, *span, words)
            elif meaning.kind in ("says", "names"):
                value = self._value(said, meaning, mention, words)
                if value is not None:
                    yield FoundFact(meaning.name, value, *span, words)

    def _value(
        self, said: Utterance, meaning: Meaning, mention: Mention, words: str
    ) -> RawValue | None:
        """What the mention says of the fact, or None."""
        fact = self._facts[meaning.name]
        if fact.type in ("number", "date") or (
            words in self._only_at_end and said.after(mention.end)
        ):
            return None
        how = reading(said, (mention.start, mention.end), topical=fact.id in self._topical)
        if how == "open":
            return None
        if fact.type == "yes_no":
            return bool(meaning.value) is (how == "stated")
        if meaning.kind == "names":
            return _NONE if how == "denied" and _NONE in fact.order else None
        if how == "denied" or meaning.value is None:
            return None
        return list(meaning.value) if isinstance(meaning.value, tuple) else meaning.value

    def _numbers(
        self, said: Utterance, taken: Sequence[tuple[int, int]], today: date
    ) -> Iterator[FoundFact]:
        dates = find_dates(said.text, today)
        names = [
            *taken,
            *((mention.start, mention.end) for mention in said.mentions),
            *((when.start, when.end) for when in dates),
        ]
        quantities = []
        for quantity in find_quantities(said.text, names):
            if passed := ago(quantity, said.text, today):
                dates.append(passed)
            else:
                quantities.append(quantity)
        yield from self._attacher.attach(said, quantities, dates, today)
        yield from read_shares(said, quantities)

    def _merge(self, found: Iterator[FoundFact]) -> list[FoundFact]:
        """Of several values of one fact the highest (ordered choices) or the last said (all others)."""
        best: dict[tuple[str, str], FoundFact] = {}
        for each in sorted(found, key=lambda one: (one.start, one.end)):
            key = (each.fact, str(each.value) if each.fact in (SUBJECT, OTHER_CITY) else "")
            known = best.get(key)
            if known is None or not _is_lower(self._facts.get(each.fact), each.value, known.value):
                best[key] = each
        return sorted(best.values(), key=lambda one: (one.start, one.end, one.fact, str(one.value)))


def _is_lower(fact: Fact | None, value: RawValue, than: RawValue) -> bool:
    return fact is not None and fact.ordered and _highest(fact, value) < _highest(fact, than)


def _highest(fact: Fact, value: RawValue) -> int:
    return max(fact.order[str(each)] for each in (value if isinstance(value, list) else [value]))


@lru_cache(maxsize=1)
def default_reader() -> FactReader:
    """The reader for all packs of this installation; made once."""
    return FactReader(load_lexicon())


def extract(text: str, today: date) -> list[FoundFact]:
    """The facts, subjects and cities that `text` names, with their offsets in it. Never raises."""
    return default_reader().extract(text, today)

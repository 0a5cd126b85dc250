"""Reads all facts out of a message. Knows no Rasa."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from actions.reading.attach import Attacher
from actions.reading.awards import AwardReader
from actions.reading.choices import denied_values, is_lower
from actions.reading.cues import reading
from actions.reading.dates import ago, find_dates
from actions.reading.denials import denial, is_of_another
from actions.reading.doubt import guessed, judged
from actions.reading.found import OTHER_CITY, SUBJECT, FoundFact, RawValue
from actions.reading.gazetteer import Mention
from actions.reading.honours import HonourReader
from actions.reading.lexicon import PLACE, Lexicon, Meaning, load_lexicon
from actions.reading.mentions import MentionFinder
from actions.reading.numbers import find_quantities
from actions.reading.people import Told, is_counted, told_of_others
from actions.reading.posts import read_posts
from actions.reading.programmes import Programmes
from actions.reading.shares import read_shares
from actions.reading.utterance import Utterance, utterance

_NONE = "none"
_NAME = r"[^\W\d_的有和在到去是市人才政策补引进]{0,4}"


class FactReader:
    """Finds the facts, subjects and cities of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.dictionary = lexicon.dictionary
        self._facts = lexicon.dictionary.facts
        self._words = MentionFinder(lexicon)
        self._awards = AwardReader(lexicon)
        self._honours = HonourReader(lexicon)
        self._attacher = Attacher(self._facts, lexicon.extra["of_the_team"])
        self._topical = frozenset(lexicon.extra["topical"])
        self._plans_count = frozenset(lexicon.extra["plans_count"])
        self._persons = frozenset(lexicon.extra["persons"])
        self._of_the_company = frozenset(lexicon.extra["of_the_company"])
        self._programmes = Programmes(lexicon.extra["implies"], self._facts)
        self._only_at_end = frozenset(lexicon.extra["only_at_end"])
        self.siblings: tuple[tuple[str, ...], ...] = tuple(
            tuple(group) for group in lexicon.extra["siblings"]
        )
        self._institution = re.compile(
            _NAME + "(?:" + "|".join(lexicon.places["institutions"]) + ")(?!生)"
        )

    def extract(self, text: str, today: date) -> list[FoundFact]:
        """What `text` says, in the order of its words: each fact once, each subject and city once. Never raises."""
        plain = self._words.plain(text)
        mentions, subjects = self._words.find(plain)
        said = utterance(guessed(plain), mentions)
        found = [*self._awards.read(said), *read_posts(said), *self._honours.read(said)]
        taken = [(each.start, each.end) for each in found]
        for mention in said.mentions:
            if not any(mention.start < end and start < mention.end for start, end in taken):
                found.extend(self._mentioned(said, mention))
        found.extend(self._numbers(said, taken, today))
        found.extend(self._programmes.read(found))
        others = told_of_others(said)
        found = [each for each in found if self._is_known(each) and not self._is_of(each, others)]
        found = judged(said, found, self._facts)
        found.extend(
            FoundFact(SUBJECT, meaning.name, each.start, each.end, "")
            for each in subjects
            for meaning in each.meanings
        )
        return [
            replace(each, words=text[each.start : each.end]) for each in self._merge(iter(found))
        ]

    def named(self, text: str) -> set[str]:
        """The facts that `text` has a word for, whatever it says of them."""
        mentions, _ = self._words.find(self._words.plain(text))
        return {
            meaning.name
            for mention in mentions
            for meaning in mention.meanings
            if meaning.name in self._facts
        }

    def implied(self, facts: Mapping[str, Any]) -> dict[str, RawValue]:
        """What named honours among `facts` say of the key talent programmes of Weihai."""
        return self._programmes.implied(facts)

    def _is_of(self, found: FoundFact, others: Sequence[Told]) -> bool:
        """Whether the fact is somebody else's. A place is where all of it happens, whoever is meant."""
        return found.fact not in (PLACE, OTHER_CITY) and any(
            each.start <= found.start < each.end
            and (each.kind == "relative" or found.fact not in self._of_the_company)
            for each in others
        )

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
        span = (mention.start, mention.end)
        if fact.id in self._persons and is_counted(said, mention.start):
            return None
        how = reading(
            said,
            span,
            topical=fact.id in self._topical,
            plan_counts=fact.id in self._plans_count,
            person=fact.id in self._persons,
        )
        if how == "open":
            return None
        if fact.type == "yes_no":
            if meaning.value is False and how == "denied":
                return None  # 不是第二大股东 leaves the first and the third
            return bool(meaning.value) is (how == "stated")
        if meaning.kind == "names":
            return _NONE if how == "denied" and _NONE in fact.order else None
        if how == "denied" and not is_of_another(said, span):
            return denied_values(fact, meaning.value, denial(said, span))
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
            fact = self._facts.get(each.fact)
            if known is None or fact is None or not is_lower(fact, each.value, known.value):
                best[key] = each
        return sorted(best.values(), key=lambda one: (one.start, one.end, one.fact, str(one.value)))


@lru_cache(maxsize=1)
def default_reader() -> FactReader:
    """The reader for all packs of this installation; made once."""
    return FactReader(load_lexicon())


def extract(text: str, today: date) -> list[FoundFact]:
    """The facts, subjects and cities that `text` names, with their offsets in it. Never raises."""
    return default_reader().extract(text, today)

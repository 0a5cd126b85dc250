"""Reads all facts out of a message. Knows no Rasa."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from actions.reading.amounts.attach import Attacher
from actions.reading.amounts.dates import ago, find_dates
from actions.reading.amounts.numbers import find_quantities
from actions.reading.amounts.shares import JOINT, read_shares
from actions.reading.amounts.terms import find_terms
from actions.reading.found import OTHER_CITY, SUBJECT, FoundFact, RawValue
from actions.reading.phrases.awards import AwardReader
from actions.reading.phrases.honours import HonourReader
from actions.reading.phrases.phrase_reader import PhraseReader
from actions.reading.phrases.posts import read_posts
from actions.reading.phrases.programmes import Programmes
from actions.reading.scope.choices import is_lower
from actions.reading.scope.doubt import guessed, judged
from actions.reading.scope.echoes import echoes
from actions.reading.scope.people import Told, told_of_others
from actions.reading.text.spacing import closed_up
from actions.reading.words.lexicon import PLACE, Lexicon, load_lexicon
from actions.reading.words.mentions import MentionFinder
from actions.reading.words.names import is_in_a_name
from actions.reading.words.utterance import Utterance, utterance

# Of one message no more words and amounts are read than a person writes: each is weighed against the others.
_MOST = 50
_LIVES_THERE = re.compile(r"(?:那边|市)?(?:上班|工作|(?:上|读)大学|读书|打工|[干混过做](?:得|了))")
_HIS_COMPANY = re.compile(
    r"^(?:[我咱]们?的?)?[^,。我咱]{1,8}(?:公司|企业|厂子?|店)(?:也|就|都)?(?:开|办|注册|设)?在$"
)
_RUNS_A_COMPANY = re.compile(
    r"(?:那边|市|区)?(?:也|自己|刚)*(?:开|办|创办|成立|注册|有|搞)了?(?:一?[家个])?(?:自己的)?(?:小)?(?:公司|企业|厂|店)|(?:创业|做生意)"
)


class FactReader:
    """Finds the facts, subjects and cities of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.dictionary = lexicon.dictionary
        self._facts = lexicon.dictionary.facts
        self._words = MentionFinder(lexicon)
        self._awards = AwardReader(lexicon)
        self._honours = HonourReader(lexicon)
        self._attacher = Attacher(self._facts, lexicon.extra["of_the_team"])
        self._phrases = PhraseReader(lexicon)
        self._of_the_company = frozenset(lexicon.extra["of_the_company"])
        self._of_several = frozenset(lexicon.extra["of_several"])
        self._programmes = Programmes(lexicon.extra["implies"], self._facts)
        self.only_at_end = frozenset(lexicon.extra["only_at_end"])
        self.siblings: tuple[tuple[str, ...], ...] = tuple(
            tuple(group) for group in lexicon.extra["siblings"]
        )

    def extract(self, text: str, today: date) -> list[FoundFact]:
        """What `text` says, in the order of its words: each fact once, each subject and city once. Never raises."""
        closed, places = closed_up(text)
        plain = self._words.plain(closed)
        mentions, subjects = self._words.find(plain)
        said = utterance(guessed(plain), mentions[:_MOST])
        found = [*self._awards.read(said), *read_posts(said), *self._honours.read(said)]
        taken = [(each.start, each.end) for each in found]
        for mention in said.mentions:
            if not any(mention.start < end and start < mention.end for start, end in taken):
                found.extend(self._phrases.read(said, mention))
        found.extend(self._numbers(said, taken, today))
        found.extend(self._programmes.read(found))
        found = [
            each
            for each in found
            if self._is_known(each) and not is_in_a_name(said, (each.start, each.end))
        ]
        others = told_of_others(said)
        theirs = [each for each in found if self._is_of(said, each, others)]
        found = [each for each in found if each not in theirs]
        found += echoes(said, theirs, self._facts)
        found = judged(said, found, self._facts)
        found.extend(
            FoundFact(SUBJECT, meaning.name, each.start, each.end, "")
            for each in subjects
            for meaning in each.meanings
        )
        return [_as_written(each, text, places) for each in self._merge(iter(found))]

    def plain(self, text: str) -> str:
        """`text` normalised and its words spelled as the lexicon spells them; as long as it was."""
        return self._words.plain(text)

    def named(self, text: str) -> set[str]:
        """The facts that `text` has a word for, whatever it says of them."""
        mentions, _ = self._words.find(self._words.plain(closed_up(text)[0]))
        return {
            meaning.name
            for mention in mentions
            for meaning in mention.meanings
            if meaning.name in self._facts
        }

    def implied(self, facts: Mapping[str, Any]) -> dict[str, RawValue]:
        """What named honours among `facts` say of the key talent programmes of Weihai."""
        return self._programmes.implied(facts)

    def _is_of(self, said: Utterance, found: FoundFact, others: Sequence[Told]) -> bool:
        """Whether the fact is somebody else's. A place is where all of it happens, unless he just lives there."""
        return any(
            each.start <= found.start < each.end
            and (
                self._is_their_place(said, found, each)
                if found.fact in (PLACE, OTHER_CITY)
                else self._is_told(said, found, each)
            )
            for each in others
        )

    def _is_their_place(self, said: Utterance, found: FoundFact, told: Told) -> bool:
        """Whether another just lives there, or has a company of his own there."""
        if told.kind == "company" and said.text.startswith("在", found.start - 1):
            return True
        if told.kind == "relative" and _LIVES_THERE.match(said.text, found.end):
            return True
        begin = max(told.start, said.clause_at(found.start)[0])
        return bool(
            _HIS_COMPANY.search(said.text, begin, found.start)
            or _RUNS_A_COMPANY.match(said.text, found.end)
        )

    def _is_told(self, said: Utterance, found: FoundFact, told: Told) -> bool:
        """Whether `found` is among what is told of such another: of a colleague also what his company has."""
        if told.kind == "hearsay":
            return self._facts[found.fact].type in ("yes_no", "choice")
        if told.kind == "company":
            return found.fact != JOINT
        beside = found.start < said.clause_at(told.start)[1]
        if told.kind == "colleague" and beside and found.fact not in self._of_several:
            return True
        return told.kind == "relative" or found.fact not in self._of_the_company

    def _is_known(self, found: FoundFact) -> bool:
        return found.fact in self._facts or found.fact in (SUBJECT, OTHER_CITY)

    def _numbers(
        self, said: Utterance, taken: Sequence[tuple[int, int]], today: date
    ) -> Iterator[FoundFact]:
        terms = list(find_terms(said))
        dates = [
            when
            for when in find_dates(said.text, today)
            if not any(term.start <= when.start < term.end for term in terms)
        ]
        names = [
            *taken,
            *((mention.start, mention.end) for mention in said.mentions),
            *((when.start, when.end) for when in (*dates, *terms)),
        ]
        quantities = list(terms)
        for quantity in find_quantities(said.text, names):
            if passed := ago(quantity, said.text, today):
                dates.append(passed)
            else:
                quantities.append(quantity)
        quantities = sorted(quantities, key=lambda each: each.start)[:_MOST]
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


def _as_written(found: FoundFact, text: str, places: Sequence[int]) -> FoundFact:
    """`found` with its place in `text`, of which `places` tells where the characters read stood."""
    start, end = places[found.start], places[max(found.start, found.end - 1)] + 1
    end = max(start, end) if found.end > found.start else start
    return replace(found, start=start, end=end, words=text[start:end])


@lru_cache(maxsize=1)
def default_reader() -> FactReader:
    """The reader for all packs of this installation; made once."""
    return FactReader(load_lexicon())


def extract(text: str, today: date) -> list[FoundFact]:
    """The facts, subjects and cities that `text` names, with their offsets in it. Never raises."""
    return default_reader().extract(text, today)

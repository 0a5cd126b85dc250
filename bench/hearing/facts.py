"""Counts the facts read out of sentences, by our readers and by the peers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from actions.reading.answers.answer_reader import default_answer_reader
from actions.reading.reader import default_reader
from bench.hearing.listener import Listener
from bench.hearing.lookup import answered, looked_up
from bench.sentences import DAY, Sentence
from rules import Library
from rules.errors import FactError


@dataclass
class FactCount:
    """`told`, `found` and `right` count facts; `whole` sentences with all facts right and nothing else.

    `wrong_and_sure`: facts recorded as sure with a value that the sentence does not tell, or tells with doubt only.
    """

    sentences: int = 0
    whole: int = 0
    told: int = 0
    found: int = 0
    right: int = 0
    wrong_and_sure: int = 0
    declined: int = 0
    declined_right: int = 0
    whole_of: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    mistaken: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.told)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.found + self.told)


@dataclass(frozen=True)
class Reading:
    """`facts`: raw values; `doubtful`: those of them that are not recorded as sure; `declined`: not told."""

    facts: dict[str, Any]
    doubtful: frozenset[str]
    declined: frozenset[str]


def read(sentence: Sentence, library: Library) -> Reading:
    """What the reader finds in free text, or the reader of answers in the light of the question asked."""
    if sentence.asked is not None:
        answer = default_answer_reader().read(sentence.question(library), sentence.say, DAY)
        return Reading(
            dict(answer.facts),
            frozenset(answer.doubtful),
            frozenset(answer.declined),
        )
    found = [
        one
        for one in default_reader().extract(sentence.say, DAY)
        if one.fact in library.dictionary.facts
    ]
    return Reading(
        {one.fact: one.value for one in found},
        frozenset(one.fact for one in found if one.doubtful),
        frozenset(),
    )


def read_by_peer(sentence: Sentence, library: Library, peer: Listener) -> Reading:
    """What a peer finds: all of it sure, as nothing tells it of doubt."""
    if sentence.asked is None:
        facts = looked_up(sentence.say, library.dictionary)
        return Reading(facts, frozenset(), frozenset())
    question, heard = sentence.question(library), peer.heard[sentence.say]
    facts, declined = answered(sentence.say, question, library.dictionary, heard)
    return Reading(facts, frozenset(), declined)


def count_facts(
    sentences: Sequence[Sentence], library: Library, peer: Listener | None = None
) -> FactCount:
    """All of `sentences` compared with what is read, by us or by `peer`."""
    count = FactCount()
    for sentence in sentences:
        reading = read_by_peer(sentence, library, peer) if peer else read(sentence, library)
        told = sentence.facts or {}
        right = {
            fact
            for fact, value in reading.facts.items()
            if fact in told and same(fact, value, told[fact], library)
        }
        unsure = reading.doubtful & reading.facts.keys()
        wrong = reading.facts.keys() - unsure - (right - {*sentence.doubtful})
        whole = len(right) == len(told) == len(reading.facts)
        count.sentences += 1
        count.told += len(told)
        count.found += len(reading.facts)
        count.right += len(right)
        count.wrong_and_sure += len(wrong)
        count.whole += whole
        count.whole_of[sentence.phenomenon].append(whole)
        count.declined += len(sentence.declined)
        count.declined_right += len(reading.declined & {*sentence.declined})
        count.mistaken.update((reading.facts.keys() | told.keys()) - right)
    return count


def same(fact: str, one: Any, other: Any, library: Library) -> bool:
    """Whether two raw values mean the same to the dictionary."""
    known = library.dictionary.facts[fact]
    try:
        return known.read(one, DAY) == known.read(other, DAY)
    except FactError:
        return False

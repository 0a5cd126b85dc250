"""Reads an answer in the light of the question just asked: 35, 三成, 有, 第二个, 以上都没有, 职称不清楚."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from actions.reading.bare_values import bare_values
from actions.reading.doubt import guessed, without_doubt
from actions.reading.found import OTHER_CITY, SUBJECT, FoundFact, RawValue
from actions.reading.reader import FactReader, default_reader
from actions.reading.selection import (
    NONE_OF_THESE,
    agrees,
    chosen,
    declining_clauses,
    is_all,
    is_none,
    is_nothing,
    plain_answer,
)
from actions.reading.siblings import as_asked
from rules.facts import Dictionary, Fact

_ASKS = re.compile(r"[?吗]|多少|什么|啥|哪|怎么|如何|是否|为何")
_EXCEPT = re.compile(r"^除了?.+(?:都|全|均|其[他它]).{0,3}(?:没|不|无)")
_YES_NO_OPTIONS = ("是", "否")


class Asked(Protocol):
    """What was asked: a question of the dictionary, or what is left of it."""

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of the facts, in the order they were asked."""

    @property
    def multiple(self) -> bool:
        """Whether the facts, all yes-or-no, were shown as one list to tick."""


@dataclass(frozen=True)
class Answer:
    """`facts` are raw values by fact id, volunteered ones too; `declined`: ids of what the person does not tell.

    `doubtful`: ids of `facts` told with doubt.
    """

    facts: Mapping[str, RawValue]
    declined: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()


def options(question: Asked, dictionary: Dictionary) -> tuple[str, ...]:
    """What a numbered answer picks from: the facts of a multiple question, else the values of its first choice."""
    facts = [dictionary.facts[name] for name in question.facts]
    if question.multiple:
        return (*(fact.label for fact in facts), NONE_OF_THESE)
    first = next((fact for fact in facts if fact.type in ("yes_no", "choice")), None)
    if first is None:
        return ()
    return (
        _YES_NO_OPTIONS
        if first.type == "yes_no"
        else tuple(choice.label for choice in first.values)
    )


class AnswerReader:
    """Reads answers with the words of `reader`."""

    def __init__(self, reader: FactReader) -> None:
        self._reader = reader
        self._facts = reader.dictionary.facts

    def read(self, question: Asked, text: str, today: date) -> Answer:
        """What `text` answers to `question`. An answer that says nothing of it has no facts of it. Never raises."""
        told, unsure = without_doubt(text)
        plain = plain_answer(told)
        picked = self._picked(question, plain)
        if picked is not None:
            return Answer(picked, doubtful=tuple(picked) if unsure else ())
        found = [
            each
            for each in self._reader.extract(text, today)
            if each.fact not in (SUBJECT, OTHER_CITY)
        ]
        facts = as_asked(
            self._reader.siblings, question.facts, {each.fact: each.value for each in found}
        )
        doubtful = {each.fact for each in found if each.doubtful}
        declining = declining_clauses(plain)
        if _ASKS.search(plain) and not declining:
            return Answer(facts, doubtful=_of(facts, doubtful))
        if question.multiple:
            if _EXCEPT.search(plain):
                facts = {**dict.fromkeys(question.facts, False), **facts}
        else:
            bare, doubted = self._bare(question, text, found, facts, today)
            facts.update(bare)
            doubtful |= doubted
        if len(facts) == len(doubtful) == 1 and not doubtful <= facts.keys():
            doubtful = set(facts)  # read as another fact, and then as the one asked
        declined = self._declined(question, plain, declining, facts)
        return Answer(facts, declined, _of(facts, doubtful))

    def _picked(self, question: Asked, plain: str) -> dict[str, RawValue] | None:
        """The facts of an answer that is nothing but a choice from the list; None if it is more than that."""
        if question.multiple:
            if is_none(plain):
                return dict.fromkeys(question.facts, False)
            if is_all(plain):
                return dict.fromkeys(question.facts, True)
        first = self._facts[question.facts[0]]
        if first.type == "number" and plain.isdecimal():
            return None
        if first.type == "choice" and "none" in first.order and plain in ("0", "零"):
            return {first.id: "none"}
        labels = options(question, self._reader.dictionary)
        places = chosen(plain, labels) if labels else None
        if places is None:
            return None
        if question.multiple:
            none = len(labels) - 1 in places
            return {name: place in places and not none for place, name in enumerate(question.facts)}
        if len(places) > 1:
            return None
        fact = next(
            self._facts[name]
            for name in question.facts
            if self._facts[name].type in ("yes_no", "choice")
        )
        return {fact.id: places[0] == 0 if fact.type == "yes_no" else fact.values[places[0]].id}

    def _bare(
        self,
        question: Asked,
        text: str,
        found: list[FoundFact],
        facts: Mapping[str, RawValue],
        today: date,
    ) -> tuple[dict[str, RawValue], set[str]]:
        """Values said without naming the fact (numbers, dates, yes or no, a value's label), and which are doubtful."""
        open_facts = [self._facts[name] for name in question.facts if name not in facts]
        said = bare_values(
            open_facts, guessed(text), [(each.start, each.end) for each in found], today
        )
        read = {each.fact: each.value for each in said}
        doubtful = {each.fact for each in said if each.doubtful}
        told, unsure = without_doubt(text)
        plain = plain_answer(told)
        agreed = None if declining_clauses(plain) else agrees(plain)
        for fact in open_facts:
            if fact.id in read or agreed is None:
                continue
            if fact.type == "yes_no" and self._is_first(question, fact):
                read[fact.id] = agreed
            elif fact.type == "choice" and not agreed and is_none(plain) and "none" in fact.order:
                read[fact.id] = "none"
        if is_nothing(plain) and all(fact.type == "number" for fact in open_facts):
            read.update(
                {fact.id: 0 for fact in open_facts if fact.min == 0 and fact.id not in read}
            )
        if unsure:
            doubtful |= read.keys() - {each.fact for each in said}
        return read, doubtful

    def _is_first(self, question: Asked, fact: Fact) -> bool:
        """A bare yes or no answers the first yes-or-no fact of a question."""
        return (
            next(name for name in question.facts if self._facts[name].type == "yes_no") == fact.id
        )

    def _declined(
        self,
        question: Asked,
        plain: str,
        clauses: list[tuple[int, int]],
        facts: Mapping[str, RawValue],
    ) -> tuple[str, ...]:
        """职称不清楚 declines that fact; 不清楚 alone, all of the question that is not answered."""
        unanswered = [name for name in question.facts if name not in facts]
        declined: set[str] = set()
        for start, end in clauses:
            named = self._reader.named(plain[start:end]) & set(unanswered)
            declined |= named or set(unanswered)
        return tuple(name for name in unanswered if name in declined)


def _of(facts: Mapping[str, RawValue], doubtful: set[str]) -> tuple[str, ...]:
    return tuple(name for name in facts if name in doubtful)


def default_answer_reader() -> AnswerReader:
    """The answer reader for all packs of this installation."""
    return AnswerReader(default_reader())

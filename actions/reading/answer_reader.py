"""Reads an answer in the light of the question just asked: 35, 三成, 有, 第二个, 以上都没有, 职称不清楚."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from actions.reading.bare_values import bare_values
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
    """`facts` are raw values by fact id, volunteered ones too; `declined`: ids of what the person does not tell."""

    facts: Mapping[str, RawValue]
    declined: tuple[str, ...] = ()


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
        plain = plain_answer(text)
        picked = self._picked(question, plain)
        if picked is not None:
            return Answer(picked)
        found = [
            each
            for each in self._reader.extract(text, today)
            if each.fact not in (SUBJECT, OTHER_CITY)
        ]
        facts = self._as_asked(question, {each.fact: each.value for each in found})
        declining = declining_clauses(plain)
        if _ASKS.search(plain) and not declining:
            return Answer(facts)
        if question.multiple:
            if _EXCEPT.search(plain):
                facts = {**dict.fromkeys(question.facts, False), **facts}
        else:
            facts.update(self._bare(question, text, found, facts, today))
        return Answer(facts, self._declined(question, plain, declining, facts))

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

    def _as_asked(self, question: Asked, facts: dict[str, RawValue]) -> dict[str, RawValue]:
        """占 65% in answer to the joint share is the joint share, and so for other facts that share their words."""
        for group in self._reader.siblings:
            asked = [name for name in group if name in question.facts]
            said = [name for name in group if name in facts]
            if len(asked) == len(said) == 1 and asked != said:
                facts = {
                    asked[0] if name == said[0] else name: value for name, value in facts.items()
                }
        return facts

    def _bare(
        self,
        question: Asked,
        text: str,
        found: list[FoundFact],
        facts: Mapping[str, RawValue],
        today: date,
    ) -> dict[str, RawValue]:
        """Values said without naming the fact: numbers, dates, yes or no, a value's label."""
        open_facts = [self._facts[name] for name in question.facts if name not in facts]
        read = bare_values(open_facts, text, [(each.start, each.end) for each in found], today)
        plain = plain_answer(text)
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
        return read

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


def default_answer_reader() -> AnswerReader:
    """The answer reader for all packs of this installation."""
    return AnswerReader(default_reader())

"""Reads an answer in the light of the question just asked: 35, 三成, 有, 第二个, 以上都没有, 职称不清楚."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from actions.reading.answers.agreement import says_yes
from actions.reading.answers.asked import Answer, Asked, in_order, options
from actions.reading.answers.bare_values import bare_values
from actions.reading.answers.remainders import is_of_an_unknown, one_by_one, settled
from actions.reading.answers.selection import (
    chosen,
    declines_all,
    declining_clauses,
    has_no_contract,
    is_all,
    is_none,
    is_nothing,
    plain_answer,
)
from actions.reading.answers.siblings import as_asked, without_echo
from actions.reading.found import FoundFact, RawValue
from actions.reading.reader import FactReader, default_reader
from actions.reading.scope.doubt import guessed, without_doubt
from actions.reading.text.spacing import closed_up
from rules.facts import Fact

_OF_A_CONTRACT = {"contract_years", "team_contract_years", "agreement_years"}
_ASKS = re.compile(
    r"[?]|(?<!可不是)吗|多少|(?:什么|啥)(?![也都呢])|哪(?!有|里有|里是|能|敢)|怎么|如何|是否|为何|你说呢"
)
_ALL_OF_IT = re.compile(r"都|全|均|两[个项]")
_CLAUSE = re.compile(r"[,。;!\n]+")
_DENIES = re.compile(r"没|无|不(?![清知确])")


class AnswerReader:
    """Reads answers with the words of `reader`."""

    def __init__(self, reader: FactReader) -> None:
        self._reader = reader
        self._facts = reader.dictionary.facts

    def read(self, question: Asked, text: str, today: date) -> Answer:
        """What `text` answers to `question`. An answer that says nothing of it has no facts of it. Never raises."""
        text, _ = closed_up(text)
        told, unsure = without_doubt(text)
        plain = plain_answer(told)
        picked = self._picked(question, plain)
        if picked is not None:
            return Answer(picked, doubtful=tuple(picked) if unsure else ())
        if question.multiple and is_of_an_unknown(plain):
            return Answer({})
        found = without_echo(
            self._reader.extract(text, today), question.facts, self._reader.only_at_end, text
        )
        facts = as_asked(
            self._reader.siblings, question.facts, {each.fact: each.value for each in found}
        )
        doubtful, declining = (
            {each.fact for each in found if each.doubtful},
            declining_clauses(plain),
        )
        if _ASKS.search(plain) and not declining:
            return Answer(facts, doubtful=in_order(facts, doubtful))
        if not question.multiple and not declines_all(plain, declining):
            bare, doubted = self._bare(question, text, found, facts, today)
            facts.update(bare)
            doubtful |= doubted
        if len(facts) == len(doubtful) == 1 and not doubtful <= facts.keys():
            doubtful = set(facts)  # read as another fact, and then as the one asked
        declined = self._declined(question, plain, declining, facts)
        return Answer(facts, declined, in_order(facts, doubtful))

    def _picked(self, question: Asked, plain: str) -> dict[str, RawValue] | None:
        """The facts of an answer that is nothing but a choice from the list; None if it is more than that."""
        if question.multiple:
            if is_none(plain):
                return dict.fromkeys(question.facts, False)
            if is_all(plain):
                return dict.fromkeys(question.facts, True)
            if not _ASKS.search(plain) and (settles := self._settled(question, plain)):
                return settles
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

    def _settled(self, question: Asked, plain: str) -> dict[str, RawValue] | None:
        """除了发明专利都有 settles the whole list."""
        if each := one_by_one(plain, len(question.facts)):
            return {question.facts[place]: holds for place, holds in each.items()}
        labels = [self._facts[name].label for name in question.facts]
        places = settled(
            plain,
            labels,
            lambda words: {
                place
                for place, name in enumerate(question.facts)
                if name in self._reader.named(words)
            },
        )
        return places and {name: places[place] for place, name in enumerate(question.facts)}

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
        declining, nothing = bool(declining_clauses(plain)), is_none(plain)
        for fact in open_facts:
            if fact.id in read:
                continue
            if fact.type == "choice" and "none" in fact.order:
                if (nothing and not declining) or self._is_denied(fact, plain):
                    read[fact.id] = "none"
            elif fact.type == "yes_no" and not declining:
                if nothing and _ALL_OF_IT.search(plain):
                    read[fact.id] = False
                elif (
                    self._is_first(question, fact)
                    and not _is_called(text, found)
                    and (agreed := says_yes(fact, told)) is not None
                ):
                    read[fact.id] = agreed
        if is_nothing(plain) and all(
            fact.type == "number" and fact.id not in _OF_A_CONTRACT for fact in open_facts
        ):
            read |= dict.fromkeys(
                {each.id for each in open_facts if each.min == 0} - read.keys(), 0
            )
        if unsure:
            doubtful |= read.keys() - {each.fact for each in said}
        return read, doubtful

    def _is_denied(self, fact: Fact, plain: str) -> bool:
        """管理职位没干过."""
        return any(
            _DENIES.search(part)
            and not declining_clauses(part)
            and fact.id in self._reader.named(part)
            for part in _CLAUSE.split(plain)
        )

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
        declined |= _OF_A_CONTRACT if has_no_contract(plain) else set()
        return tuple(name for name in unanswered if name in declined)


def _is_called(text: str, found: list[FoundFact]) -> bool:
    """Whether the 是 that `text` begins with says what something is (是创业类的), and not yes."""
    begins = len(text) - len(text.lstrip())
    return text.startswith("是", begins) and any(each.start == begins + 1 for each in found)


def default_answer_reader() -> AnswerReader:
    """The answer reader for all packs of this installation."""
    return AnswerReader(default_reader())

"""Gives each quantity and date to the fact whose word stands nearest, if the units go together."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from actions.reading.cues import is_required
from actions.reading.dates import FoundDate, elapsed, just_now
from actions.reading.found import FoundFact, RawValue
from actions.reading.numbers import Quantity
from actions.reading.utterance import Utterance
from actions.reading.values import number_value
from rules.facts import Fact

_FAR = 14
_AFTER_COSTS = 1
_LATE = 6
_TEAM = re.compile(r"团队|全员|成员|所有人|每个人都|大家|最短|最少的")
_ONESELF = re.compile(r"我(?!们)|本人")
_JUST = re.compile(r"(?:刚刚?|才刚?|新|刚才)$")
_COMPANY = re.compile(r"公司|企业|厂|项目|研究院|研究所")
_CAME = {True: "company_came_on", False: "person_came_on"}
_ALWAYS_COMPANY = re.compile(r"迁|搬|企业|公司")
_EVERY_YEAR = re.compile(r"(?:每|一)年[^,。;]{0,10}$")
MONTHS = "months_per_year"


@dataclass(frozen=True)
class Anchor:
    """A word that names the number or date `fact`."""

    fact: Fact
    start: int
    end: int


class Attacher:
    """Attaches for the facts of one dictionary; `of_the_team` maps a person's fact to the team's."""

    def __init__(self, facts: Mapping[str, Fact], of_the_team: Mapping[str, str]) -> None:
        self._facts = facts
        self._of_the_team = of_the_team

    def attach(
        self,
        said: Utterance,
        quantities: Sequence[Quantity],
        dates: Sequence[FoundDate],
        today: date,
    ) -> Iterator[FoundFact]:
        """Facts from `quantities` (all but shares) and `dates`."""
        anchors = [
            Anchor(self._facts[meaning.name], mention.start, mention.end)
            for mention in said.mentions
            for meaning in mention.meanings
            if meaning.kind == "names" and self._facts[meaning.name].type in ("number", "date")
        ]
        used: set[int] = set()
        for when in dates:
            anchor = _nearest(
                said,
                when.start,
                when.end,
                [each for each in anchors if each.fact.type == "date"],
                _FAR * 2,
                used,
            )
            if anchor and not is_required(said, (when.start, when.end)):
                used.add(anchor.start)
                yield _found(said, self._date_fact(said, anchor), when.value, when.start, when.end)
        for quantity in quantities:
            yield from self._quantity(said, quantity, anchors, used, today)
        for anchor in anchors:
            just = _JUST.search(said.text[max(0, anchor.start - 2) : anchor.start])
            if just and anchor.fact.type == "date" and anchor.start not in used:
                yield _found(
                    said,
                    self._date_fact(said, anchor),
                    just_now(today),
                    anchor.start - len(just[0]),
                    anchor.end,
                )

    def _quantity(
        self,
        said: Utterance,
        quantity: Quantity,
        anchors: Sequence[Anchor],
        used: set[int],
        today: date,
    ) -> Iterator[FoundFact]:
        if quantity.unit in ("percent", None) or is_required(said, (quantity.start, quantity.end)):
            return
        since = elapsed(quantity, today)
        usable = [
            each
            for each in anchors
            if (each.fact.type == "date" and since and each.start not in used)
            or (each.fact.type == "number" and number_value(each.fact, quantity) is not None)
        ]
        if (
            quantity.unit == "月"
            and MONTHS in self._facts
            and _EVERY_YEAR.search(said.before(quantity.start))
        ):
            anchor: Anchor | None = Anchor(self._facts[MONTHS], quantity.start, quantity.start)
        else:
            anchor = _nearest(said, quantity.start, quantity.end, usable, _FAR, used)
        if anchor is None:
            return
        used.add(anchor.start)
        if anchor.fact.type == "date":
            if since:
                yield _found(
                    said, self._date_fact(said, anchor), since, quantity.start, quantity.end
                )
            return
        fact = self._person_or_team(said, anchor.fact, quantity.start)
        value = number_value(fact, quantity)
        if value is not None:
            yield _found(said, fact.id, value, quantity.start, quantity.end)

    def _person_or_team(self, said: Utterance, fact: Fact, at: int) -> Fact:
        """The team's fact where the clause names the team, or the sentence does and the clause is not about 我."""
        team, clause = self._of_the_team.get(fact.id), said.before(at)
        sentence = said.text[said.sentence_at(at)[0] : at]
        of_team = _TEAM.search(clause) or (_TEAM.search(sentence) and not _ONESELF.search(clause))
        return self._facts[team] if team and of_team else fact

    def _date_fact(self, said: Utterance, anchor: Anchor) -> str:
        """Who came: the company if it is named in the clause, else the person."""
        if anchor.fact.id not in _CAME.values():
            return anchor.fact.id
        words = said.text[anchor.start : anchor.end]
        return _CAME[
            bool(_COMPANY.search(said.before(anchor.start)) or _ALWAYS_COMPANY.search(words))
        ]


def _nearest(
    said: Utterance,
    start: int,
    end: int,
    anchors: Sequence[Anchor],
    far: int,
    used: Collection[int],
) -> Anchor | None:
    """The anchor nearest to ``text[start:end]`` in its clause; else the last of the clause before, unless `used`."""
    clause = said.clause_at(start)
    here = [each for each in anchors if clause[0] <= each.start < clause[1]]
    if here:
        cost, _, best = min(
            ((_cost(each, start, end), each.start, each) for each in here), key=lambda one: one[:2]
        )
        return best if cost <= far else None
    before = said.clause_before(start)
    earlier = [
        each
        for each in anchors
        if before and before[0] <= each.start < before[1] and each.start not in used
    ]
    return earlier[-1] if earlier and start - clause[0] <= _LATE else None


def _cost(anchor: Anchor, start: int, end: int) -> int:
    return anchor.start - end + _AFTER_COSTS if anchor.start >= end else max(0, start - anchor.end)


def _found(said: Utterance, fact: str, value: RawValue, start: int, end: int) -> FoundFact:
    return FoundFact(fact, value, start, end, said.text[start:end])

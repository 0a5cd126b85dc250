"""Gives each quantity and date to the fact whose word stands nearest, if the units go together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from actions.reading.amounts.anchors import FAR, Anchor, anchors_in, nearest, usable_for, value_at
from actions.reading.amounts.corrections import is_taken_back
from actions.reading.amounts.dates import FoundDate, elapsed, just_now
from actions.reading.amounts.matters import is_of_another_matter
from actions.reading.amounts.members import MEMBERS, counts_people, without_core
from actions.reading.amounts.numbers import Quantity
from actions.reading.amounts.sums import ADDED_UNITS, Piece, added, piece_at
from actions.reading.amounts.thresholds import alternatives, is_named_only
from actions.reading.amounts.values import number_value
from actions.reading.found import FoundFact, RawValue
from actions.reading.scope.plans import is_planned
from actions.reading.words.utterance import Utterance
from rules.facts import Fact

_TEAM = re.compile(r"团队|全员|成员|所有人|每个人都|大家|最短|最少的")
_ONESELF = re.compile(r"我(?!们)|本人")
_JUST = re.compile(r"(?:刚刚?|才刚?|新|刚才)$")
_NOT_LONG = re.compile(r"(?:了|时间|也)*(?:还|才)?(?:不久|没多久|没几[天个]|没多长时间)")
_COMPANY = re.compile(r"公司|企业|厂|项目|研究院|研究所")
_CAME = {True: "company_came_on", False: "person_came_on"}
_ALWAYS_COMPANY = re.compile(r"迁|搬|企业|公司")
_EVERY_YEAR = re.compile(r"(?:每|一)年[^,。;]{0,16}$")
_EACH_TIME = re.compile(r"[每一][次趟回][^,。;]{0,4}$")
_LEFT = re.compile(r"(?:还剩|剩下?|还有|差)(?:不到|大约|大概|大概有|约)?\s?$")
_WHICH_YEAR = re.compile(r"(?:哪|人|那|这|某)$")
_HOW_MANY = re.compile(r"[?吗]|多少|够不够|能不能|行不行")
_LEAST = re.compile(r"^(?:最[少短低]|都|也|至少|起码|不少于)")
MONTHS, PAID_IN, FOUNDED = "months_per_year", "paid_in", "company_founded_on"


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
        anchors = list(anchors_in(said, self._facts))
        weighed = alternatives(said, quantities)
        used: set[int] = set()
        yield from self._dates(said, dates, anchors, used)
        found: list[tuple[FoundFact, Piece | None]] = []
        replaced: Anchor | None = None
        for quantity in quantities:
            anchor, fact = self._quantity(said, quantity, anchors, used, replaced, today)
            taken_back = is_taken_back(said.text, quantity.start, quantity.end)
            replaced = anchor if taken_back else None
            if fact is None or taken_back or quantity.start in weighed:
                continue
            if anchor is not None:
                used.add(anchor.start)
            unit = self._facts[fact.fact].unit
            found.append((fact, piece_at(said, quantity.start) if unit in ADDED_UNITS else None))
        yield from added(found)
        for anchor in anchors:
            if anchor.fact.type == "date" and anchor.start not in used:
                yield from self._just(said, anchor, today)

    def _dates(
        self,
        said: Utterance,
        dates: Sequence[FoundDate],
        anchors: Sequence[Anchor],
        used: set[int],
    ) -> Iterator[FoundFact]:
        of_dates = [each for each in anchors if each.fact.type == "date"]
        replaced: Anchor | None = None
        for when in dates:
            span = (when.start, when.end)
            anchor = nearest(said, *span, of_dates, FAR * 2, used) or replaced
            replaced = anchor if is_taken_back(said.text, *span) else None
            if anchor and not (replaced or is_named_only(said, span) or is_planned(said, span)):
                used.add(anchor.start)
                yield _found(said, self._date_fact(said, anchor), when.value, *span)

    def _just(self, said: Utterance, anchor: Anchor, today: date) -> Iterator[FoundFact]:
        """刚成立, 成立不久."""
        just = _JUST.search(said.text[max(0, anchor.start - 2) : anchor.start])
        after = None if just else _NOT_LONG.match(said.text, anchor.end)
        if just or after:
            start = anchor.start - len(just[0]) if just else anchor.start
            end = after.end() if after else anchor.end
            yield _found(said, self._date_fact(said, anchor), just_now(today), start, end)

    def _quantity(
        self,
        said: Utterance,
        quantity: Quantity,
        anchors: Sequence[Anchor],
        used: set[int],
        replaced: Anchor | None,
        today: date,
    ) -> tuple[Anchor | None, FoundFact | None]:
        """The word that `quantity` belongs to, and the fact it is."""
        span = (quantity.start, quantity.end)
        before = said.before(quantity.start)
        is_a_part = quantity.unit in ("年", "月") and (
            _EACH_TIME.search(before) or _LEFT.search(before)
        )
        if quantity.unit == "percent" or is_a_part or is_named_only(said, span):
            return None, None
        since = elapsed(quantity, today)
        usable = usable_for(quantity, anchors, used if since else None)
        anchor: Anchor | None
        if (
            quantity.unit in ("月", "年")
            and MONTHS in self._facts
            and number_value(self._facts[MONTHS], quantity) is not None
            and self._is_every_year(said, quantity)
        ):
            anchor = Anchor(self._facts[MONTHS], quantity.start, quantity.start)
        elif self._counts_team(said, quantity):
            anchor = Anchor(self._facts[MEMBERS], quantity.start, quantity.start)
        else:
            known = () if piece_at(said, quantity.start) else used
            anchor = nearest(said, *span, usable, FAR, known)
            if anchor is None and replaced and replaced in usable_for(quantity, [replaced], None):
                anchor = replaced
        if (
            anchor is None
            or _asks_how_many(said, quantity)
            or is_of_another_matter(said, anchor, span)
        ):
            return anchor, None
        if anchor.fact.type == "date":
            if anchor.start >= quantity.end:  # 一年来福山四次, 干了20年就来福山了
                return anchor, None
            asked = _WHICH_YEAR.search(before)  # 当年指的是哪一年
            when = None if asked or is_planned(said, span) else since
            name = self._date_fact(said, anchor)
            return anchor, None if when is None else _found(said, name, when, *span)
        if anchor.fact.unit == "万元" and is_planned(said, span):
            return anchor, None
        fact = self._person_or_team(said, anchor.fact, quantity.start)
        counted = without_core(said.text, quantity) if fact.id == MEMBERS else quantity
        value = value_at(anchor, fact, counted)
        return anchor, None if value is None else _found(said, fact.id, value, *span)

    def _is_every_year(self, said: Utterance, quantity: Quantity) -> bool:
        """每年来三个月; 每年都在企业，最少的也有九个月."""
        before, earlier = said.before(quantity.start), said.clause_before(quantity.start)
        if _EVERY_YEAR.search(before):
            return not before.endswith("一年")  # 一年一年给
        words = said.text[slice(*earlier)].rstrip(",; ") if earlier else ""
        return bool(_LEAST.match(before) and _EVERY_YEAR.search(words))

    def _counts_team(self, said: Utterance, quantity: Quantity) -> bool:
        """团队一共 6 个人."""
        begin, end = said.sentence_at(quantity.start)
        return (
            MEMBERS in self._facts
            and quantity.unit in ("人", "个")
            and counts_people(said.text, quantity)
            and "团队" in said.text[begin:end]
            and not said.asks(quantity.start)
        )

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


def _asks_how_many(said: Utterance, quantity: Quantity) -> bool:
    """投了几十万够吗 asks; 投了几十万 tells."""
    begin, end = said.sentence_at(quantity.start)
    words = said.text[quantity.start : quantity.end]
    return "几" in words and bool(_HOW_MANY.search(said.text[begin:end]))


def _found(said: Utterance, fact: str, value: RawValue, start: int, end: int) -> FoundFact:
    return FoundFact(fact, value, start, end, said.text[start:end])

"""Reads values said without a word that names the fact, for facts just asked: 35, 三成五, 去年三月, 第二, 正高."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from actions.reading.amounts.corrections import is_taken_back
from actions.reading.amounts.dates import FoundDate, ago, elapsed, find_dates
from actions.reading.amounts.members import MEMBERS, is_alone, without_core
from actions.reading.amounts.numbers import Quantity, Span, find_quantities
from actions.reading.amounts.set_words import CALENDAR
from actions.reading.amounts.shares import JOINT, OWN
from actions.reading.amounts.splits import find_splits
from actions.reading.amounts.sums import ADDED_UNITS, added, piece_at
from actions.reading.amounts.values import in_unit_of, is_possible, number_value
from actions.reading.answers.bare_choices import Read, bare_choice, bare_rank, is_free
from actions.reading.found import FoundFact, RawValue
from actions.reading.scope.doubt import is_doubtful, may_come
from actions.reading.scope.plans import is_planned
from actions.reading.text.normalizer import normalize
from actions.reading.words.utterance import Utterance, utterance
from rules.facts import Fact

# Where the least of several is asked (最少的一位是几个月), 最少九个月 is nine and no more.
_LEAST = re.compile("最[少短]")
_ALWAYS = re.compile(r"^(?:我)?(?:天天|常年|长年|一直|整年|全年|一年到头|长期)都?(?:在|待|呆)")
_HAN = re.compile(r"[一-龥]")
_FILLER = re.compile(
    r"大概|大约|差不多|应该|好像|可能|目前|现在|我们?|公司|本人|自己|个人|他|她|对方|合伙人|占股?|持股?|股份|股权|比例|一共|总共|合计|加起来|"
    r"左右|上下|其实|实际|投了?|投入|签了?|合同|成员|团队|核心|最[少多短]|至少|不到|将近|接近|超过|"
    r"[是有就才都也只约共的了吧个股多不点呢啊哦嗯到在填写说给算]"
)
_FEW = 2
_SHORT_DATE = re.compile(r"^\s*(?P<year>[12]\d)[./-](?P<month>1[0-2]|0?[1-9])\s*$")
_YEAR_ALONE = re.compile(r"[\d一二零〇三四五六七八九]{2}年(?:$|[,。;的吧])")


def bare_values(
    facts: Sequence[Fact], text: str, used: Sequence[Span], today: date
) -> list[FoundFact]:
    """Values for `facts` (in the order they were asked) from the parts of `text` outside the spans `used`."""
    answer = _Answer(normalize(text), used, today)
    found = []
    for fact in facts:
        read = answer.value_of(fact)
        if read:
            value, (start, end) = read
            doubtful = is_doubtful(answer.said, (start, end), number=fact.type != "choice")
            found.append(FoundFact(fact.id, value, start, end, text[start:end], doubtful))
    return found


def _is_year(quantity: Quantity, words: str, today: date) -> bool:
    low = quantity.low or 0.0
    return (
        quantity.unit in ("年", CALENDAR)
        and low == quantity.high
        and 10 <= low <= today.year % 100
        and _YEAR_ALONE.match(words) is not None
    )


class _Answer:
    """What is left to read of an answer: each quantity and date is the value of one fact."""

    def __init__(self, plain: str, used: Sequence[Span], today: date) -> None:
        self.said: Utterance = utterance(plain, ())
        self._used, self._today = used, today
        dates = find_dates(plain, today)
        self._quantities: list[Quantity] = []
        for quantity in find_quantities(plain, [(each.start, each.end) for each in dates]):
            when = ago(quantity, plain, today)
            if when:
                dates.append(when)
            elif self._counts(quantity.start, quantity.end) and self._is_said_alone(quantity):
                self._quantities.append(quantity)
        self._dates: list[FoundDate] = [
            each
            for each in dates
            if self._counts(each.start, each.end)
            and not is_planned(self.said, (each.start, each.end))
        ]

    def value_of(self, fact: Fact) -> Read | None:
        """The next value for `fact`, taken out of what is left."""
        if fact.type == "date":
            return self._date()
        if fact.type == "choice":
            return bare_choice(fact, self.said.text, self._used)
        if fact.type != "number":
            return None
        if fact.unit == "位":
            return bare_rank(fact, self.said.text)
        if fact.id in (OWN, JOINT) and (split := self._split(fact)):
            return split
        if fact.id == MEMBERS and is_alone(self.said.text):
            return 0.0, (0, len(self.said.text))
        if fact.unit == "月" and fact.max and _ALWAYS.match(self.said.text):
            return fact.max, (0, len(self.said.text))
        return self._number(fact)

    def _counts(self, start: int, end: int) -> bool:
        """Whether what stands there is neither read already nor taken back nor what may come."""
        return not (
            not is_free((start, end), self._used)
            or is_taken_back(self.said.text, start, end)
            or may_come(self.said, (start, end))
        )

    def _is_said_alone(self, quantity: Quantity) -> bool:
        """回到上一步 holds no one percent: a number without a unit is an answer where little else stands by it."""
        if quantity.unit is not None:
            return True
        others = self.said.before(quantity.start) + self.said.after(quantity.end)
        return len(_HAN.findall(_FILLER.sub("", others))) <= _FEW

    def _date(self) -> Read | None:
        """The next date, else the next span of time."""
        if self._dates:
            when = self._dates.pop(0)
            return when.value, (when.start, when.end)
        if short := _SHORT_DATE.match(self.said.text):  # 21.3
            return f"20{short['year']}-{int(short['month']):02}", short.span()
        for quantity in self._quantities:
            value = self._year(quantity) or elapsed(quantity, self._today)
            if value and not is_planned(self.said, (quantity.start, quantity.end)):
                self._quantities.remove(quantity)
                return value, (quantity.start, quantity.end)
        return None

    def _year(self, quantity: Quantity) -> str | None:
        """22年 where a date is asked is the year 2022, as long as nothing says that it is a time that passed."""
        words = self.said.text[quantity.start : quantity.end + 1]
        return f"20{int(quantity.low or 0)}" if _is_year(quantity, words, self._today) else None

    def _split(self, fact: Fact) -> Read | None:
        for split in find_splits(self.said.text, of_shares=True):
            value = split.own if fact.id == OWN else split.joint
            if value is not None:
                span = (split.start, split.end)
                self._quantities = [
                    each for each in self._quantities if is_free((each.start, each.end), [span])
                ]
                return value, span
        return None

    def _number(self, fact: Fact) -> Read | None:
        """The next quantity whose unit fits, else the next bare number; one that can be, if any can."""
        fitting = [
            (quantity, value)
            for bare in (False, True)
            for quantity in self._quantities
            if (quantity.unit is None) is bare and (value := self._read(fact, quantity)) is not None
        ]
        if not fitting:
            return None
        possible = [one for one in fitting if is_possible(fact, one[1])]
        first, value = (possible or fitting)[0]
        self._quantities.remove(first)
        found = FoundFact(fact.id, value, first.start, first.end, "")
        if fact.unit in ADDED_UNITS:
            found = self._with_pieces(fact, found)
        return found.value, (found.start, found.end)

    def _with_pieces(self, fact: Fact, first: FoundFact) -> FoundFact:
        """三年，又续了两年; 再签两年，一共五年."""
        pieces = [
            (FoundFact(fact.id, value, each.start, each.end, ""), piece)
            for each in list(self._quantities)
            if (piece := piece_at(self.said, each.start))
            and (value := self._read(fact, each)) is not None
        ]
        return next(added([(first, None), *pieces]))

    def _read(self, fact: Fact, quantity: Quantity) -> RawValue | None:
        if fact.unit == "万元" and is_planned(self.said, (quantity.start, quantity.end)):
            return None
        known = in_unit_of(fact, quantity) if quantity.unit is None else quantity
        if known and fact.id == MEMBERS:
            known = without_core(self.said.text, known)
        if known and _LEAST.search(fact.question) and _LEAST.match(self.said.text, quantity.start):
            known = replace(known, high=known.low)
        return number_value(fact, known) if known else None

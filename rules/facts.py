"""The dictionary: what can be known, in which unit, and how a raw value is read.

A value that has been read is always a set of possibilities, so that "30 到 40 万" or "高级职称" stay
what they are: a bool for yes_no, a frozenset of value ids for choice, a pair (low, high) of floats
for number and of dates for date.
"""

from __future__ import annotations

import calendar
import math
from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches
from functools import cached_property, lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from rules.errors import FactError

Value = bool | frozenset[str] | tuple[float, float] | tuple[date, date]
UNIT_LABELS = {"percent": "%"}
LONGEST_ECHO = 60  # characters
COUNTED = ("人", "位", "件", "个", "家")


def shortened(raw: Any) -> str:
    """A value that cannot be read, as an error repeats it: not at any length."""
    text = repr(raw)
    return text if len(text) <= LONGEST_ECHO else f"{text[:LONGEST_ECHO]}…"


class _Entry(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_serialization_defaults_required=True
    )


class Choice(_Entry):
    """One value of a choice fact."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    label: str
    synonyms: tuple[str, ...] = ()


class Fact(_Entry):
    """One entry of the dictionary; `min` and `max` are in `unit` (万元, percent, 年, 月, …)."""

    id: str
    label: str
    type: Literal["yes_no", "choice", "number", "date"]
    unit: str | None = None
    ordered: bool = False
    values: tuple[Choice, ...] = ()
    min: float | None = None
    max: float | None = None
    question: str
    synonyms: tuple[str, ...] = ()
    change: str | None = None

    @model_validator(mode="after")
    def _complete(self) -> Fact:
        if (self.type == "choice") != bool(self.values):
            raise ValueError("a choice fact, and no other, lists `values`")
        if (self.type == "number") != (self.unit is not None):
            raise ValueError("a number fact, and no other, has a `unit`")
        return self

    @cached_property
    def order(self) -> dict[str, int]:
        """Position of each value id, low to high."""
        return {choice.id: place for place, choice in enumerate(self.values)}

    def read(self, raw: Any, as_of: date) -> Value:
        """`raw` as a Value; raises FactError that says what was expected."""
        if self.type == "yes_no":
            if not isinstance(raw, bool):
                raise self._error(f"收到 {shortened(raw)}", "请填 true（是）或 false（否）")
            return raw
        if self.type == "choice":
            return self._read_choice(raw)
        if self.type == "number":
            return self._read_number(raw)
        return self._read_date(raw, as_of)

    def _error(self, problem: str, remedy: str) -> FactError:
        return FactError(self.id, f"“{self.label}”{problem}", remedy)

    def _read_choice(self, raw: Any) -> frozenset[str]:
        known = self.order
        if isinstance(raw, str) and raw in known:
            return frozenset((raw,))
        ids = [raw] if isinstance(raw, str) else raw
        if (
            not isinstance(ids, (list, tuple, set, frozenset))
            or not ids
            or not all(isinstance(value, str) and value in known for value in ids)
        ):
            options = "、".join(f"{choice.id}（{choice.label}）" for choice in self.values)
            raise self._error(f"收到 {shortened(raw)}", f"可填：{options}")
        return frozenset(ids)

    def _read_number(self, raw: Any) -> tuple[float, float]:
        if not isinstance(raw, dict):
            return (self._number(raw, raw),) * 2
        low, high = self._number(raw.get("from"), raw), self._number(raw.get("to"), raw)
        if low > high:
            raise self._error(f"收到 {shortened(raw)}，起点大于终点", "请把较小的数写在 from")
        return (low, high)

    def _number(self, value: Any, raw: Any) -> float:
        unit = UNIT_LABELS.get(self.unit or "", self.unit)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value:
            raise self._error(f"收到 {shortened(raw)}", f"请填数字，单位是{unit}")
        try:
            float(value)
        except OverflowError:
            raise self._error("收到的数太大", f"请填数字，单位是{unit}") from None
        for bound, side, sign in ((self.min, "小", 1), (self.max, "大", -1)):
            if bound is not None and value * sign < bound * sign:
                raise self._error(
                    f"收到 {value:g}，超出范围", f"请填不{side}于 {bound:g} 的数字，单位是{unit}"
                )
        if self.unit in COUNTED and value != int(value):
            raise self._error(f"收到 {value:g}", f"请填整数，单位是{unit}")
        return float(value)

    def _read_date(self, raw: Any, as_of: date) -> tuple[date, date]:
        if isinstance(raw, dict):
            start, end = self._span(raw.get("from"))[0], self._span(raw.get("to"))[1]
        else:
            start, end = self._span(raw)
        if start > end:
            raise self._error(f"收到 {shortened(raw)}，起点晚于终点", "请把较早的日期写在 from")
        if start > as_of:
            raise self._error(f"收到 {start}，晚于查询日期 {as_of}", "请填查询日期当天或以前的日期")
        return (start, min(end, as_of))

    def _span(self, raw: Any) -> tuple[date, date]:
        if isinstance(raw, date):
            day = raw.date() if isinstance(raw, datetime) else raw
            return (day, day)
        try:
            parts = [int(part) for part in str(raw).split("-")]
            if len(parts) == 1 and len(str(raw)) == 4:
                return (date(parts[0], 1, 1), date(parts[0], 12, 31))
            if len(parts) == 2:
                last = calendar.monthrange(*parts)[1]
                return (date(parts[0], parts[1], 1), date(parts[0], parts[1], last))
            if len(parts) == 3:
                return (date(parts[0], parts[1], parts[2]),) * 2
        except (ValueError, TypeError, calendar.IllegalMonthError):
            pass
        raise self._error(f"收到 {shortened(raw)}", "请填日期，如 2023-03-15、2023-03 或 2023")

    def show(self, value: Value) -> str:
        """`value` in words a person reads, with its unit."""
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, frozenset):
            places = sorted(self.order[one] for one in value)
            return "或".join(self.values[place].label for place in places)
        low, high = value
        if isinstance(low, date) or isinstance(high, date):
            return f"{low}" if low == high else f"{low} 至 {high}"
        unit = UNIT_LABELS.get(self.unit or "") or f" {self.unit}"
        if low == high:
            return f"{low:g}{unit}"
        if low == self.min:
            return (
                f"不超过 {high:g}{unit}" if high == int(high) else f"不到 {math.ceil(high)}{unit}"
            )
        return f"{low:g}{unit}以上" if high == self.max else f"{low:g}—{high:g}{unit}"


class Question(_Entry):
    """Facts a person answers in one breath; `multiple` ones are yes_no facts ticked in one list.

    A `last` one waits until nothing else is left to ask.
    """

    id: str
    ask: str
    facts: tuple[str, ...]
    multiple: bool = False
    last: bool = False


class Dictionary(_Entry):
    """All facts by id, and the questions that ask several of them together."""

    facts: dict[str, Fact]
    questions: tuple[Question, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _ids_from_keys(cls, raw: Any) -> Any:
        facts = raw.get("facts") if isinstance(raw, dict) else None
        if isinstance(facts, dict):
            named = {
                key: {"id": key, **entry} if isinstance(entry, dict) else entry
                for key, entry in facts.items()
            }
            return {**raw, "facts": named}
        return raw

    @model_validator(mode="after")
    def _questions_name_facts(self) -> Dictionary:
        asked: set[str] = set()
        for question in self.questions:
            for fact in question.facts:
                if fact not in self.facts:
                    raise ValueError(f"question {question.id} asks the unknown fact {fact}")
                if fact in asked:
                    raise ValueError(f"fact {fact} stands in two questions")
                if question.multiple and self.facts[fact].type != "yes_no":
                    raise ValueError(f"question {question.id} is multiple but {fact} is not yes_no")
                asked.add(fact)
        return self

    @cached_property
    def _question_by_fact(self) -> dict[str, Question]:
        return {fact: question for question in self.questions for fact in question.facts}

    def question_of(self, fact: str) -> Question:
        """The question that asks `fact`, alone or with others."""
        known = self._question_by_fact.get(fact)
        return known or Question(id=fact, ask=self.facts[fact].question, facts=(fact,))

    def read(self, raw: Mapping[str, Any], as_of: date) -> dict[str, Value]:
        """All of `raw` (fact id → raw value) as Values; raises FactError at the first bad one."""
        values = {}
        for name, value in raw.items():
            fact = self.facts.get(name)
            if fact is None:
                raise self.unknown_fact(name)
            values[name] = fact.read(value, as_of)
        return values

    def unknown_fact(self, name: str) -> FactError:
        """The error for a fact that the dictionary does not have, with near names."""
        near = get_close_matches(str(name), self.facts, n=3, cutoff=0.5)
        return FactError(
            str(name),
            "字典里没有这一项",
            f"是不是要写：{'、'.join(near)}" if near else "可用的名称见 rules/packs/facts.yaml",
        )


@lru_cache(maxsize=64)
def years_before(day: date, years: int) -> date:
    """The earliest day that lies no more than `years` years before `day`."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1)

"""A question put, as the reader of answers sees it, and what was answered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from actions.reading.answers.selection import NONE_OF_THESE
from actions.reading.found import RawValue
from rules.facts import Dictionary

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


def in_order(facts: Mapping[str, RawValue], names: Collection[str]) -> tuple[str, ...]:
    """Those of `facts` that are among `names`."""
    return tuple(name for name in facts if name in names)

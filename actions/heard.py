"""What the last message said, as the NLU pipeline heard it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker

from rules import Library

SUBJECT = "subject"
OTHER_CITY = "other_city"
PLACE = "place"
ELSEWHERE = "elsewhere"  # the place of every city that has no document here
TOPIC_INTENT = "ask_"
FALLBACK_INTENT = "nlu_fallback"

_ASKS = re.compile(
    r"[?？]|吗|么$|多少|几[个年档层类]|什么|啥|哪|怎|如何|能不能|可不可以|是不是|够不够|咋|呢$"
)
_OF_ONESELF = re.compile(r"我|咱|本人|俺|自己|单位|公司|企业")


@dataclass(frozen=True)
class Subject:
    """The id of a subject of a pack, with the words that name it."""

    id: str
    words: str


@dataclass(frozen=True)
class Heard:
    """`facts`: fact id → raw value. `other_cities`: names of cities without a pack."""

    text: str
    intent: str
    facts: dict[str, Any]
    subjects: tuple[Subject, ...]
    other_cities: tuple[str, ...]

    @property
    def asks(self) -> bool:
        """Whether the message asks something."""
        return bool(_ASKS.search(self.text))

    @property
    def topic(self) -> str | None:
        """The id of the topic that is asked about."""
        return (
            self.intent.removeprefix(TOPIC_INTENT) if self.intent.startswith(TOPIC_INTENT) else None
        )

    @property
    def tells_of_oneself(self) -> bool:
        """Whether facts are told of the speaker, a place alone aside: 博士补助多少 tells nothing, 我是博士 does."""
        return bool(self.facts.keys() - {PLACE} and _OF_ONESELF.search(self.text))

    def packs(self, library: Library) -> tuple[str, ...]:
        """The packs of the place that the message names."""
        return tuple(
            pack.id for pack in library.packs.values() if pack.about.place == self.facts.get(PLACE)
        )


def heard(tracker: Tracker, library: Library) -> Heard:
    """The last message of `tracker`."""
    message = tracker.latest_message or {}
    text, entities = message.get("text") or "", message.get("entities") or []
    return Heard(
        text=text,
        intent=(message.get("intent") or {}).get("name") or FALLBACK_INTENT,
        facts={
            one["entity"]: one["value"]
            for one in entities
            if one["entity"] in library.dictionary.facts
        },
        subjects=tuple(
            Subject(one["value"], text[one["start"] : one["end"]])
            for one in entities
            if one["entity"] == SUBJECT
        ),
        other_cities=tuple(one["value"] for one in entities if one["entity"] == OTHER_CITY),
    )

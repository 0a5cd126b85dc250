"""What the last message said, as the NLU pipeline heard it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker

from actions.reading.found import OTHER_CITY, SUBJECT
from actions.reading.text.questions import asks
from rules import Library

PLACE = "place"
ELSEWHERE = "elsewhere"  # the place of every city that has no document here
TOPIC_INTENT = "ask_"
FALLBACK_INTENT = "nlu_fallback"
FOLLOW_UP = "follow_up"  # the last question once more, of another subject or place
CLAUSE_REQUEST = "clause_request"
SEVERAL = "several_questions"
PICKED = "facts"  # the key of facts set in a form, in a message's metadata
PARTS = "parts"  # the key of the questions of such a message

_TOGETHER = re.compile(r"[和跟与同、]|还是|两[个地市份]|分别|对比|比较")
_OF_ONESELF = re.compile(r"我|咱|本人|俺|自己|单位|公司|企业")


@dataclass(frozen=True)
class Subject:
    """The id of a subject of a pack, with the words that name it."""

    id: str
    words: str


@dataclass(frozen=True)
class Heard:
    """`facts`: fact id → raw value. `doubtful`: those said with doubt. `words`: fact id → the words that told it.

    `other_cities`: names of cities without a pack. `likely`: intents with their confidence, the likeliest first.
    `parts`: the questions of a message that asks several. `id`: that of the message. `picked`: the facts were set in a
    form and not read out of the text; `emptied`: those that were emptied there.
    """

    text: str
    intent: str
    facts: dict[str, Any] = field(default_factory=dict)
    doubtful: tuple[str, ...] = ()
    words: dict[str, str] = field(default_factory=dict)
    subjects: tuple[Subject, ...] = ()
    other_cities: tuple[str, ...] = ()
    likely: tuple[tuple[str, float], ...] = ()
    parts: tuple[Heard, ...] = ()
    id: str = ""
    picked: bool = False
    emptied: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether the message asks something."""
        return asks(self.text)

    @property
    def topic(self) -> str | None:
        """The id of the topic that is asked about."""
        return (
            self.intent.removeprefix(TOPIC_INTENT) if self.intent.startswith(TOPIC_INTENT) else None
        )

    @property
    def confidence(self) -> float:
        """How sure the intent is; wholly where it was set by a rule."""
        return dict(self.likely).get(self.intent, 1.0)

    def likely_topics(self, least: float) -> tuple[str, ...]:
        """The ids of the topics heard with a confidence of at least `least`, the likeliest first."""
        return tuple(
            name.removeprefix(TOPIC_INTENT)
            for name, confidence in self.likely
            if name.startswith(TOPIC_INTENT) and confidence >= least
        )

    @property
    def tells_of_oneself(self) -> bool:
        """Whether facts are told of the speaker, a place alone aside: 博士补助多少 tells nothing, 我是博士 does."""
        return bool(self.facts.keys() - {PLACE} and _OF_ONESELF.search(self.text))

    def packs(self, library: Library) -> tuple[str, ...]:
        """The packs of the place that the message names; of both where it speaks of two together."""
        places = {self.facts.get(PLACE)}
        if _TOGETHER.search(self.text):
            named = library.dictionary.facts[PLACE].values
            places |= {one.id for one in named if any(word in self.text for word in one.synonyms)}
        found = {pack for place in places for pack in library.packs_of.get(place or "", ())}
        return tuple(sorted(found))


def heard(tracker: Tracker, library: Library) -> Heard:
    """The last message of `tracker`."""
    return read_message(tracker.latest_message or {}, library)


def read_message(message: Mapping[str, Any], library: Library) -> Heard:
    """A message as the NLU pipeline parsed it."""
    text, entities = message.get("text") or "", message.get("entities") or []
    told = [one for one in entities if one["entity"] in library.dictionary.facts]
    form = picked_facts(message.get("metadata"))
    return Heard(
        text=text,
        intent=(message.get("intent") or {}).get("name") or FALLBACK_INTENT,
        facts={one["entity"]: one["value"] for one in told},
        doubtful=tuple(one["entity"] for one in told if one.get("doubtful")),
        words={one["entity"]: text[one["start"] : one["end"]] for one in told},
        subjects=tuple(
            Subject(one["value"], text[one["start"] : one["end"]])
            for one in entities
            if one["entity"] == SUBJECT
        ),
        other_cities=tuple(one["value"] for one in entities if one["entity"] == OTHER_CITY),
        likely=tuple(
            (one["name"], one["confidence"]) for one in message.get("intent_ranking") or ()
        ),
        parts=tuple(read_message(one, library) for one in message.get(PARTS) or ()),
        id=message.get("message_id") or "",
        picked=any(value is not None for value in form.values()),
        emptied=tuple(fact for fact, value in form.items() if value is None),
    )


def picked_facts(metadata: Mapping[str, Any] | None) -> dict[str, Any]:
    """Fact id → raw value, None to forget it, as a channel's own form sent it beside a message.

    Rasa's REST channel lets anybody send metadata: what is no object there has picked nothing.
    """
    picked = (metadata or {}).get(PICKED)
    return dict(picked) if isinstance(picked, Mapping) else {}

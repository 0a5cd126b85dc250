"""What a conversation remembers, read from Rasa's slots and written back to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

from pydantic import BaseModel, ConfigDict
from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from rules import Library

CHINA = timezone(timedelta(hours=8))
FORM = "screening_form"
CITY_QUESTION = "city"
FORGOTTEN_SLOT = "forgotten"  # set, it has the store delete the conversation (bot/stores.py)
_SILENT = (FORM, "action_listen", "action_nothing_asked")  # they leave the answer to the form


class Pending(BaseModel):
    """The question that waits for an answer: the facts it asks in the order shown, and why it is asked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    ask: str
    facts: tuple[str, ...]
    multiple: bool = False
    why: str = ""
    most_left: int | None = None


class Origin(BaseModel):
    """Where a fact comes from: the words that told it, the message they stand in, and whether they were in doubt."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: str
    message: str
    doubtful: bool = False


@dataclass(frozen=True)
class Conversation:
    """`facts`: raw values told so far; `origins`: where each comes from. `declined`: facts the person does not know.

    `scope`: what was asked for by name. `told`: the facts told last. `noticed`: whether the notice on personal data was
    given. `topic`, `subjects`, `pack`: what the last question was about, and in which document.
    """

    facts: Mapping[str, Any]
    origins: Mapping[str, Origin] = field(default_factory=dict)
    declined: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    pending: Pending | None = None
    topic: str | None = None
    subjects: tuple[str, ...] = ()
    pack: str | None = None
    told: tuple[str, ...] = ()
    noticed: bool = False

    @property
    def doubtful(self) -> tuple[str, ...]:
        """The facts that were told with doubt."""
        return tuple(
            fact for fact in self.facts if fact in self.origins and self.origins[fact].doubtful
        )

    def without(self, facts: Collection[str]) -> Conversation:
        """The conversation as if `facts` had not been told."""
        return replace(
            self,
            facts={fact: value for fact, value in self.facts.items() if fact not in facts},
            origins={fact: one for fact, one in self.origins.items() if fact not in facts},
            told=tuple(fact for fact in self.told if fact not in facts),
        )


def conversation(tracker: Tracker, library: Library) -> Conversation:
    """What the slots of `tracker` hold."""
    return remembered(tracker.slots, library)


def remembered(slots: Mapping[str, Any], library: Library) -> Conversation:
    """What `slots` hold, by name."""
    return Conversation(
        facts={
            fact: slots[fact] for fact in library.dictionary.facts if slots.get(fact) is not None
        },
        origins={fact: Origin(**one) for fact, one in (slots.get("origins") or {}).items()},
        declined=tuple(slots.get("declined") or ()),
        scope=tuple(slots.get("scope") or ()),
        pending=Pending(**slots["pending"]) if slots.get("pending") else None,
        topic=slots.get("topic"),
        subjects=tuple(slots.get("subjects") or ()),
        pack=slots.get("pack"),
        told=tuple(slots.get("told") or ()),
        noticed=bool(slots.get("noticed")),
    )


def changes(before: Conversation, after: Conversation) -> list[EventType]:
    """The slots to set so that `after` is remembered, `pending` aside; facts that `after` lacks are emptied."""
    events: list[EventType] = [
        SlotSet(fact, after.facts.get(fact))
        for fact in (*before.facts, *(one for one in after.facts if one not in before.facts))
        if before.facts.get(fact) != after.facts.get(fact)
    ]
    if before.origins != after.origins:
        origins = {fact: one.model_dump() for fact, one in after.origins.items()}
        events.append(SlotSet("origins", origins))
    for name in ("declined", "scope", "told", "subjects"):
        if getattr(before, name) != getattr(after, name):
            events.append(SlotSet(name, list(getattr(after, name))))
    for name in ("topic", "pack", "noticed"):
        if getattr(before, name) != getattr(after, name):
            events.append(SlotSet(name, getattr(after, name)))
    return events


def today() -> date:
    """The day it is in China, for which every answer is given."""
    return datetime.now(CHINA).date()


def is_interrupted(tracker: Tracker) -> bool:
    """Whether another action has already answered the last message."""
    for event in reversed(tracker.events):
        if event["event"] == "user":
            return False
        if event["event"] == "action" and event["name"] not in _SILENT:
            return True
    return False

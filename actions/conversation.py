"""What a conversation remembers, read from Rasa's slots and written back to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

from pydantic import BaseModel, ConfigDict
from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from rules import Library

CHINA = timezone(timedelta(hours=8))
FORM = "screening_form"
CITY_QUESTION = "city"


class Pending(BaseModel):
    """The question that waits for an answer: the facts it asks in the order shown, and why it is asked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    ask: str
    facts: tuple[str, ...]
    multiple: bool = False
    why: str = ""
    most_left: int | None = None


@dataclass(frozen=True)
class Conversation:
    """`facts`: raw values told so far. `declined`: facts the person does not know. `scope`: what was asked for by name.

    `pack`: the document last talked about. `told`: the facts told last. `noticed`: whether the notice on personal data
    was given.
    """

    facts: Mapping[str, Any]
    declined: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    pending: Pending | None = None
    pack: str | None = None
    told: tuple[str, ...] = ()
    noticed: bool = False


def conversation(tracker: Tracker, library: Library) -> Conversation:
    """What the slots of `tracker` hold."""
    slots = tracker.slots
    return Conversation(
        facts={
            fact: slots[fact] for fact in library.dictionary.facts if slots.get(fact) is not None
        },
        declined=tuple(slots.get("declined") or ()),
        scope=tuple(slots.get("scope") or ()),
        pending=Pending(**slots["pending"]) if slots.get("pending") else None,
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
    for name in ("declined", "scope", "told"):
        if getattr(before, name) != getattr(after, name):
            events.append(SlotSet(name, list(getattr(after, name))))
    for name in ("pack", "noticed"):
        if getattr(before, name) != getattr(after, name):
            events.append(SlotSet(name, getattr(after, name)))
    return events


def today() -> date:
    """The day it is in China, for which every answer is given."""
    return datetime.now(CHINA).date()


def is_interrupted(tracker: Tracker, ignoring: Iterable[str] = (FORM, "action_listen")) -> bool:
    """Whether another action has already answered the last message."""
    skipped = set(ignoring)
    for event in reversed(tracker.events):
        if event["event"] == "user":
            return False
        if event["event"] == "action" and event["name"] not in skipped:
            return True
    return False

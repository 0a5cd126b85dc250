"""Messages as staff see them: how each was understood and what came of it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel

from bot.api.v1.messages import KnownFact, Message, known_facts, message
from bot.api.v1.staff import intents
from bot.api.v1.staff.delivery import State, Told
from bot.store import tables
from bot.store.statistics import CHINA

Outcome = Literal["answered", "screening", "unanswered", "handed_over", "to_agent", "failed"]


class Understood(BaseModel):
    """How a message was understood. facts: told in it; known: all after it."""

    intent: str
    label: str
    topic: str | None
    confidence: float
    likely: list[intents.LikelyIntent]
    facts: list[KnownFact]
    known: list[KnownFact]


class StaffMessage(Message):
    """A message with what only staff see. comment: with the vote; agent: who wrote it.

    delivery: of an agent's words that travel over WeChat; delivery_note: in Chinese, why they still wait.
    request_id: of the request that brought it; the log names it too.
    """

    comment: str | None
    agent: str | None
    understood: Understood | None
    outcome: Outcome | None
    latency_ms: float | None
    delivery: State | None
    delivery_note: str | None
    request_id: str | None


def day_of(row: tables.Message) -> date:
    """The day in China on which a message was written."""
    day: date = (row.at + CHINA).date()
    return day


def staff_message(row: tables.Message, agent: str | None, told: Told | None = None) -> StaffMessage:
    """A row of the journal as staff see it. told: of one that travels over WeChat."""
    return StaffMessage(
        **message(row).model_dump(),
        comment=row.comment,
        agent=agent,
        understood=_understood(row),
        outcome=row.outcome,
        latency_ms=row.latency_ms,
        delivery=told.state if told else None,
        delivery_note=told.note if told else None,
        request_id=row.request_id,
    )


def _understood(row: tables.Message) -> Understood | None:
    if row.understood is None:
        return None
    intent, day = row.understood["intent"], day_of(row)
    return Understood(
        intent=intent,
        label=intents.label(intent),
        topic=row.understood["topic"],
        confidence=row.understood["confidence"],
        likely=intents.likely(row.understood),
        facts=known_facts(row.understood["facts"], day),
        known=known_facts(row.known or {}, day),
    )

"""Messages and facts, as the chat page and the console see them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from actions.answer import Answer
from bot.api.v1.inputs import Moment
from bot.store import tables
from rules import load_library
from rules.errors import FactError

Author = Literal["person", "bot", "agent"]
Vote = Literal["up", "down"]


class Message(BaseModel):
    """One message; `answer` is the bot's, `vote` what the person thinks of it. A message that is not kept has id 0."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    id: int
    at: Moment
    author: Author
    text: str
    answer: Answer | None = None
    vote: Vote | None = None


class KnownFact(BaseModel):
    """A fact told: `value` as the dictionary reads it, `shown` in words, `words` those that told it."""

    id: str
    label: str
    value: Any
    shown: str
    words: str
    doubtful: bool


def message(row: tables.Message) -> Message:
    """A row of the journal as it is shown."""
    return Message(
        id=row.id,
        at=row.at,
        author=row.author,
        text=row.text,
        answer=Answer.model_validate(row.answer) if row.answer else None,
        vote=row.vote,
    )


def known_facts(told: Mapping[str, Mapping[str, Any]], day: date) -> list[KnownFact]:
    """Facts as the journal holds them (value, words, doubtful), in words as on `day`.

    A fact that the dictionary no longer has, or no longer reads so, is left out.
    """
    facts = load_library().dictionary.facts
    found = []
    for name, one in told.items():
        entry = facts.get(name)
        if entry is None:
            continue
        try:
            shown = entry.show(entry.read(one["value"], day))
        except FactError:
            continue
        found.append(
            KnownFact(
                id=name,
                label=entry.label,
                value=one["value"],
                shown=shown,
                words=one["words"],
                doubtful=one["doubtful"],
            )
        )
    return found

"""A screening without a conversation: facts in, verdicts with their clauses out. Nothing is kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from actions.answer import Answer
from actions.conversation import CHINA, today
from actions.desk_reply import desk_reply
from actions.verdict import verdict
from bot.api.problems import responses
from bot.api.v1.inputs import Input
from bot.api.v1.refusal import refused
from rules import Screening, load_library, screen
from rules.errors import FactError

router = APIRouter(prefix="/screening", tags=["screening"])

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
Name = Annotated[str, Field(max_length=128)]


class ScreeningInput(Input):
    """facts: fact id → raw value as the dictionary reads it. as_of: the day of the screening, today by default.

    scope: packs or pack/programme addresses; none means all that is not only on request. declined: facts not to ask.
    trace: whether the outcome of every single condition is wanted.
    """

    facts: dict[Name, Any] = Field(default_factory=dict, max_length=200)
    as_of: Annotated[date, Field(ge=EARLIEST, le=LATEST)] | None = None
    scope: list[Name] = Field(default_factory=list, max_length=50)
    declined: list[Name] = Field(default_factory=list, max_length=200)
    trace: bool = False


class ScreeningOutput(BaseModel):
    """The Screening, the Answer that tells it, and `reply`: the same as plain text for staff to pass on.

    The trace of `screening` is empty unless asked for.
    """

    as_of: date
    answer: Answer
    reply: str
    screening: Screening


@router.post("", responses=responses(400, 413, 422))
async def screening(asked: ScreeningInput) -> ScreeningOutput:
    """Screens a person."""
    library = load_library()
    day = asked.as_of or today()
    try:
        result = screen(asked.facts, day, asked.scope, asked.declined, library)
    except FactError as error:
        raise refused(error) from error
    answer = verdict(result, library)
    return ScreeningOutput(
        as_of=day,
        answer=answer,
        reply=desk_reply(answer, datetime.now(CHINA), library),
        screening=result if asked.trace else result.model_copy(update={"trace": {}}),
    )

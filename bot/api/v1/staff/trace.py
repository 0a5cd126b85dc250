"""By which rules a message was answered: the screening of what was known then, with every node."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel

from actions.answer import Answer
from actions.verdict import verdict
from bot.api.problems import Problem, responses
from bot.api.v1.inputs import PathId
from bot.api.v1.messages import KnownFact, known_facts
from bot.api.v1.staff.messages import day_of
from bot.api.v1.staff.session import DatabaseOf, Staff
from bot.store import audit, conversations
from rules import Screening, load_library
from rules.errors import FactError
from rules.screen import screen

router = APIRouter(prefix="/conversations/{id}/messages/{message}")


class Trace(BaseModel):
    """A screening done again of what was known then: the answer it gives, and every node of the rules.

    request_id: of the request that brought the message.
    """

    as_of: date
    request_id: str | None
    known: list[KnownFact]
    answer: Answer
    screening: Screening


@router.get("/trace", response_model=Trace, responses=responses(401, 404, 422))
def trace(id: PathId, message: PathId, who: Staff, database: DatabaseOf) -> Trace:
    """The screening of the facts known after a person's message, or after the one that a reply is to."""
    with database.session() as session:
        row = conversations.screened(session, id, message)
        if row is None:
            raise Problem(404, "NoMessage", "没有这条消息 / No such message")
        audit.record(session, who.name, "查看推理", f"会话 {id}", f"消息 {message}")
    day, library = day_of(row), load_library()
    known = known_facts(row.known or {}, day)
    if not known:
        raise Problem(
            404, "NothingKnown", "说这句话时还不了解任何情况，没有可预审的 / Nothing was known then"
        )
    facts = {fact.id: fact.value for fact in known}
    understood = row.understood or {}
    try:
        screening = screen(facts, day, understood["scope"], understood["declined"], library)
    except FactError:  # a programme or a fact of that time is no more
        screening = screen(facts, day, library=library)
    return Trace(
        as_of=day,
        request_id=row.request_id,
        known=known,
        answer=verdict(screening, library),
        screening=screening,
    )

"""Clause search with the words found."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from actions.conversation import CHINA, today
from actions.desk_reply import clause_reply
from bot.api.problems import Problem, responses
from bot.api.v1.screening import EARLIEST, LATEST
from rules import load_library
from rules.highlight import highlights
from rules.search import Hit, search

router = APIRouter(prefix="/search", tags=["search"])


class FoundClause(BaseModel):
    """A clause, its place in the document, and where in its text the words asked for stand.

    expired: on the day asked for. reply: the clause as plain text for staff to pass on.
    """

    pack: str
    number: str
    title: str
    city: str
    clause: str
    heading: str
    text: str
    start: int
    end: int
    expired: bool
    marks: list[tuple[int, int]]
    reply: str


class Found(BaseModel):
    """Clauses, best first."""

    hits: list[FoundClause]


# In a thread of its own: the first search in all of many documents makes their indexes, for seconds.
@router.get("", responses=responses(404, 422))
def clauses(
    q: Annotated[str, Query(max_length=200)],
    pack: Annotated[str | None, Query(max_length=128)] = None,
    top: Annotated[int, Query(ge=1, le=50)] = 10,
    as_of: Annotated[date | None, Query(ge=EARLIEST, le=LATEST)] = None,
) -> Found:
    """The clauses most like the words `q`, in all documents or in `pack`; an address (第八条) finds its clause.

    as_of: the day for which it is said whether they apply, today by default.
    """
    packs = load_library().packs
    if pack is not None and pack not in packs:
        raise Problem(404, "NoDocument", "没有这份文件 / There is no such document", "pack")
    day = as_of or today()
    return Found(hits=[_found(hit, q, day) for hit in search(q, packs, pack, top)])


def _found(hit: Hit, words: str, day: date) -> FoundClause:
    found = load_library().packs[hit.pack]
    clause = found.document.clauses[hit.clause]
    return FoundClause(
        pack=hit.pack,
        number=found.about.number,
        title=found.about.title,
        city=found.about.city,
        clause=hit.clause,
        heading=clause.heading,
        text=clause.text,
        start=clause.start,
        end=clause.end,
        expired=day > found.about.effective.to,
        marks=highlights(words, clause.text),
        reply=clause_reply(found, hit.clause, day, datetime.now(CHINA)),
    )

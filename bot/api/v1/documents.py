"""The official texts, paragraph by paragraph, each with the address of its clause."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel

from actions.conversation import today
from bot.api.problems import Problem, responses
from rules import Pack, load_library
from rules.validity import validity

router = APIRouter(prefix="/documents", tags=["documents"])


class ProgrammeHead(BaseModel):
    """A programme by its address pack/programme; `on_request` ones are screened only when named."""

    id: str
    label: str
    on_request: bool


class DocumentHead(BaseModel):
    """A document, and how it stands today."""

    pack: str
    title: str
    number: str
    city: str
    effective_from: date
    effective_to: date
    expired: bool
    notice: str
    programmes: list[ProgrammeHead]


class Paragraph(BaseModel):
    """A paragraph: innermost clause, text, and its place in characters of the document that are no white space.

    anchor: its clause where this is the first paragraph of it, else empty. heading: a title.
    """

    clause: str
    anchor: str
    heading: bool
    text: str
    start: int
    end: int


class OfficialText(DocumentHead):
    """A document with all its words."""

    paragraphs: list[Paragraph]


@router.get("")
async def documents() -> list[DocumentHead]:
    """The documents that questions are answered from."""
    return document_heads()


@router.get("/{pack}", responses=responses(404, 422))
async def document(pack: str) -> OfficialText:
    """A document word for word."""
    found = load_library().packs.get(pack)
    if found is None:
        raise Problem(404, "NoDocument", "没有这份文件 / There is no such document", "pack")
    return OfficialText(**_head(found).model_dump(), paragraphs=_paragraphs(found))


def document_heads() -> list[DocumentHead]:
    """All documents, without their words."""
    return [_head(pack) for pack in load_library().packs.values()]


def _head(pack: Pack) -> DocumentHead:
    stands = validity(pack, today())
    return DocumentHead(
        pack=pack.id,
        title=stands.title,
        number=stands.number,
        city=stands.city,
        effective_from=stands.effective_from,
        effective_to=stands.effective_to,
        expired=stands.expired,
        notice=stands.notice,
        programmes=[
            ProgrammeHead(id=f"{pack.id}/{one.id}", label=one.label, on_request=one.on_request)
            for one in pack.programmes.values()
        ],
    )


def _paragraphs(pack: Pack) -> list[Paragraph]:
    found, seen = [], set[str]()
    for one in pack.document.paragraphs():
        anchor = "" if one.clause in seen else one.clause
        seen.add(one.clause)
        found.append(
            Paragraph(
                clause=one.clause,
                anchor=anchor,
                heading=one.title,
                text=one.text,
                start=one.start,
                end=one.end,
            )
        )
    return found

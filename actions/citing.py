"""Exact words with the number of their document, and when documents apply."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from actions.answer import Cited
from rules import Pack
from rules.conditions import Quoted
from rules.validity import validity


def cited(pack: Pack, quote: Quoted) -> Cited:
    """`quote` in the words of the official text of `pack`."""
    clause = pack.document.clauses[quote.clause]
    start, end = pack.document.locate(quote.clause, quote.text)
    words = clause.verbatim(start - clause.start, end - clause.start)
    return _cited(pack, quote.clause, words, (start, end))


def whole(pack: Pack, address: str) -> Cited:
    """All words of a clause."""
    clause = pack.document.clauses[address]
    return _cited(pack, address, clause.text, (clause.start, clause.end))


def _cited(pack: Pack, clause: str, text: str, place: tuple[int, int]) -> Cited:
    return Cited(
        pack=pack.id,
        number=pack.about.number,
        clause=clause,
        text=text,
        start=place[0],
        end=place[1],
    )


def validity_of(packs: Iterable[Pack], day: date) -> dict[str, tuple[str, ...]]:
    """The fields of an Answer that name the documents of `packs`, when they apply, and whom to ask after that."""
    found = [validity(pack, day) for pack in packs]
    return {
        "validity": tuple(one.notice for one in found),
        "after_expiry": tuple(f"{one.after}。" for one in found if one.after),
        "sources": tuple(f"{one.source}。" for one in found),
    }


def document_name(pack: Pack) -> str:
    """City, title and number, as a person recognises them."""
    return f"{pack.about.city}《{pack.about.title}》（{pack.about.number}）"

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
    exact = pack.document.quote(quote.clause, quote.text)
    return Cited(number=pack.about.number, clause=exact.clause, text=exact.text)


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

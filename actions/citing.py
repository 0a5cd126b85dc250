"""Exact words with the number of their document."""

from __future__ import annotations

from actions.answer import Cited
from rules import Pack
from rules.model import Quoted


def cited(pack: Pack, quote: Quoted) -> Cited:
    """`quote` in the words of the official text of `pack`."""
    exact = pack.document.quote(quote.clause, quote.text)
    return Cited(number=pack.about.number, clause=exact.clause, text=exact.text)


def document_name(pack: Pack) -> str:
    """City, title and number, as a person recognises them."""
    return f"{pack.about.city}《{pack.about.title}》（{pack.about.number}）"

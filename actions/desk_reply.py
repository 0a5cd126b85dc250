"""An Answer, or a clause, as hotline staff pass it on: plain text with titles and numbers in full."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from actions.answer import DISCLAIMER, Answer
from actions.citing import validity_of
from actions.render import text_of
from rules import Library, Pack


def desk_reply(answer: Answer, at: datetime, library: Library) -> str:
    """`answer` as plain text, with the time of the query `at`."""
    text = text_of(answer, lambda one: _in_full(one, library))
    return f"{text}\n{_asked(at)}"


def clause_reply(pack: Pack, clause: str, day: date, at: datetime) -> str:
    """A clause word for word, as its document stands on `day`; asked for at `at`."""
    stands = validity_of([pack], day)
    words = pack.document.clauses[clause].text
    shown = words if words.startswith(clause) else f"{clause}：{words}"
    lines = (
        *stands["validity"],
        f"{_document(pack)}{shown}",
        *stands["after_expiry"],
        *stands["sources"],
        DISCLAIMER,
        _asked(at),
    )
    return "\n".join(lines)


def _in_full(answer: Answer, library: Library) -> Iterator[str]:
    """Each citation on a line; the document is named by title and number at its first."""
    if not answer.clauses:
        return
    yield f"{answer.clauses_are}："
    named = ""
    for one in dict.fromkeys(answer.clauses):
        document = "" if one.pack == named else _document(library.packs[one.pack])
        named = one.pack
        yield f"· {document}{one.clause}：「{one.text}」"


def _document(pack: Pack) -> str:
    return f"《{pack.about.title}》{pack.about.number}"


def _asked(at: datetime) -> str:
    return f"查询时间：{at:%Y-%m-%d %H:%M}"

"""An Answer as hotline staff pass it on: plain text, each citation with the title and number of its document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from actions.answer import Answer, Cited
from actions.render import text_of
from rules import Library


def desk_reply(answer: Answer, at: datetime, library: Library) -> str:
    """`answer` as plain text, with the time of the query `at`."""
    text = text_of(answer, lambda one: _in_full(one, library))
    return f"{text}\n查询时间：{at:%Y-%m-%d %H:%M}"


def citation(one: Cited, library: Library) -> str:
    """《title》number, clause and words."""
    about = library.packs[one.pack].about
    return f"《{about.title}》{about.number}{one.clause}：「{one.text}」"


def _in_full(answer: Answer, library: Library) -> Iterator[str]:
    if answer.clauses:
        yield f"{answer.clauses_are}："
        yield from dict.fromkeys(f"· {citation(one, library)}" for one in answer.clauses)

"""What is answered whatever topic was heard: a clause asked for by its address, and cities without a document."""

from __future__ import annotations

import re

from actions.answer import Answer, Cited
from actions.citing import validity_of
from actions.conversation import today
from actions.heard import Heard
from actions.other_city import other_city_answer
from rules import Library
from rules.search import named

# What may stand beside an address when nothing but the clause is wanted.
_REQUEST = re.compile(
    r"^(?:请问|请|想|我|看看?|查一?下?|给|一下|发|念|福山|威海|那|文件|里|中|的|和|与|第[^，。？]{1,8}(?:条|部分|款|层次|项)"
    r"|[（(][一二三四五六七八九十]+[)）]|原文|全文|内容|条文|是|说|写|讲|规定|了|什么|啥|怎么|呢|吗|[，。？?！\s])+$"
)


def answer_at_once(said: Heard, library: Library) -> Answer | None:
    """The answer to what no topic and no search is asked for; None for everything else."""
    clauses = requested_clauses(said, library)
    if clauses is None and said.other_cities and not said.packs(library):
        return other_city_answer(said.other_cities, library)
    return clauses


def requested_clauses(said: Heard, library: Library) -> Answer | None:
    """The clauses that `said` asks to see, of the city named or else of every document that has them."""
    if not _REQUEST.match(said.text):
        return None
    packs = said.packs(library) or tuple(library.packs)
    hits = named(said.text, {one: library.packs[one] for one in packs})
    if not hits:
        return None
    return Answer(
        headline="您要看的条款，原文如下。",
        clauses_are="原文相关条款",
        clauses=tuple(
            Cited(number=library.packs[hit.pack].about.number, clause=hit.clause, text=hit.text)
            for hit in hits
        ),
        **validity_of((library.packs[hit.pack] for hit in hits), today()),
    )

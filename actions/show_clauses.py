"""Shows a clause that is asked for by its address."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import Answer
from actions.citing import validity_of, whole
from actions.conversation import conversation, today
from actions.heard import heard
from actions.many_documents import some_of, too_many, which_city
from actions.render import say
from rules import Library, Pack, load_library
from rules.search import Hit, named, names_address

# What may stand beside an address when nothing but the clause is wanted.
_REQUEST = re.compile(
    r"^(?:请问|请|想|我|要|看看?|查一?下?|给|把|一下|发|念|贴|福山|威海|那|文件|里面?|中|的|和|与|第[^，。？]{1,8}(?:条|部分|款|层次|项)"
    r"|[（(][一二三四五六七八九十]+[)）]|原文|全文|内容|条文|条款|是|说|写|讲|规定|具体|怎样|了|什么|啥|怎么|呢|吗|[，。？?！!\s])+$"
)


class ActionShowClauses(Action):
    """The words of the clause, in the document of the city named or else in every one that has it."""

    def name(self) -> str:
        return "action_show_clauses"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        library = load_library()
        said = heard(tracker, library)
        last = conversation(tracker, library).pack
        hits = requested(said.text, said.packs(library), library)
        near = [hit for hit in hits if hit.pack == last]
        say(dispatcher, tracker, _shown(near or hits, library))
        return []


def requests_clause(text: str) -> bool:
    """Whether `text` asks for nothing but to see clauses by their address."""
    return bool(_REQUEST.match(text)) and names_address(text)


def requested(text: str, packs: tuple[str, ...], library: Library) -> tuple[Hit, ...]:
    """The clauses that `text` names, in `packs` or in all."""
    return named(text, {one: library.packs[one] for one in packs or library.packs})


def _shown(hits: tuple[Hit, ...] | list[Hit], library: Library) -> Answer:
    if not hits:
        packs, rest = some_of(library)
        known = "；".join(
            f"{pack.about.city}（{pack.about.number}）{_extent(pack)}" for pack in packs
        )
        return Answer(headline="文件里没有这一条。", lines=(f"收录的文件：{known}{rest}。",))
    if too_many(hits):
        return which_city([library.packs[hit.pack] for hit in hits])
    return Answer(
        headline="您要看的条款，原文如下。",
        clauses_are="原文相关条款",
        clauses=tuple(whole(library.packs[hit.pack], hit.clause) for hit in hits),
        **validity_of((library.packs[hit.pack] for hit in hits), today()),
    )


def _extent(pack: Pack) -> str:
    """从第一条到第四十二条."""
    clauses = pack.document.clauses.items()
    numbered = [one for one, clause in clauses if one.startswith("第") and not clause.parent]
    return f"从{numbered[0]}到{numbered[-1]}" if numbered else "不分条"

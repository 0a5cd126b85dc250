"""What is said when no intent is sure enough: the clauses that come nearest, verbatim, and never as an answer."""

from __future__ import annotations

import math
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import Answer, Choice
from actions.citing import validity_of, whole
from actions.conversation import conversation, today
from actions.heard import Heard, heard
from actions.many_documents import too_many
from actions.other_city import only_other_cities, other_city_answer
from actions.out_of_scope import HUMAN, declined
from actions.render import say
from rules import Library, load_library
from rules.search import Hit, search

# A hit's score grows with the question. Of what people ask about the documents 5 in 6 lie above this for the root of
# its length, of what they ask about other things 1 in 3.
LEAST_SCORE = 2.8
TITLE = "文头"
MOST_CLAUSES = 2
MOST_SUGGESTIONS = 3
LEAST_LIKELY = 0.05
UNSURE = "这个问题我没有把握回答。"


class ActionSearchClauses(Action):
    """The best clauses, with topics that may have been meant; a plain no where nothing comes near."""

    def name(self) -> str:
        return "action_search_clauses"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        library = load_library()
        said = heard(tracker, library)
        if only_other_cities(said, library):
            answer = other_city_answer(said.other_cities, library)
        else:
            answer = searched(said, conversation(tracker, library).pack, library) or declined(
                library
            )
        say(dispatcher, tracker, answer)
        return []


def searched(said: Heard, pack: str | None, library: Library) -> Answer | None:
    """The clauses near to what was said, in the document of the city named or else of `pack`, and likely topics.

    None when there is neither.
    """
    hits = relevant(said, next(iter(said.packs(library)), pack), library)
    suggestions = _suggestions(said, pack, library)
    return _found(hits, suggestions, library) if hits or suggestions else None


def relevant(said: Heard, pack: str | None, library: Library) -> tuple[Hit, ...]:
    """The clauses near enough to what was said; none of any city where there are many."""
    if pack is None and too_many(library.packs):
        return ()
    least = LEAST_SCORE * math.sqrt(len(said.text))
    hits = search(said.text, library.packs, pack, MOST_CLAUSES + 1)
    near = [hit for hit in hits if hit.score >= least and hit.clause != TITLE]
    return tuple(near[:MOST_CLAUSES])


def _found(hits: tuple[Hit, ...], suggestions: tuple[Choice, ...], library: Library) -> Answer:
    packs = [library.packs[name] for name in dict.fromkeys(hit.pack for hit in hits)]
    return Answer(
        headline=UNSURE + ("下面是原文里最接近的条款，供您自己查看。" if hits else ""),
        clauses_are="原文相关条款",
        clauses=tuple(whole(library.packs[hit.pack], hit.clause) for hit in hits),
        **validity_of(packs, today()),
        lines=("您想问的是不是下面这些？",) if suggestions else (),
        choices=(*suggestions, HUMAN),
        unanswered=True,
    )


def _suggestions(said: Heard, here: str | None, library: Library) -> tuple[Choice, ...]:
    """The topics that the classifier held likeliest, as they are asked of the document `here` where it has them."""
    packs = [*library.packs.values()][::-1]
    packs.sort(key=lambda pack: pack.id != here)
    likely = [
        next((pack.topics[name] for pack in packs if name in pack.topics), None)
        for name in said.likely_topics(LEAST_LIKELY)
    ]
    found = [topic for topic in likely if topic is not None]
    return tuple(Choice(title=one.label, send=one.ask) for one in found[:MOST_SUGGESTIONS])

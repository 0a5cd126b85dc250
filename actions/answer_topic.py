"""Answers a question that needs no facts about the person, from the topics of the packs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import DISCLAIMER, Answer, Choice
from actions.before_topics import answer_at_once
from actions.citing import cited, document_name, validity_of
from actions.conversation import conversation, today
from actions.heard import Heard, heard
from actions.render import say
from rules import Pack, load_library
from rules.model import Topic, TopicAnswer


class ActionAnswerTopic(Action):
    """The topic that the intent names, for the city the person named, else the one last talked about, else for all."""

    def name(self) -> str:
        return "action_answer_topic"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        library = load_library()
        said = heard(tracker, library)
        if answer := answer_at_once(said, library):
            say(dispatcher, tracker, answer)
            return []
        packs = [pack for pack in library.packs.values() if said.topic in pack.topics]
        named = said.packs(library)
        if named:
            found = [pack for pack in packs if pack.id in named]
            answer = (
                _answer(found, said) if found else _absent(packs, library.packs[named[0]], said)
            )
            say(dispatcher, tracker, answer)
            return [SlotSet("pack", named[0])]
        closest = _closest(packs, said)
        last = conversation(tracker, library).pack
        found = [pack for pack in closest if pack.id == last] or closest
        say(dispatcher, tracker, _answer(found, said))
        return [SlotSet("pack", found[0].id)] if len(found) == 1 else []


def _answer(packs: Sequence[Pack], said: Heard) -> Answer:
    """The topic as each of `packs` answers it, with the city before each when there are several."""
    chosen = [(pack, variant(pack.topics[said.topic or ""], said)) for pack in packs]
    texts = [
        f"{pack.about.city}：{one.text}" if len(packs) > 1 else one.text for pack, one in chosen
    ]
    return Answer(
        headline="\n".join(texts),
        clauses=tuple(cited(pack, quote) for pack, one in chosen for quote in one.quotes),
        **validity_of(packs, today()),
        disclaimer=DISCLAIMER,
    )


def _closest(packs: Sequence[Pack], said: Heard) -> list[Pack]:
    """The packs that have an answer to most of the subjects named: 顶尖人才 is in one document only."""
    fit = {pack.id: len(variant(pack.topics[said.topic or ""], said).about) for pack in packs}
    return [pack for pack in packs if fit[pack.id] == max(fit.values())]


def variant(topic: Topic, said: Heard) -> TopicAnswer:
    """The first answer all of whose subjects are mentioned; the last one has none."""
    mentioned = {subject.id for subject in said.subjects}
    return next(one for one in topic.answers if mentioned.issuperset(one.about))


def _absent(packs: Sequence[Pack], asked: Pack, said: Heard) -> Answer:
    """The document of the city named says nothing of the topic: no figure of another is given as its own."""
    topics = [(pack, pack.topics[said.topic or ""]) for pack in packs]
    return Answer(
        headline=f"{document_name(asked)}没有写“{topics[0][1].label}”这一项。",
        lines=tuple(f"{pack.about.city}的文件写了这一项，要看可以点下面。" for pack, _ in topics),
        **validity_of([asked], today()),
        disclaimer=DISCLAIMER,
        choices=tuple(
            Choice(title=f"看{pack.about.city}的", send=f"{pack.about.city}{topic.ask[0]}")
            for pack, topic in topics
        ),
    )

"""Answers a question that needs no facts about the person, from the topics of the packs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import DISCLAIMER, Answer, Choice
from actions.citing import cited, document_name, validity_of
from actions.conversation import FORM, Conversation, changes, conversation, today
from actions.heard import FOLLOW_UP, PLACE, Heard, heard
from actions.many_documents import MOST_AT_ONCE, too_many, which_city
from actions.other_city import only_other_cities, other_city_answer
from actions.out_of_scope import SCREEN, declined
from actions.premise import correction
from actions.read_back import read_back
from actions.render import say
from actions.scope import screened
from actions.search_clauses import searched
from actions.turn import learn
from actions.verdict import verdict
from rules import Library, Pack, load_library, screen
from rules.model import SIDE, Topic, TopicAnswer

LONGEST_LEANING = (
    15  # characters of a question that may still be about the subject of the one before
)
LEAST_LIKELY = 0.2
LEAST_HERE = 0.05
SURE = 0.9


class ActionAnswerTopic(Action):
    """The topic that the intent names or, in a follow-up, the last one; what is told of oneself beside it is kept."""

    def name(self) -> str:
        return "action_answer_topic"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        library = load_library()
        said, before = heard(tracker, library), conversation(tracker, library)
        if (
            said.intent == FOLLOW_UP
            and before.topic is None
            and before.facts
            and PLACE in said.facts
        ):
            after = replace(before, facts={**before.facts, PLACE: said.facts[PLACE]})
            return [*changes(before, after), FollowupAction(FORM)]
        turn = learn(said, before, today(), library)
        answer, after = topic_answer(said, turn.after, library)
        told = read_back(turn, before, library)
        choices = (*answer.choices, SCREEN) if turn.news else answer.choices
        say(
            dispatcher,
            tracker,
            answer.model_copy(update={"read_back": told, "choices": choices}),
        )
        return changes(before, after)


def topic_answer(said: Heard, talk: Conversation, library: Library) -> tuple[Answer, Conversation]:
    """The answer for the city named, else the one last talked about, else for all; and what is talked about then."""
    if only_other_cities(said, library):
        return other_city_answer(said.other_cities, library), talk
    topic = _asked(said, talk, library) or _followed(said, talk)
    packs = [pack for pack in library.packs.values() if topic in pack.topics]
    if topic is None or not packs:
        answer = searched(said, talk.pack, library) or declined(library)
        return answer, talk
    if _may_be_another(said, talk, packs):
        return searched(said, None, library) or declined(library), talk
    subjects = _about(said, talk, library)
    after = replace(talk, topic=topic, subjects=subjects)
    if named := said.packs(library):
        found = [pack for pack in packs if pack.id in named]
        if not found:
            return _absent(packs, library.packs[named[0]], topic), replace(after, pack=named[0])
    else:
        closest = _closest(packs, topic, {subject.id for subject in said.subjects})
        found = _of_the_talk(closest, talk) or closest
    if too_many(found):
        return which_city(found), after
    personal = len(found) == 1 and found[0].topics[topic].personal
    if personal and _asks_for_oneself(said, talk, found[0]):
        return _own_verdict(found[0], talk, library), replace(after, pack=found[0].id)
    answer = _answer([(pack, variant(pack.topics[topic], subjects)) for pack in found], said)
    return answer, replace(after, pack=found[0].id if len(found) == 1 else talk.pack)


def _asks_for_oneself(said: Heard, talk: Conversation, pack: Pack) -> bool:
    """Whether the question is about the person, who has told facts, and not about somebody it names."""
    kinds = pack.about.subject_kinds
    names_others = any(kinds.get(one.id, SIDE) != SIDE for one in said.subjects)
    return bool(talk.facts.keys() - {PLACE}) and not names_others


def _own_verdict(pack: Pack, talk: Conversation, library: Library) -> Answer:
    """What the facts told come to in the document of `pack`."""
    named = tuple(one for one in talk.scope if one.partition("/")[0] == pack.id)
    scope = screened(replace(talk, scope=named or (pack.id,)), library)
    return verdict(screen(talk.facts, today(), scope, talk.declined), library)


def _asked(said: Heard, talk: Conversation, library: Library) -> str | None:
    """The topic heard; where it is not sure and the document talked about lacks it, a likely one which that has."""
    if said.topic is None or talk.pack is None or said.packs(library):
        return said.topic
    here = library.packs[talk.pack].topics
    if said.topic in here or said.confidence >= SURE:
        return said.topic
    return next((one for one in said.likely_topics(LEAST_HERE) if one in here), said.topic)


def _may_be_another(said: Heard, talk: Conversation, packs: Sequence[Pack]) -> bool:
    """Whether an everyday matter is asked about in words that do not show that it is the documents' (`named_by`)."""
    if said.confidence >= SURE or not all(pack.about.named_by for pack in packs):
        return False
    words = (word for pack in packs for word in pack.about.named_by)
    return not (talk.pack in [pack.id for pack in packs] or any(one in said.text for one in words))


def _followed(said: Heard, talk: Conversation) -> str | None:
    """The topic of a follow-up: the last one, or what the words by themselves are likeliest to ask."""
    if said.intent != FOLLOW_UP:
        return None
    return talk.topic or next(iter(said.likely_topics(LEAST_LIKELY)), None)


def _answer(chosen: Sequence[tuple[Pack, TopicAnswer]], said: Heard) -> Answer:
    """The topic as each pack answers it, with the city before each when there are several."""
    texts = [
        f"{pack.about.city}：{one.text}" if len(chosen) > 1 else one.text for pack, one in chosen
    ]
    clauses = tuple(cited(pack, quote) for pack, one in chosen for quote in one.quotes)
    wrong = correction(said, [*texts, *(clause.text for clause in clauses)])
    return Answer(
        headline=wrong + "\n".join(texts),
        clauses=clauses,
        **validity_of((pack for pack, _ in chosen), today()),
        disclaimer=DISCLAIMER,
    )


def _of_the_talk(packs: Sequence[Pack], talk: Conversation) -> list[Pack]:
    """Of `packs` the one last talked about, else that of the person's place."""
    last = [pack for pack in packs if pack.id == talk.pack]
    return last or [pack for pack in packs if pack.about.place == talk.facts.get(PLACE)]


def _closest(packs: Sequence[Pack], topic: str, named: Collection[str]) -> list[Pack]:
    """The packs that have an answer to most of the subjects named: 顶尖人才 is in one document only."""
    if not named:
        return list(packs)
    fit = {}
    for pack in packs:
        kinds = pack.about.subject_kinds
        about = variant(pack.topics[topic], named).about
        fit[pack.id] = sum(kinds.get(subject) != SIDE for subject in about)
    most = max(fit.values())
    return [pack for pack in packs if fit[pack.id] == most]


def variant(topic: Topic, named: Collection[str]) -> TopicAnswer:
    """The first answer all of whose subjects are named; the last one has none."""
    known = frozenset(named)
    return next(one for one in topic.answers if known.issuperset(one.about))


def _about(said: Heard, talk: Conversation, library: Library) -> tuple[str, ...]:
    """The subjects that `said` names; one that leans on the question before keeps those it has no other for."""
    named = tuple(dict.fromkeys(subject.id for subject in said.subjects))
    if said.intent != FOLLOW_UP and (named or len(said.text) > LONGEST_LEANING):
        return named
    kinds = library.subject_kinds
    others = {kinds.get(one) for one in named}
    return (*named, *(one for one in talk.subjects if kinds.get(one) not in others))


def _absent(packs: Sequence[Pack], asked: Pack, topic: str) -> Answer:
    """The document of the city named says nothing of the topic: no figure of another is given as its own."""
    topics = [(pack, pack.topics[topic]) for pack in packs[:MOST_AT_ONCE]]
    return Answer(
        headline=f"{document_name(asked)}没有写“{topics[0][1].label}”这一项。",
        lines=tuple(f"{pack.about.city}的文件写了这一项，要看可以点下面。" for pack, _ in topics),
        **validity_of([asked], today()),
        disclaimer=DISCLAIMER,
        choices=tuple(
            Choice(title=f"看{pack.about.city}的", send=f"{pack.about.city}{one.ask}")
            for pack, one in topics
        ),
    )

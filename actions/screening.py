"""The screening: a form whose required slots are what the rules want to know next."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.events import ActionExecutionRejected, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import REQUESTED_SLOT

from actions.answer import Answer, Choice
from actions.conversation import (
    CITY_QUESTION,
    FORM,
    Conversation,
    Pending,
    changes,
    conversation,
    is_interrupted,
    today,
)
from actions.heard import ELSEWHERE, PLACE, Heard, heard
from actions.many_documents import screening_needs_a_city, too_many
from actions.other_city import other_city_answer
from actions.question import city_question, pending_of, shown
from actions.read_back import read_back
from actions.render import say
from actions.scope import ANY_CITY, screened
from actions.search_clauses import searched
from actions.turn import Turn, take
from actions.verdict import verdict
from rules import Library, Screening, load_library, screen

PRIVACY = "您说的情况只用于这次预审，随时可以说「忘记我」清掉；请不要发姓名、证件号码和电话。"
NOT_READ = "这句没读懂，请换个说法回答下面这一问，或者说「不清楚」跳过。"
NOTHING_READ = {
    "correct_fact": "没看出要改哪一项，请连项目一起说，如「学历改成硕士」。",
    "inform_facts": "没读出能用来预审的情况，请说得具体些，比如学历、职称、合同年限、占股比例。",
}
OTHER_PROGRAMMES = Choice(title="看看其他项目", send="看看我还能报哪个项目")


class ValidateScreeningForm(FormValidationAction):
    """Reads the message, asks the rules once, and speaks: read-back, verdict so far or in the end, next question.

    It asks here and not in an `action_ask_<slot>` for each fact, since the verdict and the next question come out of
    the same screening. A message that is no answer is left to the rules; the form then comes back and asks again.
    """

    def name(self) -> str:
        return f"validate_{FORM}"

    async def required_slots(
        self,
        domain_slots: list[str],
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[str]:
        """The facts of the question the rules want to ask next; none when nothing can change the result."""
        talk = conversation(tracker, load_library())
        return list(talk.pending.facts) if talk.pending else []

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """The slots that the message sets and the next slot to request; empty or rejected when it is no answer."""
        library = load_library()
        before, said = conversation(tracker, library), heard(tracker, library)
        if before.pending and is_interrupted(tracker):
            # What was told beside the question may have answered the pending one.
            after, answer = reply(Turn(before, {}), before, said, False, library)
            say(dispatcher, tracker, answer)
            return [*changes(before, after), *_request(after.pending)]
        asking = tracker.slots.get(REQUESTED_SLOT) is not None
        turn = take(said, before, asking, today(), library)
        if turn.digression:
            return [ActionExecutionRejected(FORM)]
        if not turn.news and not asking and said.intent in NOTHING_READ:
            answer = None
            if said.intent == "inform_facts":
                answer = searched(said, before.pack, library)
            nothing = Answer(headline=NOTHING_READ[said.intent], unanswered=True)
            say(dispatcher, tracker, answer or nothing)
            return _request(None)
        after, answer = reply(turn, before, said, asking, library)
        say(dispatcher, tracker, answer)
        return [*changes(before, after), *_request(after.pending)]


def _request(pending: Pending | None) -> list[EventType]:
    """`pending` is set even when it stays: a form whose message set no slot is taken to have rejected the message."""
    return [
        SlotSet("pending", pending and pending.model_dump(mode="json")),
        SlotSet(REQUESTED_SLOT, pending.facts[0] if pending else None),
    ]


def reply(
    turn: Turn, before: Conversation, said: Heard, asking: bool, library: Library
) -> tuple[Conversation, Answer]:
    """What is remembered after `turn`, and what is said."""
    if not turn.understood and not turn.problems and before.pending and asking:
        return before, Answer(
            headline=NOT_READ, question=shown(before.pending, before, library), unanswered=True
        )
    after = turn.after
    if _city_is_open(after) and before.topic and before.pack:
        after = replace(after, scope=(before.pack,))  # the document just asked about
    notice = "" if after.noticed else PRIVACY
    scope = screened(after, library)
    if _city_is_open(after):
        pending: Pending | None = city_question(library)
        answer = Answer()
    elif not scope and too_many(library.packs):
        pending, answer = None, _no_city(after, library)
    else:
        screening = screen(after.facts, today(), scope, after.declined)
        following = screening.next_question
        pending = pending_of(following) if following else None
        volunteered = bool(turn.news.keys() - {PLACE}) and not asking
        verdict_due = following is None or volunteered or _asked_for_verdict(turn, before, said)
        answer = verdict(screening, library) if verdict_due else Answer()
        after = replace(after, pack=_pack_of(screening) or after.pack)
    question = shown(pending, after, library) if pending else None
    choices = (OTHER_PROGRAMMES,) if question is None and after.scope else ()
    after = replace(after, pending=pending, noticed=True)
    if turn.news:
        after = replace(after, topic=None, subjects=())
    return after, answer.model_copy(
        update={
            "read_back": read_back(turn, before, library),
            "notice": notice,
            "question": question,
            "choices": choices,
        }
    )


def _asked_for_verdict(turn: Turn, before: Conversation, said: Heard) -> bool:
    """Whether the verdict so far is wanted before the next question: asked now, or before the city was asked."""
    told = turn.after.facts.keys() - {PLACE}
    city_answered = before.pending is not None and before.pending.id == CITY_QUESTION
    asked = said.intent == "start_screening" or (bool(turn.news) and said.asks)
    corrected = said.intent == "correct_fact" and bool(turn.news)
    return bool(told) and (asked or corrected or city_answered)


def _city_is_open(talk: Conversation) -> bool:
    named = any(not one.startswith(ANY_CITY) for one in talk.scope)
    return not named and PLACE not in talk.facts and PLACE not in talk.declined


def _no_city(talk: Conversation, library: Library) -> Answer:
    """Of many documents none is screened for somebody whose city is not known or has none."""
    elsewhere = talk.facts.get(PLACE) == ELSEWHERE
    return other_city_answer((), library) if elsewhere else screening_needs_a_city(library)


def _pack_of(screening: Screening) -> str | None:
    packs = {one.pack for one in screening.programmes}
    return packs.pop() if len(packs) == 1 else None

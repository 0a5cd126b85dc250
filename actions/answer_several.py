"""Answers a message of several questions, each under its own line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import Answer
from actions.answer_topic import topic_answer
from actions.conversation import Conversation, changes, conversation, today
from actions.heard import FOLLOW_UP, Heard, heard
from actions.out_of_scope import SCREEN
from actions.read_back import read_back
from actions.render import say
from actions.turn import learn
from rules import Library, load_library

UNSURE = "这一问我没有把握，请换个说法单独再问。"
NOT_OURS = "这一问不在我能回答的范围内，可以说「转人工」。"
PERSONAL = "这一问要看您的具体情况，可以说「看看我够不够条件」来预审。"
_NOT_OURS = ("out_of_scope", "other_insurance", "case_status", "promise_attempt")
_PERSONAL = ("start_screening", "inform_facts", "resume_screening")
_NUMERALS = "一二三四"


class ActionAnswerSeveral(Action):
    """One answer whose parts stand under the questions as they were asked."""

    def name(self) -> str:
        return "action_answer_several"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        library = load_library()
        said, before = heard(tracker, library), conversation(tracker, library)
        turn = learn(said, before, today(), library)
        after, answers = turn.after, []
        for part in said.parts:
            answer, after = _part_answer(part, after, library)
            answers.append((part.text, answer))
        answer = together(answers).model_copy(
            update={"read_back": read_back(turn, before, library)}
        )
        say(dispatcher, tracker, answer)
        return changes(before, after)


def _part_answer(part: Heard, talk: Conversation, library: Library) -> tuple[Answer, Conversation]:
    if part.topic or part.intent == FOLLOW_UP:
        return topic_answer(part, talk, library)
    if part.intent in _PERSONAL:
        return Answer(headline=PERSONAL, choices=(SCREEN,)), talk
    headline = NOT_OURS if part.intent in _NOT_OURS else UNSURE
    return Answer(headline=headline, unanswered=True), talk


def together(answers: Sequence[tuple[str, Answer]]) -> Answer:
    """`answers` as one: what each says under its question, what they have in common once."""
    parts = [answer for _, answer in answers]
    return Answer(
        headline="\n".join(
            f"{numeral}、{asked.rstrip('？?')}？\n{_body(answer)}"
            for numeral, (asked, answer) in zip(_NUMERALS, answers, strict=False)
        ),
        clauses=tuple(_each(clause for one in parts for clause in one.clauses)),
        validity=tuple(_each(line for one in parts for line in one.validity)),
        after_expiry=tuple(_each(line for one in parts for line in one.after_expiry)),
        sources=tuple(_each(line for one in parts for line in one.sources)),
        disclaimer=next((one.disclaimer for one in parts if one.disclaimer), ""),
        choices=tuple(_each(choice for one in parts for choice in one.choices)),
        unanswered=all(one.unanswered for one in parts),
    )


def _body(answer: Answer) -> str:
    return "\n".join((answer.headline, *answer.lines))


def _each(things: Iterator[Any]) -> list[Any]:
    return list(dict.fromkeys(things))

"""Who 问策 is and what it can do."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import Answer, Choice
from actions.asking import RESUME
from actions.citing import document_name
from actions.conversation import conversation
from actions.many_documents import some_of
from actions.out_of_scope import HUMAN, SCREEN
from actions.render import say
from rules import Library, load_library

WHO = "您好，我是问策，自动回答人才政策问题的程序，不是工作人员。"
UNFINISHED = "上次的预审还没做完，说过的情况都在，说「继续」就接着来。"


class ActionAboutBot(Action):
    """Introduces itself; also the greeting."""

    def name(self) -> str:
        return "action_about_bot"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        talk = conversation(tracker, load_library())
        unfinished = talk.pending is not None and tracker.active_loop_name is None
        choices = (RESUME if unfinished else SCREEN, HUMAN)
        answer = introduction(load_library(), choices)
        if unfinished:
            answer = answer.model_copy(update={"lines": (*answer.lines, UNFINISHED)})
        say(dispatcher, tracker, answer)
        return []


def introduction(library: Library, choices: tuple[Choice, ...]) -> Answer:
    """Who speaks, from which documents, and what can be asked."""
    packs, rest = some_of(library)
    return Answer(
        headline=WHO,
        lines=(
            "我按这些文件的原文回答，并注明条款：",
            *(f"· {document_name(pack)}" for pack in packs),
            *([f"· {rest}"] if rest else []),
            "可以直接问政策，也可以告诉我您的情况，我来预审够不够条件、能拿多少。",
        ),
        choices=choices,
    )


def starters(library: Library) -> tuple[Choice, ...]:
    """What to begin with: the screening, and the questions that each document puts first; of many documents, some."""
    packs, _ = some_of(library)
    topics = [pack.topics[name] for pack in packs for name in pack.about.starters]
    return (SCREEN, *(Choice(title=topic.ask, send=topic.ask) for topic in topics))

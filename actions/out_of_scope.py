"""Questions that the documents do not answer: one sentence, what is known here, and the way to a person."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import Answer, Choice
from actions.other_city import known_documents
from actions.render import say
from rules import Library, load_library

HUMAN = Choice(title="转人工", send="转人工")
SCREEN = Choice(title="看看我够不够条件", send="我想看看自己够不够条件")


class ActionOutOfScope(Action):
    """Declines, without a figure."""

    def name(self) -> str:
        return "action_out_of_scope"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        say(dispatcher, tracker, declined(load_library()))
        return []


def declined(library: Library) -> Answer:
    """What is said to a question that is not ours."""
    return Answer(
        headline="这个问题不在我能回答的范围内。",
        lines=(
            f"我只回答这些人才政策文件里的内容：{known_documents(library)}；也可以预审您够不够条件。",
            "要找人问，可以说「转人工」。",
        ),
        choices=(SCREEN, HUMAN),
        unanswered=True,
    )

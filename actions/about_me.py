"""What is known of the person in this conversation, and its deletion."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, AllSlotsReset, EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import Answer
from actions.conversation import conversation, today
from actions.question import told
from actions.render import say
from rules import load_library


class ActionWhatDoYouKnow(Action):
    """Lists the facts told so far."""

    def name(self) -> str:
        return "action_what_do_you_know"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        library = load_library()
        dictionary = library.dictionary
        values = dictionary.read(conversation(tracker, library).facts, today())
        listed = tuple(
            f"· {told(dictionary, fact, value, dictionary.facts[fact].show(value))}"
            for fact, value in values.items()
        )
        headline = "这次对话里您说过：" if listed else "您还没有说过自己的情况。"
        tail = ("要改哪一项直接说新的；要全部清掉，说「忘记我」。",) if listed else ()
        say(dispatcher, tracker, Answer(headline=headline, lines=(*listed, *tail)))
        return []


class ActionForgetMe(Action):
    """Empties everything told and ends the screening."""

    def name(self) -> str:
        return "action_forget_me"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        say(dispatcher, tracker, Answer(headline="您说过的情况都已清空，预审也已停止。"))
        return [ActiveLoop(None), AllSlotsReset()]

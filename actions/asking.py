"""Questions about the screening itself: why something is asked, and a pause."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import Answer, Choice
from actions.conversation import conversation
from actions.render import say
from rules import load_library

RESUME = Choice(title="继续预审", send="继续预审")


class ActionWhyAsk(Action):
    """The clause that makes the pending question worth asking."""

    def name(self) -> str:
        return "action_why_ask"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        pending = conversation(tracker, load_library()).pending
        why = pending.why if pending else "我只问会改变预审结果的情况，依据都是文件里的条件"
        say(dispatcher, tracker, Answer(headline=f"{why}。不清楚或不想说，可以回复「不清楚」。"))
        return []


class ActionPause(Action):
    """Leaves the screening as it stands."""

    def name(self) -> str:
        return "action_pause"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        say(
            dispatcher,
            tracker,
            Answer(
                headline="预审先停在这里，说过的情况都还在，随时说「继续」。", choices=(RESUME,)
            ),
        )
        return []

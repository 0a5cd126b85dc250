"""About the screening itself: why something is asked, a pause, and an answer that comes back to it later."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import REQUESTED_SLOT

from actions.answer import Answer, Choice
from actions.conversation import FORM, conversation
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


class ActionNothingAsked(Action):
    """是 or 不清楚 while no question stands: an answer to the question of a screening broken off, if there is one."""

    def name(self) -> str:
        return "action_nothing_asked"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        if tracker.slots.get(REQUESTED_SLOT) is not None:  # a session ended; a pause empties it
            return [FollowupAction(FORM)]
        dispatcher.utter_message(response="utter_nothing_asked")
        return []

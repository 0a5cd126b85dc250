"""What is known of the person in this conversation, and its deletion."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, AllSlotsReset, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import Answer
from actions.conversation import FORGOTTEN_SLOT, Conversation, changes, conversation
from actions.heard import heard
from actions.read_back import as_told
from actions.reading.reader import default_reader
from actions.render import say
from rules import load_library

_ASKS_HOW_LONG = re.compile(r"多久|多长时间|存在哪|存哪|保存多|保留多|留多")
_ONE_THING = re.compile(
    r"我们?的(?![个個]?[信资資数數隐]|情况|记录|一切|所有|全部|东西|对话|聊天|话|账号|授权|历史|登记|删除)"
)
WHICH = "没看出要删哪一项。可以说「删掉学历」只清一项，或说「忘记我」全部清空。"
FORGOTTEN = "您说过的情况和这次对话的记录都已删除，预审也已停止。"
KEPT = "您说的情况只用于这次对话里的预审。说「忘记我」就全部清空，也可以说「删掉学历」只清一项。"


class ActionWhatDoYouKnow(Action):
    """Lists the facts told so far."""

    def name(self) -> str:
        return "action_what_do_you_know"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        library = load_library()
        talk = conversation(tracker, library)
        listed = tuple(
            f"· {as_told(fact, talk, library)}{_words(fact, talk)}" for fact in talk.facts
        )
        headline = "这次对话里您说过：" if listed else "您还没有说过自己的情况。"
        tail = ("要改哪一项直接说新的；要全部清掉，说「忘记我」。",) if listed else ()
        say(dispatcher, tracker, Answer(headline=headline, lines=(*listed, *tail)))
        return []


class ActionForgetMe(Action):
    """Empties the facts that are named, or everything told; a question about keeping deletes nothing."""

    def name(self) -> str:
        return "action_forget_me"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        library = load_library()
        message, talk = heard(tracker, library), conversation(tracker, library)
        said = message.text
        if _ASKS_HOW_LONG.search(said):
            say(dispatcher, tracker, Answer(headline=KEPT))
            return []
        meant = message.emptied or default_reader().named(said)
        named = [fact for fact in talk.facts if fact in meant]
        if named:
            labels = "、".join(library.dictionary.facts[fact].label for fact in named)
            say(dispatcher, tracker, Answer(headline=f"已清掉：{labels}。其余的还记着。"))
            return changes(talk, talk.without(named))
        if _ONE_THING.search(said):
            say(dispatcher, tracker, Answer(headline=WHICH))
            return []
        say(dispatcher, tracker, Answer(headline=FORGOTTEN))
        return [ActiveLoop(None), AllSlotsReset(), SlotSet(FORGOTTEN_SLOT, True)]


def _words(fact: str, talk: Conversation) -> str:
    origin = talk.origins.get(fact)
    return f"（您说的是「{origin.words}」）" if origin else ""

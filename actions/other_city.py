"""Questions about a city whose policy is not here: which ones are, and no figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import Answer
from actions.heard import Heard, heard
from actions.many_documents import some_of
from actions.render import say
from rules import Library, load_library


class ActionOtherCity(Action):
    """Says that the city's policy is not here."""

    def name(self) -> str:
        return "action_other_city"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        library = load_library()
        say(dispatcher, tracker, other_city_answer(heard(tracker, library).other_cities, library))
        return []


def only_other_cities(said: Heard, library: Library) -> bool:
    """Whether `said` names cities, and none of them has a document here."""
    return bool(said.other_cities) and not said.packs(library)


def other_city_answer(cities: Sequence[str], library: Library) -> Answer:
    """What is said of `cities`, which have no document here."""
    if not cities:
        headline = "您问的是哪里的政策？请说出地方；我没有收录的地方，请向当地人才工作部门询问。"
    else:
        headline = f"我没有收录{'、'.join(cities)}的政策，不能回答，请向当地人才工作部门询问。"
    return Answer(
        headline=headline,
        lines=(f"我收录的人才政策文件只有：{known_documents(library)}。",),
    )


def known_documents(library: Library) -> str:
    """The documents that questions are answered from, by city and number."""
    packs, rest = some_of(library)
    return "、".join(f"{pack.about.city}（{pack.about.number}）" for pack in packs) + rest

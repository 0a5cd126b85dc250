"""Intents that the form of a message decides, whatever words it is about.

那福山呢 and 领军的呢 ask the last question once more, of something else. 福山 alone answers where, and 青岛 alone asks
about a city without a document. 第八条写了什么 asks to see a clause. 删掉学历 takes one thing back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.heard import CLAUSE_REQUEST, FALLBACK_INTENT, FOLLOW_UP, PLACE, picked_facts
from actions.reading.found import OTHER_CITY, SUBJECT
from actions.reading.reader import default_reader
from actions.show_clauses import requests_clause
from bot.nlu.component import PlainComponent
from bot.nlu.telling import TELLING

_NAMES = (SUBJECT, PLACE)
# What may stand beside the names in a follow-up.
_LIGHT = re.compile(
    r"^(?:那么?|这|呢|的|嘛|吗|啊|呀|哦|噢|嗯|如果|要是|换成|换|还有|又|也|就|是|怎么样|怎样|怎么说|咋样|咋说|什么情况|情况|"
    r"人才|这边|那边|方面|这[个种类档]|那[个种类档]|一?样|对于|关于|至于|和|跟|[、，。？?！!~～\s])*$"
)
# An answer that picks from a list: 第一个, 1和3.
_PLACE_IN_LIST = r"第?[一二三四五六七八九十\d]+[个项种条]?"
_PICKS = re.compile(
    rf"^(?:我?选|就)?(?:第[一二三四五六七八九十\d]+[个项种条]?|[0-9])"
    rf"(?:[、，,和跟及 ]+{_PLACE_IN_LIST})*(?:吧|的)?[。.]?$"
)
FORGET = "forget_me"
_FORGETS = re.compile(
    r"^(?:请|麻烦)?(?:你|您)?(?:帮我)?(?:把|将)?.{0,12}?(?:删掉|删除|删了|删去|清掉|清除|去掉|抹掉|忘掉)"
    r"(?![^，。]*(?:吗|么|多少|什么|怎))"
)
_LEANS = re.compile(r"那|呢|换|还有|也|如果|要是|怎|咋|情况|关于|至于")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class FixedIntents(IntentClassifier, PlainComponent):
    """Stands behind a classifier and the extractor."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Puts the intent that the form of a message decides before those the classifier found."""
        for message in messages:
            ranking = message.get("intent_ranking") or []
            text, entities = message.get(TEXT) or "", message.get(ENTITIES) or []
            picked = picked_facts(message.get("metadata"))
            if name := picked_intent(picked) or fixed_intent(text, entities, ranking):
                first = {"name": name, "confidence": 1.0}
                message.set(INTENT, first, add_to_output=True)
                message.set("intent_ranking", [first, *ranking], add_to_output=True)
        return messages


def picked_intent(picked: Mapping[str, Any]) -> str | None:
    """What facts set in a form mean; None when there are none."""
    if not picked:
        return None
    return FORGET if all(value is None for value in picked.values()) else "correct_fact"


def fixed_intent(
    text: str, entities: list[dict[str, Any]], ranking: list[dict[str, Any]]
) -> str | None:
    """The intent that the form of `text` decides; None for most."""
    if requests_clause(text):
        return CLAUSE_REQUEST
    if _FORGETS.match(text.strip()) and default_reader().named(text):
        return FORGET
    if _PICKS.match(text.strip()):
        return TELLING
    elsewhere = [one for one in entities if one["entity"] == OTHER_CITY]
    if elsewhere and _LIGHT.match(_without(text, elsewhere)):
        return "other_city"
    names = [one for one in entities if one["entity"] in _NAMES]
    rest = _without(text, names)
    if not names or not _LIGHT.match(rest):
        return None
    if _LEANS.search(rest):
        return FOLLOW_UP
    if all(one["entity"] == PLACE for one in names):
        return TELLING
    # A subject that is understood by itself (研发险) asks nothing of the question before.
    sure = bool(ranking) and ranking[0]["name"] != FALLBACK_INTENT
    return None if sure else FOLLOW_UP


def _without(text: str, names: list[dict[str, Any]]) -> str:
    rest = list(text)
    for one in names:
        rest[one["start"] : one["end"]] = [""] * (one["end"] - one["start"])
    return "".join(rest)

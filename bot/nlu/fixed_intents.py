"""Intents that the form of a message decides, whatever words it is about.

那福山呢 and 领军的呢 ask the last question once more, of something else; 第八条写了什么 asks to see a clause.
"""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.heard import CLAUSE_REQUEST, FOLLOW_UP, PLACE
from actions.reading.found import SUBJECT
from actions.show_clauses import requests_clause
from rules import load_library

_NAMES = (SUBJECT, PLACE)
# What may stand beside the names in a follow-up.
_LEANING = re.compile(
    r"^(?:那么?|这|呢|的|嘛|吗|啊|呀|哦|噢|嗯|如果|要是|换成|换|还有|又|也|就|是|怎么样|怎样|怎么说|咋样|咋说|什么情况|情况|"
    r"人才|这边|那边|方面|这[个种类档]|那[个种类档]|一?样|对于|关于|至于|和|跟|[、，。？?！!~～\s])*$"
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class FixedIntents(IntentClassifier, GraphComponent):
    """Stands behind a classifier and the extractor."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FixedIntents:
        """The component; it has no settings."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Puts the intent that the form of a message decides before those the classifier found."""
        for message in messages:
            if name := fixed_intent(message.get(TEXT) or "", message.get(ENTITIES) or []):
                first = {"name": name, "confidence": 1.0}
                message.set(INTENT, first, add_to_output=True)
                ranking = message.get("intent_ranking") or []
                message.set("intent_ranking", [first, *ranking], add_to_output=True)
        return messages


def fixed_intent(text: str, entities: list[dict[str, Any]]) -> str | None:
    """The intent that the form of `text` decides; None for most."""
    if requests_clause(text, load_library()):
        return CLAUSE_REQUEST
    return FOLLOW_UP if leans(text, entities) else None


def leans(text: str, entities: list[dict[str, Any]]) -> bool:
    """Whether `text` names a subject or a place and says nothing else."""
    names = [one for one in entities if one["entity"] in _NAMES]
    rest = list(text)
    for one in names:
        rest[one["start"] : one["end"]] = [""] * (one["end"] - one["start"])
    return bool(names) and bool(_LEANING.match("".join(rest)))

"""Takes a message that tells facts of oneself as that, when the classifier is not sure of anything else.

我占股 30% 能报独立创业吗 shares most of its words with questions about the share that is required. Among the five
thousand sentences of the topics three tell a fact of the speaker; among those that tell facts every third does.
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

from actions.reading.found import OTHER_CITY, SUBJECT

TELLING = "inform_facts"
CONFIDENCE = 0.9
_SPEAKER = re.compile(r"我|咱|本人|俺|自己")
_NO_FACTS = (SUBJECT, OTHER_CITY, "place")  # a place is told as often of a policy as of oneself


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class TellingFirst(IntentClassifier, GraphComponent):
    """Stands behind a classifier and the extractor. Setting: `sure`, the confidence from which an intent stands."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._sure: float = config["sure"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings and what they are when config.yml says nothing."""
        return {"sure": 0.7}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TellingFirst:
        """The component; nothing is learned."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Puts the telling of facts first in the ranking of each message that does."""
        for message in messages:
            intent = message.get(INTENT) or {}
            if intent.get("confidence", 0.0) < self._sure and tells(message):
                first = {"name": TELLING, "confidence": CONFIDENCE}
                ranking = message.get("intent_ranking") or []
                rest = [one for one in ranking if one["name"] != TELLING]
                message.set(INTENT, first, add_to_output=True)
                message.set("intent_ranking", [first, *rest], add_to_output=True)
        return messages


def tells(message: Message) -> bool:
    """Whether the message speaks of the speaker and states a fact."""
    facts = (one["entity"] for one in message.get(ENTITIES) or [])
    return bool(_SPEAKER.search(message.get(TEXT) or "")) and any(
        one not in _NO_FACTS for one in facts
    )

"""Takes a message that tells facts of oneself as that, unless it asks something that the classifier is sure of.

我占股 30% 能报独立创业吗 shares most of its words with questions about the share that is required, but asks what comes
of it for the speaker: that is for the rules to say. A question without facts of the speaker, on the other hand, is no
telling, however many facts it names: 占股 30% 够不够.
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

from actions.heard import TOPIC_INTENT
from actions.reading.found import OTHER_CITY, SUBJECT
from actions.reading.text.questions import asks

TELLING = "inform_facts"
CONFIDENCE = 0.9
ALWAYS = 1.1  # what is no question asks no topic, however sure it sounds
_SPEAKER = re.compile(r"我|咱|本人|俺|自己")
# What comes of the speaker's facts is asked.
_OUTCOME = re.compile(
    r"(?:能|可以|可不可以|能否|可否)(?:不能|够)?(?:申?报|申请|参?评|拿|领|得到?|享受|入选|算|进|上|认定)|够(?:不够|格|条件|资格|吗|得)|符合|满足"
    r"|资格|有(?:没有|没)?(?:戏|机会|希望)|[报评拿领够]得?[上到着不]|第几[层档类]|(?:什么|哪[个一]?)(?:层次|档|类|级|项目)"
    r"|给我?多少|行(?:不行|吗)"
)
_NO_FACTS = (SUBJECT, OTHER_CITY, "place")  # a place is told as often of a policy as of oneself


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class TellingFirst(IntentClassifier, GraphComponent):
    """Stands behind a classifier and the extractor.

    Settings: `sure`, the confidence from which an intent stands beside facts; `sure_of_outcome`: where it is asked what
    comes of them.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        self._sure: float = config["sure"]
        self._sure_of_outcome: float = config["sure_of_outcome"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings and what they are when config.yml says nothing."""
        return {"sure": 0.55, "sure_of_outcome": 0.9}

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
        """Puts the telling of facts first in the ranking of each message that does, and out of that of a question."""
        for message in messages:
            ranking = message.get("intent_ranking") or []
            if not ranking:
                continue
            text = message.get(TEXT) or ""
            asked = asks(text)
            if asked:
                ranking = _without_telling(ranking)
            least = self._least(text, asked, ranking[0]["name"])
            if ranking[0]["confidence"] < least and tells(message, asked):
                rest = [one for one in ranking if one["name"] != TELLING]
                ranking = [{"name": TELLING, "confidence": CONFIDENCE}, *rest]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    def _least(self, text: str, asked: bool, intent: str) -> float:
        """The confidence from which `intent` stands beside facts that `text` tells."""
        if not asked and intent.startswith(TOPIC_INTENT):
            return ALWAYS if _SPEAKER.search(text) else self._sure_of_outcome
        return self._sure_of_outcome if _OUTCOME.search(text) else self._sure


def _without_telling(ranking: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rest of `ranking`, with confidences as if there were no such intent."""
    rest = [one for one in ranking if one["name"] != TELLING]
    share = 1 - sum(one["confidence"] for one in ranking if one["name"] == TELLING)
    return [{**one, "confidence": min(1.0, one["confidence"] / max(share, 1e-3))} for one in rest]


def tells(message: Message, asked: bool) -> bool:
    """Whether the message states a fact and speaks of the speaker, or asks nothing and says little else (硕士)."""
    text = message.get(TEXT) or ""
    facts = [one for one in message.get(ENTITIES) or [] if one["entity"] not in _NO_FACTS]
    if not facts or _SPEAKER.search(text):
        return bool(facts)
    if asked:
        return False
    told = {place for one in facts for place in range(one["start"], one["end"])}
    words = [place for place, one in enumerate(text) if one.isalnum()]
    return 2 * len(told.intersection(words)) >= len(words)

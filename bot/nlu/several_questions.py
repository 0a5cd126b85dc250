"""Hears each question of a message that asks several, by sending it through the pipeline beside the whole.

QuestionSplitter stands first and puts the questions behind their message; QuestionJoiner stands last and takes them
out again. Everything between works on one message as on many.
"""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.heard import FALLBACK_INTENT, FOLLOW_UP, PARTS, SEVERAL, TOPIC_INTENT
from actions.reading.text.questions import questions
from bot.nlu.component import PlainComponent

LONGEST = 120  # characters; a longer message tells a story, and its questions are pieces of one
MOST = 4
LEAST = 0.0005  # of the confidence in the whole, for a topic that one of its questions asks
_PART = "part_of_a_message"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class QuestionSplitter(PlainComponent, EntityExtractorMixin):
    """Puts the questions of each message behind it, when it asks two to four."""

    def process(self, messages: list[Message]) -> list[Message]:
        """`messages`, each followed by its questions."""
        spread = []
        for message in messages:
            spread.append(message)
            text = message.get(TEXT) or ""
            asked = questions(text) if len(text) <= LONGEST else ()
            if 2 <= len(asked) <= MOST:
                spread.extend(Message({TEXT: one, _PART: True}) for one in asked)
        return spread


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class QuestionJoiner(IntentClassifier, PlainComponent):
    """Takes the questions out again; a message with two sure ones of different topics is one of several questions."""

    def process(self, messages: list[Message]) -> list[Message]:
        """The messages that came in, with `parts` where they ask several questions."""
        whole: list[Message] = []
        parts: dict[int, list[Message]] = {}
        for message in messages:
            if message.get(_PART):
                parts.setdefault(len(whole) - 1, []).append(message)
            else:
                whole.append(message)
        for place, asked in parts.items():
            message = whole[place]
            ranking = message.get("intent_ranking") or []
            likely = {one["name"] for one in ranking if one["confidence"] >= LEAST}
            questions = _joined([_heard(one) for one in asked], likely)
            if _are_several(questions):
                first = {"name": SEVERAL, "confidence": 1.0}
                message.set(INTENT, first, add_to_output=True)
                message.set(PARTS, questions, add_to_output=True)
        return whole


def _joined(asked: list[dict[str, Any]], likely: Set[str]) -> list[dict[str, Any]]:
    """The questions `asked`; one that is heard as what the whole does not ask belongs to the one beside it.

    水电费谁交 behind a question about offices is one about offices, though by itself it is about insurance.
    """
    questions: list[dict[str, Any]] = []
    before = ""
    for one in asked:
        name = one[INTENT]["name"]
        if name in likely or name in (FOLLOW_UP, FALLBACK_INTENT):
            questions.append({**one, TEXT: before + one[TEXT]})
            before = ""
        elif questions:
            questions[-1] = {**questions[-1], TEXT: f"{questions[-1][TEXT]}，{one[TEXT]}"}
        else:
            before += f"{one[TEXT]}，"
    return questions


def _are_several(asked: list[dict[str, Any]]) -> bool:
    """Whether at least two different topics are sure; the same one leans on the words around it."""
    names = [one[INTENT]["name"] for one in asked]
    topics = {name for name in names if name.startswith(TOPIC_INTENT)}
    return len(topics) > 1 or (bool(topics) and FOLLOW_UP in names[1:])


def _heard(message: Message) -> dict[str, Any]:
    keys = (TEXT, INTENT, ENTITIES, "intent_ranking")
    return {key: message.get(key) for key in keys if message.get(key) is not None}

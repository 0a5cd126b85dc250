"""The fact extractor as a component of a Rasa pipeline."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.heard import picked_facts
from actions.reading.found import FoundFact
from actions.reading.reader import FactReader, default_reader

CHINA = timezone(timedelta(hours=8))


def today() -> date:
    """The day it is in China, from which 去年三月 is counted."""
    return datetime.now(CHINA).date()


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FactExtractor(GraphComponent, EntityExtractorMixin):
    """Adds one entity a fact: its name is the fact's id, its value the raw value that the dictionary reads.

    The entities `subject` and `other_city` may come more than once. Nothing is learned: the words are those of the
    dictionary and the packs at the time of loading.
    """

    def __init__(self, reader: FactReader) -> None:
        self._reader = reader

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FactExtractor:
        """The component for the packs of this installation; it has no settings."""
        return cls(default_reader())

    @staticmethod
    def supported_languages() -> list[str]:
        """Chinese only."""
        return ["zh"]

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the entities found in the text of each message to those it has."""
        for message in messages:
            text = message.get(TEXT) or ""
            picked = picked_facts(message.get("metadata"))
            found = [] if picked else self._reader.extract(text, today())
            entities = self.add_extractor_name(
                [_picked(fact, value, text) for fact, value in picked.items() if value is not None]
                + [_entity(each) for each in found]
            )
            message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
        return messages


def _picked(fact: str, value: Any, text: str) -> dict[str, Any]:
    """A fact that a form set and `text` says in words."""
    return {"entity": fact, "value": value, "start": 0, "end": len(text), "text": text}


def _entity(found: FoundFact) -> dict[str, Any]:
    """An entity as Rasa knows it; `doubtful` only where the person was not sure."""
    entity = {
        "entity": found.fact,
        "value": found.value,
        "start": found.start,
        "end": found.end,
        "text": found.words,
    }
    return {**entity, "doubtful": True} if found.doubtful else entity

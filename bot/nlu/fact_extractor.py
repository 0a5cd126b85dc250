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
            found = self._reader.extract(message.get(TEXT) or "", today())
            entities = self.add_extractor_name([_entity(each) for each in found])
            message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
        return messages


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

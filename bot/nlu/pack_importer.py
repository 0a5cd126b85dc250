"""Rasa's training data with what the packs add: an intent and a rule a topic, a slot and an entity a fact.

A new pack, a new topic or a new fact needs no edit of domain.yml.
"""

from __future__ import annotations

from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method

from actions.heard import TOPIC_INTENT
from actions.reading.found import OTHER_CITY, SUBJECT
from bot.nlu.pack_sentences import topic_sentences
from rules import Library, load_library

TOPIC_ACTION = "action_answer_topic"


class PackImporter(RasaFileImporter):
    """Reads the files a plain Rasa project has, and adds the packs of this installation.

    It takes the place of Rasa's own importer rather than standing beside it, because Rasa warns at every training that
    it cannot configure itself from two.
    """

    @cached_method
    def get_domain(self) -> Domain:
        """The domain file, with the intents of all topics and the slots and entities of all facts."""
        return super().get_domain().merge(Domain.from_dict(domain_of(load_library())))

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """The stories and rules of the files, and a rule for each topic."""
        reader = YAMLStoryReader(self.get_domain())
        steps = reader.read_from_parsed_yaml({"rules": rules_of(load_library())})
        return super().get_stories(exclusion_percentage).merge(StoryGraph(steps))

    @cached_method
    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The examples of the files, and the sentences of all topics."""
        files = super().get_nlu_data(language)
        sentences = [
            Message.build(text=sentence, intent=intent)
            for intent, asked in topic_sentences(load_library()).items()
            for sentence in asked
        ]
        # Not `merge`, which copies every example in depth.
        return TrainingData(
            [*files.training_examples, *sentences],
            entity_synonyms=files.entity_synonyms,
            regex_features=files.regex_features,
            lookup_tables=files.lookup_tables,
            responses=files.responses,
        )


def domain_of(library: Library) -> dict[str, Any]:
    """What the packs and the dictionary add to the domain, as domain.yml would have it.

    The slots have custom mappings: the screening form fills them. Rasa's from_entity mapping would believe a fact in
    any message, before the rules have read its value, and in an active form walks all slots for each slot.
    """
    silent = {"influence_conversation": False}
    entities = (*library.dictionary.facts, SUBJECT, OTHER_CITY)
    return {
        "intents": _intents(library),
        "entities": [{entity: silent} for entity in entities],
        "slots": {
            fact: {"type": "any", **silent, "mappings": [{"type": "custom"}]}
            for fact in library.dictionary.facts
        },
    }


def rules_of(library: Library) -> list[dict[str, Any]]:
    """A rule for each topic, as rules.yml would have it."""
    return [
        {"rule": f"topic {intent}", "steps": [{"intent": intent}, {"action": TOPIC_ACTION}]}
        for intent in _intents(library)
    ]


def _intents(library: Library) -> list[str]:
    topics = {topic: None for pack in library.packs.values() for topic in pack.topics}
    return [f"{TOPIC_INTENT}{topic}" for topic in topics]

"""The intent classifier: a linear model over Rasa's sparse features and the facts and subjects found in the text.

Rasa's own logistic regression takes ten minutes and more on the intents of two documents and was no better; one linear
machine an intent (liblinear) takes seconds. Its margins are turned into probabilities by a softmax.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack, vstack
from scipy.special import softmax
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from actions.reading.found import SUBJECT
from actions.reading.reader import default_reader
from bot.nlu.fact_extractor import today

NAMED_WEIGHT = 0.5  # of what is found in the text, beside its words with a length of 1
_WEIGHTS, _NAMES = "weights.npz", "names.json"
_WITH_VALUE = (SUBJECT, "place")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(IntentClassifier, GraphComponent):
    """Settings: `sharpness` of the softmax (in cross-validation 6 made confidence equal accuracy), `ranking_length`."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._intents: list[str] = []
        self._named: dict[str, int] = {}
        self._weights = np.zeros((0, 0), dtype=np.float32)
        self._bias = np.zeros(0, dtype=np.float32)

    @classmethod
    def required_components(cls) -> list[type]:
        """The features come from those before it."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings and what they are when config.yml says nothing."""
        return {"sharpness": 6.0, "ranking_length": 10}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LinearIntentClassifier:
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LinearIntentClassifier:
        """The trained classifier: plain arrays and names, nothing that runs when it is read."""
        loaded = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            names = json.loads((folder / _NAMES).read_text("utf-8"))
            with np.load(folder / _WEIGHTS, allow_pickle=False) as arrays:
                loaded._weights, loaded._bias = arrays["weights"], arrays["bias"]
        loaded._intents = names["intents"]
        loaded._named = {name: place for place, name in enumerate(names["named"])}
        return loaded

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from all examples with an intent; the weights are kept with the model."""
        examples = [one for one in training_data.intent_examples if one.get(TEXT)]
        found = [_found(one.get(TEXT)) for one in examples]
        self._named = {
            name: place
            for place, name in enumerate(sorted({name for names in found for name in names}))
        }
        machine = LinearSVC(C=1.0, random_state=0)
        machine.fit(self._features(examples, found), [one.get(INTENT) for one in examples])
        self._intents = list(machine.classes_)
        self._weights = np.ascontiguousarray(machine.coef_.T, dtype=np.float32)
        self._bias = machine.intercept_.astype(np.float32)
        with self._storage.write_to(self._resource) as folder:
            np.savez_compressed(folder / _WEIGHTS, weights=self._weights, bias=self._bias)
            names = {"intents": self._intents, "named": list(self._named)}
            (folder / _NAMES).write_text(json.dumps(names, ensure_ascii=False), "utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the likeliest intent of each message and the ranking below it."""
        found = [
            _names((one["entity"], one["value"]) for one in message.get(ENTITIES, []))
            for message in messages
        ]
        margins = self._features(messages, found) @ self._weights + self._bias
        likely_of_all = softmax(self._config["sharpness"] * margins, axis=1)
        for message, likely in zip(messages, likely_of_all, strict=True):
            best = np.argsort(-likely)[: self._config["ranking_length"]]
            ranking = [
                {"name": self._intents[place], "confidence": float(likely[place])} for place in best
            ]
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    def _features(self, messages: list[Message], found: list[set[str]]) -> csr_matrix:
        """A row a message: its counts damped and brought to length 1, then what was found in it."""
        counts = (
            vstack([_sentence_counts(message) for message in messages]).tocsr().astype(np.float64)
        )
        counts.data = 1 + np.log(counts.data)
        rows = [row for row, names in enumerate(found) for name in names if name in self._named]
        columns = [self._named[name] for names in found for name in names if name in self._named]
        named = csr_matrix(
            (np.ones(len(rows)), (rows, columns)), shape=(len(messages), len(self._named))
        )
        rows_of_both = hstack([normalize(counts), NAMED_WEIGHT * normalize(named)])
        return rows_of_both.tocsr().astype(np.float32)


def _sentence_counts(message: Message) -> csr_matrix:
    _, sentence = message.get_sparse_features(TEXT)
    if sentence is None:
        raise ValueError("the classifier needs a sparse featurizer before it")
    return csr_matrix(sentence.features)


def _found(text: str) -> set[str]:
    return _names((one.fact, one.value) for one in default_reader().extract(text, today()))


def _names(found: Iterable[tuple[str, Any]]) -> set[str]:
    """Facts and other cities by their id, subjects and places with their value."""
    return {f"{fact}={value}" if fact in _WITH_VALUE else fact for fact, value in found}

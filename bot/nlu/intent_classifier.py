"""The intent classifier: a linear model over Rasa's sparse features, the sound, and what was found in the text.

Rasa's own logistic regression takes ten minutes and more on the intents of two documents and was no better; one linear
machine an intent (liblinear) takes seconds. Its margins are turned into probabilities by a softmax.
"""

from __future__ import annotations

import json
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
from scipy.special import softmax
from sklearn.svm import LinearSVC

from bot.nlu.intent_features import IntentFeatures

_WEIGHTS, _INTENTS = "weights.npz", "intents.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(IntentClassifier, GraphComponent):
    """Settings: `sharpness` of the softmax (in cross-validation 6 made confidence equal accuracy), `ranking_length`."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._features = IntentFeatures()
        self._intents: list[str] = []
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
            loaded._features = IntentFeatures.load(folder)
            loaded._intents = json.loads((folder / _INTENTS).read_text("utf-8"))
            with np.load(folder / _WEIGHTS, allow_pickle=False) as arrays:
                loaded._weights, loaded._bias = arrays["weights"], arrays["bias"]
        return loaded

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from all examples with an intent; the weights are kept with the model."""
        examples = [one for one in training_data.intent_examples if one.get(TEXT)]
        machine = LinearSVC(C=1.0, random_state=0)
        machine.fit(self._features.learn(examples), [one.get(INTENT) for one in examples])
        self._intents = list(machine.classes_)
        self._weights = np.ascontiguousarray(machine.coef_.T, dtype=np.float32)
        self._bias = machine.intercept_.astype(np.float32)
        with self._storage.write_to(self._resource) as folder:
            self._features.save(folder)
            (folder / _INTENTS).write_text(json.dumps(self._intents, ensure_ascii=False), "utf-8")
            np.savez_compressed(folder / _WEIGHTS, weights=self._weights, bias=self._bias)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the likeliest intent of each message and the ranking below it."""
        for message in messages:
            found = [(one["entity"], one["value"]) for one in message.get(ENTITIES, [])]
            row = self._features.of(message, found)
            margins = row.values @ self._weights[row.columns] + self._bias
            likely = softmax(self._config["sharpness"] * margins)
            best = np.argsort(-likely)[: self._config["ranking_length"]]
            ranking = [
                {"name": self._intents[place], "confidence": float(likely[place])} for place in best
            ]
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

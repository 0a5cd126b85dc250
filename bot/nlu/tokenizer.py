"""Jieba with the words of the packs, over normalised text."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

import jieba
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from actions.reading.reader import default_reader
from actions.reading.words.lexicon import load_lexicon

_WORDS_FILE = "words.txt"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class DomainTokenizer(Tokenizer):
    """Cuts normalised text into words and keeps titles, honours and tiers whole.

    A model carries the words it was trained with, so that it cuts what people write as it cut its examples.
    """

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        words: Iterable[str],
    ) -> None:
        super().__init__({**config})
        self._storage = storage
        self._resource = resource
        self._words = tuple(words)
        self._jieba = _tokenizer()
        for word in self._words:
            self._jieba.add_word(word)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings that Rasa's tokenizers need to have."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
        }

    @staticmethod
    def supported_languages() -> list[str]:
        """Chinese only."""
        return ["zh"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Changes with the words, so that Rasa trains again when a pack or the dictionary brings new ones."""
        return sha256("\n".join(load_lexicon().words).encode()).hexdigest()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DomainTokenizer:
        """A tokenizer with the words of the installation, for training."""
        return cls(config, model_storage, resource, load_lexicon().words)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> DomainTokenizer:
        """A tokenizer with the words of the model."""
        with model_storage.read_from(resource) as folder:
            words = (folder / _WORDS_FILE).read_text("utf-8").split()
        return cls(config, model_storage, resource, words)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns nothing; keeps the words with the model."""
        with self._storage.write_to(self._resource) as folder:
            (folder / _WORDS_FILE).write_text("\n".join(self._words), "utf-8")
        return self._resource

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokens of the normalised text, with offsets that hold in the text as it was written."""
        text = default_reader().plain(message.get(attribute))
        return self._apply_token_pattern(
            [
                Token(word, start)
                for word, start, _ in self._jieba.tokenize(text)
                if not word.isspace()
            ]
        )


def _tokenizer() -> jieba.Tokenizer:
    """Jieba's own words, to which a model adds its own: two models in one process keep them apart."""
    jieba.initialize()
    own = jieba.Tokenizer()
    own.FREQ, own.total, own.initialized = dict(jieba.dt.FREQ), jieba.dt.total, True
    return own

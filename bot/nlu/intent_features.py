"""A message as numbers: Rasa's counts of its words and characters, how it sounds, and what was found in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.preprocessing import normalize

from actions.reading.found import SUBJECT
from actions.reading.reader import default_reader
from bot.nlu.fact_extractor import today
from bot.nlu.syllables import known_syllables, syllables

BESIDE = 0.5  # the length of what is found, and of the sound, beside the words with a length of 1
_WITH_VALUE = (SUBJECT, "place")
_NAMES = "features.json"


class IntentFeatures:
    """Three blocks a message, each of a fixed length.

    The sound of two characters after each other is the same however they were typed: 补贴, 补帖, bu贴.
    """

    def __init__(self) -> None:
        self._found: dict[str, int] = {}
        self._sounds: dict[str, int] = {}
        self._syllables: frozenset[str] = frozenset()

    def learn(self, examples: Sequence[Message]) -> csr_matrix:
        """The features of `examples`, a row each, once their vocabulary is known."""
        texts = [default_reader().plain(one.get(TEXT)) for one in examples]
        self._syllables = known_syllables(texts)
        found = [_found(one.get(TEXT)) for one in examples]
        pairs = [self._pairs(text) for text in texts]
        self._found = _places(name for names in found for name in names)
        self._sounds = _places(pair for held in pairs for pair in held)
        return self._rows(examples, found, pairs)

    def of(self, message: Message, entities: Iterable[tuple[str, Any]]) -> csr_matrix:
        """The features of one message: one row."""
        pairs = self._pairs(default_reader().plain(message.get(TEXT)))
        return self._rows([message], [_names(entities)], [pairs])

    def save(self, folder: Path) -> None:
        """Names only, nothing that runs when it is read."""
        names = {
            "found": list(self._found),
            "sounds": list(self._sounds),
            "syllables": sorted(self._syllables),
        }
        (folder / _NAMES).write_text(json.dumps(names, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> IntentFeatures:
        """What `save` wrote."""
        loaded = cls()
        names = json.loads((folder / _NAMES).read_text("utf-8"))
        loaded._found = {name: place for place, name in enumerate(names["found"])}
        loaded._sounds = {name: place for place, name in enumerate(names["sounds"])}
        loaded._syllables = frozenset(names["syllables"])
        return loaded

    def _pairs(self, text: str) -> list[str]:
        heard = syllables(text, self._syllables)
        return [f"{one} {after}" for one, after in pairwise(heard)]

    def _rows(
        self,
        messages: Sequence[Message],
        found: Sequence[Iterable[str]],
        pairs: Sequence[Iterable[str]],
    ) -> csr_matrix:
        words = vstack([_counts(one) for one in messages]).tocsr().astype(np.float64)
        blocks = [
            normalize(_damped(words)),
            BESIDE * normalize(_marked(found, self._found)),
            BESIDE * normalize(_damped(_marked(pairs, self._sounds))),
        ]
        return hstack(blocks).tocsr().astype(np.float32)


def _counts(message: Message) -> csr_matrix:
    _, sentence = message.get_sparse_features(TEXT)
    if sentence is None:
        raise ValueError("the classifier needs a sparse featurizer before it")
    return csr_matrix(sentence.features)


def _damped(counts: csr_matrix) -> csr_matrix:
    rows = counts.copy()
    rows.data = 1 + np.log(rows.data)
    return rows


def _marked(names: Sequence[Iterable[str]], places: dict[str, int]) -> csr_matrix:
    """A row for each of `names`: how often it holds each name that has a place."""
    marks = [(row, places[one]) for row, held in enumerate(names) for one in held if one in places]
    rows, columns = zip(*marks, strict=True) if marks else ((), ())
    marked = csr_matrix((np.ones(len(marks)), (rows, columns)), shape=(len(names), len(places)))
    marked.sum_duplicates()
    return marked


def _places(names: Iterable[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(sorted({*names}))}


def _found(text: str) -> set[str]:
    return _names((one.fact, one.value) for one in default_reader().extract(text, today()))


def _names(found: Iterable[tuple[str, Any]]) -> set[str]:
    """Facts and other cities by their id, subjects and places with their value."""
    return {f"{fact}={value}" if fact in _WITH_VALUE else fact for fact, value in found}

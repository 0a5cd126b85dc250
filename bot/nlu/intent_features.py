"""A message as numbers: Rasa's counts of its words and characters, how it sounds, and what was found in it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix

from actions.reading.found import SUBJECT
from actions.reading.reader import default_reader
from bot.nlu.fact_extractor import today
from bot.nlu.syllables import known_syllables, syllables

BESIDE = 0.5  # the length of what is found, and of the sound, beside the words with a length of 1
_WITH_VALUE = (SUBJECT, "place")
_NAMES = "features.json"


class Row(NamedTuple):
    """The features of a message that are not nought: in which columns they stand, and their values."""

    columns: np.ndarray
    values: np.ndarray


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
        rows = [self._row(*one) for one in zip(examples, found, pairs, strict=True)]
        ends = np.cumsum([0, *(len(row.columns) for row in rows)])
        columns = np.concatenate([row.columns for row in rows])
        values = np.concatenate([row.values for row in rows])
        width = _counted_words(examples[0])[1] + len(self._found) + len(self._sounds)
        return csr_matrix((values, columns, ends), shape=(len(rows), width))

    def of(self, message: Message, entities: Iterable[tuple[str, Any]]) -> Row:
        """The features of one message."""
        pairs = self._pairs(default_reader().plain(message.get(TEXT)))
        return self._row(message, _names(entities), pairs)

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

    def _row(self, message: Message, found: Iterable[str], pairs: Iterable[str]) -> Row:
        words, width = _counted_words(message)
        blocks = [
            _of_length(1, _damped(words)),
            _of_length(BESIDE, _marked(found, self._found)),
            _of_length(BESIDE, _damped(_marked(pairs, self._sounds))),
        ]
        offsets = (0, width, width + len(self._found))
        columns = [one.columns + offset for one, offset in zip(blocks, offsets, strict=True)]
        values = np.concatenate([one.values for one in blocks]).astype(np.float32)
        return Row(np.concatenate(columns), values)


def _counted_words(message: Message) -> tuple[Row, int]:
    """What Rasa's featurizers counted in `message`, one after the other, and how many columns they have."""
    counted = [
        one.features.tocoo()
        for one in message.features
        if one.is_sparse() and one.attribute == TEXT and one.type == FEATURE_TYPE_SENTENCE
    ]
    if not counted:
        raise ValueError("the classifier needs a sparse featurizer before it")
    ends = list(accumulate(one.shape[1] for one in counted))
    columns = [one.col + end - one.shape[1] for one, end in zip(counted, ends, strict=True)]
    values = np.concatenate([one.data for one in counted]).astype(np.float64)
    return Row(np.concatenate(columns), values), ends[-1]


def _damped(counts: Row) -> Row:
    return Row(counts.columns, 1 + np.log(counts.values))


def _of_length(length: float, row: Row) -> Row:
    norm = np.sqrt(row.values @ row.values)
    return Row(row.columns, row.values * (length / norm)) if norm else row


def _marked(names: Iterable[str], places: dict[str, int]) -> Row:
    """How often `names` has each name that has a place."""
    held = Counter(places[one] for one in names if one in places)
    return Row(np.fromiter(held.keys(), np.int64), np.fromiter(held.values(), np.float64))


def _places(names: Iterable[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(sorted({*names}))}


def _found(text: str) -> set[str]:
    return _names((one.fact, one.value) for one in default_reader().extract(text, today()))


def _names(found: Iterable[tuple[str, Any]]) -> set[str]:
    """Facts and other cities by their id, subjects and places with their value."""
    return {f"{fact}={value}" if fact in _WITH_VALUE else fact for fact, value in found}

"""Counts the words, or the pieces of words, of a whole message: Rasa's featurizer without what nobody here reads."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from rasa.shared.nlu.constants import TEXT
from scipy.sparse import coo_matrix


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceCounts(CountVectorsFeaturizer):
    """Takes the settings of CountVectorsFeaturizer, and counts the same.

    Rasa's counts each token by itself as well, which only sequence models read, and sends one message through
    scikit-learn's way for many: together most of the time that it takes.
    """

    def _create_features(
        self, attribute: str, all_tokens: list[list[str]]
    ) -> tuple[list[Any], list[Any]]:
        """No features of sequences, and those of each sentence: a matrix of one row."""
        places = self._get_attribute_vocabulary(attribute)
        if places is None or attribute != TEXT:
            return [None] * len(all_tokens), [None] * len(all_tokens)
        analyze = self.vectorizers[attribute].build_analyzer()
        rows = [
            _row(
                Counter(places[one] for one in analyze(" ".join(tokens)) if one in places),
                len(places),
            )
            if tokens
            else None
            for tokens in all_tokens
        ]
        return [None] * len(rows), rows


def _row(counts: Counter[int], width: int) -> coo_matrix:
    columns = sorted(counts)
    values = np.array([counts[one] for one in columns], dtype=np.int64)
    return coo_matrix((values, (np.zeros_like(columns), columns)), shape=(1, width))

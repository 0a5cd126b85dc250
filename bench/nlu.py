"""How well 问策 understands what people write, beside stock Rasa and the nearest example.

Run by `make bench-nlu`. All are trained on the same examples and hear the same sentences in the same run.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.remove(str(Path(__file__).resolve().parent))  # else `rules` would be bench/rules.py

from bench.hearing import ours, real
from bench.hearing.listener import peer
from bench.hearing.report import (
    print_answers,
    print_facts,
    print_real,
    print_understanding,
    table,
)
from bench.sentences import load_sentences, without_trained
from bot.message import as_plain_text
from bot.project import WENCE
from rules.errors import WenceError

PEERS = {"stock": "stock Rasa (DIET)", "nearest": "nearest example (BM25)"}


async def measure(options: argparse.Namespace) -> None:
    """Train, listen, answer and print."""
    read = [one.model_copy(update={"say": as_plain_text(one.say)}) for one in load_sentences()]
    examples = ours.examples()
    heard = without_trained([one for one in read if one.intents], examples)
    questions = real_questions(options.real_questions)
    real_texts = [one.text for group in questions.values() for one in group]
    told = [one for one in read if one.facts is not None]
    texts = list(dict.fromkeys([*(one.say for one in (*heard, *told)), *real_texts]))
    intents = {intent for _, intent in examples}
    print(f"{len(examples)} examples of {len(intents)} intents; {len(texts)} texts to hear.")
    with tempfile.TemporaryDirectory() as folder:
        ours.say("问策: training")
        assistant, seconds = await ours.train(Path(folder), ours.say)
        listeners = [await ours.listen(assistant, texts, seconds)]
        dialogue = ours.Dialogue(assistant)
        for name, label in PEERS.items():
            if name in options.without:
                print(f"!!! {label} IS LEFT OUT, as asked.")
                continue
            ours.say(f"{label}: training")
            program = WENCE.root / "bench" / name / "listen.py"
            listeners.append(peer(label, program, examples, texts, options.kept, options.retrain))
        for one in listeners:
            print(f"{one.name}: {one.about}")
        print_understanding(listeners, heard)
        await print_answers(listeners, dialogue, [one for one in heard if one.topics])
        print_facts(listeners, told)
        if questions:
            await print_real(listeners, dialogue, questions)
    times = {
        "training, s": [f"{one.train_seconds:.1f}" for one in listeners],
        "ms a message, median / p95": [one.times() for one in listeners],
    }
    table("Time", [one.name for one in listeners], times)


def real_questions(folder: Path) -> dict[str, list[real.RealQuestion]]:
    """The questions by file; none, said loudly, where they are not."""
    files = [folder / name for name in (real.OUT_OF_SCOPE, real.TALENT)]
    if missing := [one.name for one in files if not one.exists()]:
        print(f"!!! REAL QUESTIONS ARE LEFT OUT: {folder} has no {' and no '.join(missing)}.")
        return {}
    return {one.name: real.read_questions(one) for one in files}


def main() -> None:
    """Read the options, name a busy machine, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without", action="append", default=[], choices=PEERS)
    stock = parser.add_mutually_exclusive_group()
    stock.add_argument("--retrain", action="store_true", help="train stock Rasa in any case")
    stock.add_argument(
        "--kept",
        action="store_true",
        help="take the stock Rasa that is kept though the examples have changed, and say so",
    )
    parser.add_argument(
        "--real-questions", type=Path, default=WENCE.root.parent / "shared" / "real-questions"
    )
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    if load > cores / 4:
        print(f"!!! THE MACHINE IS BUSY: load {load:.1f} on {cores} cores. Idle, it is faster.")
    try:
        asyncio.run(measure(parser.parse_args()))
    except WenceError as error:
        sys.exit(f"{error}")


if __name__ == "__main__":
    main()

"""Our one process beside stock Rasa's two: the same 200 messages, the same actions, in one run.

Run by `make bench-chat`. The exit code is 0 whether the goals are met or not.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.remove(str(Path(__file__).resolve().parent))  # else `rules` would be bench/rules.py

import pytest

from bench.chatting import service
from bench.chatting.conversations import SEED, SENDERS, conversations
from bench.chatting.machine import CORES, Others, warning
from bench.chatting.processes import stop_by_signals
from bench.chatting.report import (
    EVERYTHING,
    OURS,
    POSTGRESQL,
    SAMPLE,
    STOCK,
    print_goals,
    print_service,
    print_training,
)
from bench.chatting.sending import Round, measure
from bench.chatting.snapshot import export, snapshot
from bench.chatting.training import ROOT, STOCK_FOLDER, Trained, train_ours, train_stock
from bench.hearing.listener import find_uv
from tests.postgresql import new_schema

LEFT_OUT = {"postgresql": "PostgreSQL", "stock": STOCK, "training": "our training"}

Start = Callable[[Path], AbstractContextManager[service.Service]]
_began = time.monotonic()


def say(line: str) -> None:
    """Progress, on standard error."""
    print(f"{time.monotonic() - _began:6.0f} s  {line}", file=sys.stderr, flush=True)


def run(options: argparse.Namespace, folder: Path) -> None:
    """Prepare, train, serve in turns, print."""
    for name in options.without:
        print(f"!!! {LEFT_OUT[name]} IS LEFT OUT, as asked.")
    if "stock" not in options.without:
        make_stock_environment()
    say("copying the project; its model is trained if it is stale")
    project, files = snapshot(folder), folder / "export"
    examples = export(project, files, options.every)
    trained = train(options, project, files, examples)
    said = conversations()
    measured = serve(options, starts(options, project, trained), said, folder)
    messages = sum(len(one) for of_one in said for one in of_one)
    print(f"\n{messages} messages in {sum(map(len, said))} conversations (seed {SEED}),")
    print(
        f"one at a time and by {SENDERS} senders at once, in {options.rounds} starts of each; medians."
    )
    if STOCK in trained:
        print(f"问策 knows all its examples, stock Rasa every {options.every}th of each intent.")
    found = print_service(measured)
    print_training(trained)
    print_goals(found, trained)


def make_stock_environment() -> None:
    """Installs what bench/stock/uv.lock says, with the bytecode that a first start would else have to compile."""
    say("installing stock Rasa's environment (2.5 GB at the first run)")
    how = ("--frozen", "--compile-bytecode", "--quiet", "--python", sys.executable)
    subprocess.run(
        ("nice", find_uv(), "sync", "--project", STOCK_FOLDER, *how), cwd=ROOT, check=True
    )


def train(
    options: argparse.Namespace, project: Path, files: Path, examples: tuple[int, int]
) -> dict[str, Trained]:
    """Column → what was trained; our two serve for their time alone. examples: those in `files`, and all."""
    trained, (some, every) = {}, examples
    if "stock" not in options.without:
        trained[STOCK] = train_stock(files, some, say, options.retrain, options.kept)
    if "training" not in options.without:
        say(f"问策 is trained on the same {some} examples")
        trained[SAMPLE] = train_ours(project, files, files / "ours.tar.gz", some)
        say(f"问策 is trained on all {every}")
        trained[EVERYTHING] = train_ours(project, None, files / "everything.tar.gz", every)
    return trained


def starts(
    options: argparse.Namespace, project: Path, trained: dict[str, Trained]
) -> dict[str, Start]:
    """Column → what starts that way to serve, with the folder for what it writes."""

    @contextmanager
    def on_sqlite(folder: Path) -> Iterator[service.Service]:
        for left in (project / "var").glob("*.db*"):
            left.unlink()
        with service.ours(project, folder, {}) as started:
            yield started

    @contextmanager
    def on_postgresql(folder: Path) -> Iterator[service.Service]:
        with (
            new_schema() as url,
            service.ours(project, folder, {"WENCE_DATABASE_URL": url}) as started,
        ):
            yield started

    known: dict[str, Start] = {OURS: on_sqlite}
    if "postgresql" not in options.without and has_postgresql():
        known[POSTGRESQL] = on_postgresql
    if STOCK in trained:
        known[STOCK] = lambda folder: service.stock(trained[STOCK].model, project, folder)
    return known


def has_postgresql() -> bool:
    """Whether a server is there; says so if not."""
    try:
        with new_schema():
            return True
    except pytest.skip.Exception as skipped:
        print(f"!!! {skipped}")
        return False


def serve(
    options: argparse.Namespace,
    known: dict[str, Start],
    said: list[list[tuple[str, ...]]],
    folder: Path,
) -> dict[str, list[Round]]:
    """Every way to serve once a round, one after the other, each round in another order."""
    measured: dict[str, list[Round]] = {name: [] for name in known}
    for number in range(options.rounds):
        names = [*known][number % len(known) :] + [*known][: number % len(known)]
        for name in names:
            own = folder / f"{number} {name}"
            own.mkdir()
            say(f"round {number + 1} of {options.rounds}: {name}, load {os.getloadavg()[0]:.1f}")
            others = Others()
            with known[name](own) as started:
                one = measure(started, said)
            one = replace(one, others=others.cores())
            say(f"  p50 {median(one.times):.1f} ms, {one.rate:.1f}/s, ready {one.ready:.1f} s")
            say(f"  {warning(one.others)}")
            measured[name].append(one)
    return measured


def main() -> None:
    """Read the options, name a busy machine, measure; every program that was started is ended, come what may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--every", type=int, default=20, help="of each intent every so manieth example is trained"
    )
    parser.add_argument("--without", action="append", default=[], choices=LEFT_OUT)
    model = parser.add_mutually_exclusive_group()
    model.add_argument("--retrain", action="store_true", help="train stock Rasa in any case")
    model.add_argument(
        "--kept",
        action="store_true",
        help="take the stock Rasa that is kept though examples or settings have changed, and say so",
    )
    options = parser.parse_args()
    if min(options.rounds, options.every) < 1:
        parser.error("--rounds and --every are 1 or more")
    load = os.getloadavg()[0]
    if load > CORES / 4:
        print(f"!!! THE MACHINE IS BUSY: load {load:.1f} on {CORES} cores. Idle, all is faster.")
    stop_by_signals()
    with tempfile.TemporaryDirectory(prefix="wence-chat-") as folder:
        try:
            run(options, Path(folder))
        except KeyboardInterrupt:
            sys.exit("stopped")
        except (RuntimeError, subprocess.CalledProcessError) as error:
            sys.exit(f"{error}")


if __name__ == "__main__":
    main()

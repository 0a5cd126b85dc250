"""Prints what was measured: a table of the ways to serve, the training, and the goals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median, quantiles

from bench.chatting.sending import Round
from bench.chatting.training import Trained

OURS, POSTGRESQL, STOCK = "问策, SQLite", "问策, PostgreSQL", "stock Rasa"
SAMPLE, EVERYTHING = "问策", "问策, all examples"  # of the trainings
UNSURE = "没有把握"  # what the actions say when no intent is sure enough


class Figures:
    """What all rounds of one way to serve come to."""

    def __init__(self, rounds: Sequence[Round]) -> None:
        times = [took for one in rounds for took in one.times]
        self.p50, self.p95 = median(times), quantiles(times, n=20)[-1]
        self.rate = median(one.rate for one in rounds)
        self.ready = median(one.ready for one in rounds)
        self.memory = median(one.memory[0] for one in rounds)
        self.whole = median(one.memory[1] for one in rounds)
        self.spread = [median(one.times) for one in rounds]
        self.others = max(one.others for one in rounds)
        self.replies = rounds[0].replies

    def answered(self) -> int:
        """The messages of the first round that got a reply."""
        return sum(map(bool, self.replies))

    def unsure(self) -> int:
        """The messages of the first round that were answered, wholly or in part, by not being sure."""
        return sum(any(UNSURE in text for text in texts) for texts in self.replies)

    def same_as(self, other: Figures) -> int:
        """The messages of the first round whose reply is word for word that of `other`."""
        pairs = zip(self.replies, other.replies, strict=True)
        return sum(mine == theirs for mine, theirs in pairs)


def print_service(measured: Mapping[str, Sequence[Round]]) -> dict[str, Figures]:
    """The table of the ways to serve; returns what stands in it."""
    found = {name: Figures(rounds) for name, rounds in measured.items()}
    first = next(iter(found.values()))
    rows = {
        "a message, one at a time, ms, p50": lambda one: f"{one.p50:.1f}",
        "… p95": lambda one: f"{one.p95:.1f}",
        "… p50 of each round": lambda one: " ".join(f"{each:.1f}" for each in one.spread),
        "messages/s, 8 senders": lambda one: f"{one.rate:.1f}",
        "start to first answer, s": lambda one: f"{one.ready:.1f}",
        "memory, MB: shared pages as shares": lambda one: f"{one.memory:.0f}",
        "… each process's whole": lambda one: f"{one.whole:.0f}",
        "cores that others took, at most": lambda one: f"{one.others:.2f}",
        "messages that got a reply": lambda one: f"{one.answered()} of {len(one.replies)}",
        "… that tells that it is not sure": lambda one: f"{one.unsure()}",
        "… word for word that of the first": lambda one: f"{one.same_as(first)}",
    }
    cells = {name: [row(one) for one in found.values()] for name, row in rows.items()}
    _table("", list(found), cells)
    return found


def print_training(trained: Mapping[str, Trained]) -> None:
    """The table of the trainings, and how undisturbed each was; nothing when there was none."""
    if not trained:
        return
    rows = {
        "examples": [f"{one.examples}" for one in trained.values()],
        "training, s": [f"{one.seconds:.0f}" for one in trained.values()],
        "model, MB": [f"{one.megabytes:.1f}" for one in trained.values()],
    }
    _table("Training", list(trained), rows)
    for name, one in trained.items():
        print(f"{name}: {one.about()}")


def print_goals(found: Mapping[str, Figures], trained: Mapping[str, Trained]) -> None:
    """Each ratio that could be measured, beside its goal."""
    lines = []
    if OURS in found and STOCK in found:
        ours, stock = found[OURS], found[STOCK]
        lines += [
            _goal("p50 of a message", ours.p50 / stock.p50, 1 / 5),
            _goal("messages/s, 8 senders", ours.rate / stock.rate, 5, at_least=True),
            _goal("memory", ours.memory / stock.memory, 1 / 3),
            _goal("start to first answer", ours.ready / stock.ready, 1 / 4),
        ]
    if SAMPLE in trained and STOCK in trained:
        ratio = trained[SAMPLE].seconds / trained[STOCK].seconds
        lines.append(_goal("training, same examples", ratio, 1 / 5))
    if OURS in found and POSTGRESQL in found:
        sqlite, postgresql = found[OURS], found[POSTGRESQL]
        lines += [
            _goal("PostgreSQL to SQLite: p50", postgresql.p50 / sqlite.p50, 1.5),
            _goal("… time a message, 8 senders", sqlite.rate / postgresql.rate, 1.5),
        ]
    if lines:
        print("\n| 问策 to stock Rasa, where nothing else is said | ratio | goal | |")
        print("|---|---|---|---|", *lines, sep="\n")


def _goal(name: str, ratio: float, wanted: float, at_least: bool = False) -> str:
    met = ratio >= wanted if at_least else ratio <= wanted
    sign = "≥" if at_least else "≤"
    return f"| {name} | {ratio:.2f} | {sign} {wanted:.2f} | {'met' if met else 'NOT MET'} |"


def _table(title: str, names: Sequence[str], rows: Mapping[str, Sequence[str]]) -> None:
    print(f"\n| {title} |" + "".join(f" {name} |" for name in names))
    print("|---|" + "---|" * len(names))
    for name, cells in rows.items():
        print(f"| {name} |" + "".join(f" {cell} |" for cell in cells))

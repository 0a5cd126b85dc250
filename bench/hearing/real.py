"""Counts what the dialogue answers to questions that real people asked of others."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.hearing.count import is_answer, told
from bench.hearing.ours import Reply
from bot.message import as_plain_text
from rules import Library
from rules.figures import figures

OUT_OF_SCOPE, TALENT = "out_of_scope.tsv", "talent_policy.tsv"
INSURANCE = "insurance"


@dataclass(frozen=True)
class RealQuestion:
    """`kind`: what it is about, or where it comes from."""

    text: str
    kind: str


def read_questions(path: Path) -> list[RealQuestion]:
    """The rows of a file with a heading line: question and kind, parted by a tab."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [RealQuestion(as_plain_text(row[0]), row[1]) for row in rows if row and row[0].strip()]


def by_kind(marked: Iterable[tuple[RealQuestion, bool]]) -> dict[str, list[bool]]:
    """Kind → the marks of its questions; before them all of them, and those that are and are not about insurance."""
    found: dict[str, list[bool]] = {"all": [], "all but insurance": [], "all insurance": []}
    kinds: dict[str, list[bool]] = defaultdict(list)
    for question, mark in marked:
        insurance = question.kind.startswith(INSURANCE)
        found["all"].append(mark)
        found["all insurance" if insurance else "all but insurance"].append(mark)
        kinds[question.kind].append(mark)
    return {name: marks for name, marks in {**found, **kinds}.items() if marks}


def answered(
    questions: Iterable[RealQuestion], replies: Mapping[str, Reply], library: Library
) -> dict[str, list[bool]]:
    """Which questions got an answer: that of a topic, or anything else with clauses as its grounds."""
    return by_kind((one, _is_answered(replies[one.text], library)) for one in questions)


def _is_answered(reply: Reply, library: Library) -> bool:
    return bool(told(reply, library)) or any(map(is_answer, reply.answers))


def with_figures(
    questions: Iterable[RealQuestion], replies: Mapping[str, Reply], clauses: bool
) -> dict[str, list[bool]]:
    """Which questions got a figure of the documents as an answer: in the headline or a sum, or, with `clauses`, also in
    a clause given as grounds.

    Clauses that are only shown to look at are no answer.
    """
    return by_kind((one, _has_figure(replies[one.text], clauses)) for one in questions)


def _has_figure(reply: Reply, clauses: bool) -> bool:
    words = [
        text
        for answer in reply.answers
        if is_answer(answer)
        for text in (
            answer.headline,
            *(one for verdict in answer.verdicts for sum_ in verdict.amounts for one in sum_.parts),
            *(one.text for one in answer.clauses if clauses),
        )
    ]
    return any(map(figures, words))

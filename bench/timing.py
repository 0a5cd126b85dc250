"""Times of several functions, taken in turns so that what else the machine does hits all alike."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from statistics import quantiles
from time import perf_counter_ns
from typing import Any

ROUNDS = 200
LEAST_NS = 500_000
MOST_CALLS = 500


@dataclass
class Contestant:
    """`run` is called with one of `inputs` after another; `goal` is in µs; `times` are µs a call."""

    name: str
    run: Callable[[Any], object]
    inputs: Sequence[Any]
    goal: float | None = None
    times: list[float] = field(default_factory=list)
    calls: int = 1

    def quartiles(self) -> tuple[float, float, float]:
        """Lower quartile, median and upper quartile of the times."""
        low, middle, high = quantiles(self.times, n=4)
        return low, middle, high

    def line(self) -> str:
        """The name with median, quartiles and what became of the goal."""
        low, middle, high = self.quartiles()
        goal = ""
        if self.goal is not None:
            goal = f"  goal {self.goal:,.0f}: {'met' if middle <= self.goal else 'MISSED'}"
        return f"{self.name:<52}{middle:>10,.1f}   ({low:,.1f} to {high:,.1f}){goal}"


def measure(contestants: Sequence[Contestant], seed: int) -> None:
    """Fill the `times` of all: one sample each a round, in another order every round.

    A sample is the mean of as many calls as take half a millisecond, or one call when that takes longer.
    """
    for one in contestants:
        _sample(one, 0)
        one.calls = max(1, min(MOST_CALLS, round(LEAST_NS / 1000 / _sample(one, 0))))
    # What is loaded for good is not garbage: else each collection would walk it, in whoever's turn it falls.
    gc.collect()
    gc.freeze()
    random = Random(seed)
    order = list(contestants)
    for number in range(ROUNDS):
        random.shuffle(order)
        for one in order:
            one.times.append(_sample(one, number * one.calls))


def _sample(one: Contestant, first: int) -> float:
    run, count = one.run, len(one.inputs)
    inputs = [one.inputs[(first + number) % count] for number in range(one.calls)]
    start = perf_counter_ns()
    for value in inputs:
        run(value)
    return (perf_counter_ns() - start) / 1000 / one.calls

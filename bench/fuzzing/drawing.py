"""Inputs as Hypothesis draws them, without end and by a seed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from bench.fuzzing.targets import Target

BATCH = 2_000  # Hypothesis remembers what it has drawn, so that long runs would slow down


def draw(target: Target, count: int, first_seed: int, run: Callable[[Any], None]) -> None:
    """Calls `run` with at least `count` inputs."""
    done = 0

    def one(value: Any) -> None:
        nonlocal done
        done += 1
        run(value)

    batch = 0
    while done < count:
        most = min(BATCH, count - done)
        limits = settings(
            max_examples=most,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        seed(first_seed + batch)(limits(given(target.drawn)(one)))()
        batch += 1

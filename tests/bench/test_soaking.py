"""The soak run tells memory that rests from memory that grows."""

from __future__ import annotations

import os
from dataclasses import replace
from random import Random

import pytest

from bench.soaking.process import Reading, read, slope

START = Reading(at=0, rss=500, own=400, files=20, threads=9)
EVERY, COUNT = 5, 360  # seconds, for half an hour


def _readings(mb_an_hour: float, noise: float = 0.5) -> list[Reading]:
    """Memory that grows so fast, give or take `noise` MB."""
    random = Random(1)
    return [
        replace(
            START,
            at=number * EVERY,
            own=START.own + mb_an_hour * number * EVERY / 3600 + random.uniform(-noise, noise),
        )
        for number in range(COUNT)
    ]


@pytest.mark.parametrize(("mb_an_hour", "flat"), [(0, True), (2, True), (-40, True), (20, False)])
def test_a_slope_is_told_for_what_it_is(mb_an_hour: float, flat: bool) -> None:
    found = slope(_readings(mb_an_hour))
    assert found.mb_an_hour == pytest.approx(mb_an_hour, abs=1)
    assert found.flat is flat


def test_what_grows_at_first_only_is_told_by_halves() -> None:
    growing, resting = _readings(60), _readings(0)
    half = COUNT // 2
    grown = growing[half].own - START.own
    readings = growing[:half] + [replace(one, own=one.own + grown) for one in resting[half:]]
    first, second = slope(readings).halves
    assert first == pytest.approx(60, abs=3)
    assert second == pytest.approx(0, abs=3)
    assert slope(readings).flat


def test_a_process_is_read() -> None:
    before = read(os.getpid(), 0)
    with open(os.devnull) as more:
        assert not more.closed
        after = read(os.getpid(), 1)
    assert after.files == before.files + 1
    assert 1 < after.own <= after.rss
    assert after.threads >= 1

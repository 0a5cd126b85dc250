"""What a running process holds of the machine, as Linux counts it, and whether that grows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression

HOUR = 3600  # seconds
# Growth that would double what the process holds in less than this many hours is no rest.
LEAST_HOURS = 72


@dataclass(frozen=True)
class Reading:
    """at: seconds since the beginning; rss, and of it the process's own data (no files, nothing shared), in MB."""

    at: float
    rss: float
    own: float
    files: int
    threads: int


@dataclass(frozen=True)
class Slope:
    """mb_an_hour: of a straight line through all readings; halves: of each half of them; size: MB at first."""

    mb_an_hour: float
    halves: tuple[float, float]
    size: float

    @property
    def flat(self) -> bool:
        """Whether memory would not double within LEAST_HOURS, as it went on in the second half."""
        return min(self.mb_an_hour, self.halves[1]) * LEAST_HOURS < self.size


def read(pid: int, at: float) -> Reading:
    """The process `pid` now."""
    folder = Path(f"/proc/{pid}")
    status = (folder / "status").read_text(encoding="ascii", errors="replace")
    return Reading(
        at,
        _number(r"VmRSS:\s+(\d+)", status) / 1024,
        _number(r"RssAnon:\s+(\d+)", status) / 1024,
        len(list((folder / "fd").iterdir())),
        _number(r"Threads:\s+(\d+)", status),
    )


def slope(readings: Sequence[Reading]) -> Slope:
    """How the process's own data went; of readings after the warm-up, at least four."""
    middle = len(readings) // 2
    return Slope(
        _fitted(readings),
        (_fitted(readings[:middle]), _fitted(readings[middle:])),
        readings[0].own,
    )


def _fitted(readings: Sequence[Reading]) -> float:
    """Least squares, in MB an hour."""
    times, sizes = [one.at for one in readings], [one.own for one in readings]
    return linear_regression(times, sizes).slope * HOUR


def _number(pattern: str, text: str) -> int:
    found = re.search(pattern, text)
    if found is None:
        raise RuntimeError(f"Linux tells nothing of {pattern}")
    return int(found[1])

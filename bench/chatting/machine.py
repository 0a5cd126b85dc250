"""How much of the machine others take while something is measured."""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path

CORES = os.cpu_count() or 1
BUSY = 0.1  # cores that others take, above which a time is not that of an idle machine
IDLE, WAITING = 3, 4  # places in the line of /proc/stat


class Others:
    """What works on the machine from now on and is neither this program nor one that it started and ended."""

    def __init__(self) -> None:
        self._before, self._start = _worked(), time.monotonic()

    def cores(self) -> float:
        """How many cores they took on average; waiting for the machine's own host is among it."""
        return max(0.0, (_worked() - self._before) / (time.monotonic() - self._start))


def _worked() -> float:
    """Seconds of all cores so far."""
    ticks = Path("/proc/stat").read_text("ascii").split("\n", 1)[0].split()[1:9]
    worked = sum(int(one) for place, one in enumerate(ticks) if place not in (IDLE, WAITING))
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    own = sum(one.ru_utime + one.ru_stime for one in used)
    return worked / os.sysconf("SC_CLK_TCK") - own


def warning(others: float) -> str:
    """What to think of a time, in which `others` took so many cores."""
    busy = "!!! THE MACHINE WAS BUSY: " if others > BUSY else ""
    return f"{busy}others took {others:.2f} of {CORES} cores"

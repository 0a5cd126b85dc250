"""Tries inputs on one target and keeps what was found: each cause once, with its shortest input, and the slowest."""

from __future__ import annotations

import json
import time
import traceback
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from bench.fuzzing.targets import Target

MOST = 6.0  # times what an ordinary input of the largest size takes; linear work stays below 5
_SHOWN = 5


@dataclass
class Finding:
    """cause: what did not hold, and where; value: the shortest input that shows it."""

    cause: str
    value: Any
    seen: int = 1


@dataclass
class Tried:
    """What came of it. seconds: all in all; slowest: times the yardstick, with the input, most first."""

    inputs: int = 0
    seconds: float = 0.0
    yardstick_ms: float = 0.0
    slowest: list[tuple[float, Any]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def save(self, path: Path) -> None:
        """Writes all of it as JSON."""
        path.write_text(json.dumps(asdict(self)), encoding="ascii")

    @classmethod
    def read(cls, path: Path) -> Tried:
        """What `save` wrote."""
        kept = json.loads(path.read_text(encoding="ascii"))
        kept["findings"] = [Finding(**one) for one in kept["findings"]]
        return cls(**kept)


class Trial:
    """One target under trial. Time is that of the processor, of this thread alone."""

    def __init__(self, target: Target) -> None:
        self._target = target
        for value in target.yardstick:  # the first pass warms up
            self._take(value)
        self.tried = Tried(yardstick_ms=median(map(self._take, target.yardstick)))
        self._started = time.monotonic()

    def run(self, value: Any) -> None:
        """Tries one input. Raises nothing that the input is the cause of."""
        self.tried.inputs += 1
        self.tried.seconds = time.monotonic() - self._started
        try:
            took = self._take(value)
        except Exception as error:
            self._found(_cause(error), value)
            return
        ratio = took / self.tried.yardstick_ms
        slowest = self.tried.slowest
        if len(slowest) < _SHOWN or ratio > slowest[-1][0]:
            # Once more: the first time something else may have been in the way.
            ratio = min(took, self._take(value)) / self.tried.yardstick_ms
            slowest.append((ratio, value))
            slowest.sort(key=lambda one: -one[0])
            del slowest[_SHOWN:]
            if ratio > MOST:
                self._found(f"took more than {MOST:g} times what an ordinary input takes", value)

    def _take(self, value: Any) -> float:
        """The milliseconds that `value` takes."""
        started = time.thread_time_ns()
        self._target.check(value)
        return (time.thread_time_ns() - started) / 1e6

    def _found(self, cause: str, value: Any) -> None:
        known = next((one for one in self.tried.findings if one.cause == cause), None)
        if known is None:
            self.tried.findings.append(Finding(cause, value))
            return
        known.seen += 1
        if len(json.dumps(value)) < len(json.dumps(known.value)):
            known.value = value


def _cause(error: BaseException) -> str:
    """What was raised first, and the line of the project nearest to it."""
    while error.__cause__ is not None:
        error = error.__cause__
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if "/bench/" not in frame.filename and "site-packages" not in frame.filename
    ]
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    said = str(error) if isinstance(error, AssertionError) else ""
    return f"{type(error).__name__}{place} {said}".strip()

"""Programs started for the measurement: each in a group of its own, so that none outlives it."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

STOPS_IN = 15  # seconds; what runs on is killed
OF_OURS = "WENCE_"


class Program:
    """A running program that writes what it prints into the file `log`; with its children it ends with the block.

    settings: variables of its environment, which has none of 问策's own otherwise.
    """

    def __init__(
        self, command: Sequence[str], folder: Path, log: Path, settings: Mapping[str, str]
    ) -> None:
        others = {name: value for name, value in os.environ.items() if not name.startswith(OF_OURS)}
        self._log = log
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                command,
                cwd=folder,
                env={**others, **settings},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def __enter__(self) -> Program:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            if self.alive:
                self._process.terminate()
                self._process.wait(STOPS_IN)
        except subprocess.TimeoutExpired:
            pass
        finally:  # also when a second Ctrl-C comes meanwhile
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    @property
    def alive(self) -> bool:
        """Whether it is still running."""
        return self._process.poll() is None

    def wait(self) -> None:
        """Waits until it has ended.

        Raises:
            RuntimeError: it failed; holds the end of what it printed.
        """
        if self._process.wait():
            raise RuntimeError(f"it ended with {self._process.returncode}:\n{self.said()}")

    def said(self) -> str:
        """The end of what it has printed."""
        return self._log.read_text("utf-8", errors="replace")[-3000:]

    def memory(self) -> tuple[float, float]:
        """What it holds with all its children in MB: pages shared by n processes as 1/n each, and as 1 each."""
        shares, whole = 0, 0
        for process in _tree(self._process.pid):
            with suppress(FileNotFoundError, ProcessLookupError):
                rollup = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
                shares += int(rollup.split("\nPss:")[1].split()[0])
                whole += int(rollup.split("\nRss:")[1].split()[0])
        return shares / 1024, whole / 1024


def _tree(process: int) -> Iterator[int]:
    yield process
    with suppress(FileNotFoundError, ProcessLookupError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            for child in (thread / "children").read_text("ascii").split():
                yield from _tree(int(child))


def stop_by_signals() -> None:
    """From now on a SIGTERM or SIGHUP ends this program as Ctrl-C does: through every block that is open."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)

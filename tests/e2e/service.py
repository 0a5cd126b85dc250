"""The real service in a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO

from bot.project import WENCE

READY = re.compile(r"问策已就绪：(http://[\w.:]+)")
# An official account whose platform cannot be reached: nothing may leave this machine.
WECHAT = {
    "WENCE_WECHAT_APPID": "wx0123456789abcdef",
    "WENCE_WECHAT_TOKEN": "token",
    "WENCE_WECHAT_SECRET": "0123456789abcdef0123456789abcdef",
    "WENCE_WECHAT_API": "http://127.0.0.1:9",
}
START = 240  # seconds, for a machine that is busy
STOP = 20
COMMAND = (sys.executable, "-m", "bot")


@dataclass(frozen=True)
class Service:
    """url: where it answers; environment: in which the operator's commands reach the same database."""

    url: str
    environment: dict[str, str]
    process: subprocess.Popen[str]

    @property
    def address(self) -> str:
        """Host and port."""
        return self.url.removeprefix("http://")

    def add_staff(self, name: str, role: str, password: str) -> None:
        """Makes an account as the operator does."""
        subprocess.run(
            [*COMMAND, "staff", "--name", name, "--role", role],
            cwd=WENCE.root,
            env=self.environment,
            input=f"{password}\n".encode(),
            check=True,
        )


@contextmanager
def served(database: str, log: Path, **variables: str) -> Iterator[Service]:
    """Serves with the database of that URL until the block ends; what it prints goes to `log`.

    variables: of the environment, besides those of every service or instead of them.
    """
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("WENCE_")},
        "WENCE_DATABASE_URL": database,
        "WENCE_SECRET": "a long key for tests",
        "WENCE_LIMITS": "off",  # all who test have one address
        **WECHAT,
        **variables,
        "PYTHONIOENCODING": "utf-8",
    }
    process = subprocess.Popen(
        [*COMMAND, "--port", "0"],
        cwd=WENCE.root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    url: Queue[str | None] = Queue()
    reading = Thread(target=_follow, args=(process.stdout, log, url), daemon=True)
    reading.start()
    try:
        found = url.get(timeout=START)
        assert found, f"the service did not start; see {log}"
        yield Service(found, environment, process)
    finally:
        process.terminate()
        process.wait(STOP)
        reading.join()


def _follow(output: IO[str], log: Path, url: Queue[str | None]) -> None:
    """Writes down what is printed; tells `url` where the service answers, None when it never will."""
    with log.open("w", encoding="utf-8") as kept:
        for line in output:
            kept.write(line)
            kept.flush()
            if ready := READY.search(line):
                url.put(ready.group(1))
    url.put(None)

"""The real service in a process of its own, over a database of its own."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.project import WENCE

READY = re.compile(r"问策已就绪：(http://[\w.:]+)")
START = 240  # seconds, for a machine that is busy
STOP = 20


@dataclass(frozen=True)
class Service:
    """url: where it answers; environment: in which the operator's commands reach the same database."""

    url: str
    environment: dict[str, str]

    async def add_staff(self, name: str, role: str, password: str) -> None:
        """Makes an account as the operator does."""
        process = await _start(["staff", "--name", name, "--role", role], self.environment)
        output, _ = await process.communicate(f"{password}\n".encode())
        assert process.returncode == 0, output.decode()


@asynccontextmanager
async def served(folder: Path, log: Path) -> AsyncIterator[Service]:
    """Serves with the database in `folder` until the block ends; what it prints goes to `log`."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("WENCE_")},
        "WENCE_DATABASE_URL": f"sqlite:///{folder / 'wence.db'}",
        "WENCE_SECRET": "a key for tests",
        "PYTHONIOENCODING": "utf-8",
    }
    process = await _start(["--port", "0"], environment)
    with log.open("w", encoding="utf-8") as kept:
        url = asyncio.get_running_loop().create_future()
        reading = asyncio.create_task(_follow(process, kept, url))
        try:
            yield Service(await asyncio.wait_for(url, START), environment)
        finally:
            if process.returncode is None:
                process.terminate()
            await asyncio.wait_for(process.wait(), STOP)
            await reading


async def _start(arguments: list[str], environment: dict[str, str]) -> Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments),
        cwd=WENCE.root,
        env=environment,
        stdin=PIPE,
        stdout=PIPE,
        stderr=STDOUT,
    )


async def _follow(process: Process, kept, url: asyncio.Future[str]) -> None:
    """Writes down what `process` prints, and tells `url` once it is ready."""
    async for line in process.stdout:
        text = line.decode(errors="replace")
        kept.write(text)
        kept.flush()
        if (ready := READY.search(text)) and not url.done():
            url.set_result(ready.group(1))
    if not url.done():
        url.set_exception(RuntimeError(f"the service did not start; see {kept.name}"))

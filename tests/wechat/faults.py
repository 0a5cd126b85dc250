"""What reaches a simulated platform, and what a test has it do instead of answering."""

from __future__ import annotations

import asyncio
import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import JSONResponse, Response

PATIENCE = 10  # seconds until a test that waits for a call fails


@dataclass(frozen=True)
class Call:
    """One request: its path, query and body as they came."""

    path: str
    query: Mapping[str, str]
    body: bytes


class Faults:
    """The calls so far, in order, and what shall happen to the next ones."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self._changed = threading.Condition()
        self._instead: dict[str, list[Response]] = defaultdict(list)
        self._held: set[str] = set()
        self._closed = False

    def count(self, path: str) -> int:
        """How often `path` was called."""
        return sum(call.path == path for call in self.calls)

    async def called(self, path: str, times: int = 1) -> None:
        """Returns when `path` was called that often."""

        def wait() -> bool:
            with self._changed:
                return self._changed.wait_for(lambda: self.count(path) >= times, PATIENCE)

        assert await asyncio.to_thread(wait), f"{path} 只被调用了 {self.count(path)} 次"

    def fail(self, path: str, code: int, errmsg: str = "system error", times: int = 1) -> None:
        """The next calls of `path` are refused with `code`."""
        refusal = JSONResponse({"errcode": code, "errmsg": errmsg})
        self._instead[path] += [refusal] * times

    def answer(self, path: str, content: bytes, status: int = 200) -> None:
        """The next call of `path` gets this answer, whatever it asked."""
        self._instead[path].append(Response(content, status))

    def hold(self, path: str) -> None:
        """Calls of `path` are neither done nor answered until `release`."""
        self._held.add(path)

    def release(self, path: str) -> None:
        """What was held is done now, also for callers that do not wait any more."""
        self._held.discard(path)

    def close(self) -> None:
        """Gives up what is held."""
        self._closed = True

    async def meet(self, call: Call) -> Response | None:
        """Notes the call, and holds it; returns what is answered instead of doing it."""
        with self._changed:
            self.calls.append(call)
            self._changed.notify_all()
        while call.path in self._held:
            if self._closed:
                return Response(status_code=503)
            await asyncio.sleep(0.005)
        waiting = self._instead[call.path]
        return waiting.pop(0) if waiting else None

"""What it costs to watch: a request with its id, log line and metrics, and a turn with its own.

Run: python bench/observing.py
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from contextlib import redirect_stderr
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from starlette.types import Message, Receive, Scope, Send

from bench.timing import Contestant, measure
from bot.observe import metrics
from bot.observe.logs import LogSettings, install
from bot.observe.requests import Observed

SEED = 20171001
SCOPE = {
    "type": "http",
    "method": "POST",
    "path": "/api/v1/chat",
    "headers": [(b"host", b"wence"), (b"content-type", b"application/json")],
}


async def answer(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that does nothing but answer."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"{}"})


async def _receive() -> Message:
    return {"type": "http.request"}


async def _send(_: Message) -> None:
    return None


def main() -> None:
    """Prints the time of each, in µs."""
    loop = asyncio.new_event_loop()
    plain, observed = answer, Observed(answer)

    def run(app: object) -> None:
        loop.run_until_complete(app(dict(SCOPE), _receive, _send))  # type: ignore[operator]

    def logged(level: str) -> None:
        logging.getLogger("bot").setLevel(level)
        run(observed)

    def turn(_: object) -> None:
        with metrics.turn("web") as noted:
            noted.begins()
            noted.outcome, noted.topic, noted.statuses = "screening", "a/topic", ["满足"]

    install(LogSettings("json", "INFO"))
    contestants = [
        Contestant("a request that is only answered", run, [plain]),
        Contestant("the same, observed, its line not written", logged, ["WARNING"]),
        Contestant("the same, observed, its line written", logged, ["INFO"]),
        Contestant("what a turn adds", turn, [None]),
    ]
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stderr(nowhere):
        measure(contestants, SEED)
    print("Watching, µs, median (quartiles):")
    for one in contestants:
        print(one.line())
    bare, _, written, of_turn = (one.quartiles()[1] for one in contestants)
    print(f"A turn costs {written - bare + of_turn:,.0f} µs more for being watched.")


if __name__ == "__main__":
    main()

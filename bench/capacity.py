"""What one process takes of a core for each kind of request, and what a city would need by that.

Run: python bench/capacity.py (--database URL for another than a new SQLite file). What the city does is assumed, and
stands below; change it to yours.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.remove(str(Path(__file__).resolve().parent))  # else `rules` would be a file of this folder

from bench.chatting.conversations import conversations
from bench.served import Client, Served
from bench.soaking.staff import AGENT, add_agent

STAFF = "/api/v1/staff"
LOOKS = 500  # of each kind
TICK = os.sysconf("SC_CLK_TCK")  # in which Linux counts what a process ran, a second

PEOPLE = 7_000_000
ASKING = 0.005  # of the people, on the day a new policy is in the news
MESSAGES = 8  # of each
BUSIEST_HOUR = 0.15  # of the day
PAGE_OPEN = 10 / 60  # hours
PAGE_LOOKS = 1 / 8  # a second, as bot/web/src/chat/useChat.ts has it
SEATS = 200
SEAT_LOOKS = (
    1 / 2
)  # a second, at the list and at one conversation: ConversationList.tsx and useReplay.ts
SEAT_ASKS = 1 / 20  # messages a second, while somebody waits on the line
LOAD = 0.5  # of a core: by then nobody waits for long

Ask = Callable[[], float]


class Measured:
    """The milliseconds of a core that the service takes for each kind of request."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self.cost: dict[str, float] = {}

    def of(self, name: str, times: int, ask: Ask) -> None:
        """Asks so many times, one after the other; ask: gives the milliseconds that it waited."""
        ask()
        before, waited = self._ran(), [ask() for _ in range(times)]
        self.cost[name] = (self._ran() - before) / times
        print(f"{name:<36}{self.cost[name]:>10.2f}{median(waited):>12.1f}", flush=True)

    def _ran(self) -> float:
        fields = (
            Path(f"/proc/{self._served.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        )
        return (int(fields[11]) + int(fields[12])) / TICK * 1000


def ask(client: Client, method: str, target: str, body: object = None, **headers: str) -> Ask:
    """A request that is answered with 200, to be sent again and again."""
    sent = b"" if body is None else json.dumps(body).encode()

    def once() -> float:
        response, answer, took = client.send(
            method, target, sent, {"Content-Type": "application/json", **headers}
        )
        if response.status != 200:
            raise RuntimeError(f"{target} answered {response.status}: {answer[:300]!r}")
        return took

    return once


def measure(served: Served) -> dict[str, float]:
    """Prints a line for each kind of request; the milliseconds of a core that each takes."""
    client, found = Client(served.port), Measured(served)
    said = [
        (f"person {number}", text)
        for number, one in enumerate(one for of_one in conversations() for one in of_one)
        for text in one
    ]
    print(f"{'request':<36}{'core, ms':>10}{'median, ms':>12}")
    left = iter(said[:1] + said)
    found.of("a message", len(said), lambda: _say(client, *next(left)))
    headers = {"Cookie": _cookie(client, "/api/v1/chat", {"text": "硕士一个月补贴多少"}, 200)}
    found.of(
        "a chat page looks for news", LOOKS, ask(client, "GET", "/api/v1/chat?after=2", **headers)
    )
    account = dict(zip(("name", "password"), AGENT, strict=True))
    desk = {"Cookie": _cookie(client, f"{STAFF}/login", account, 200)}
    listed = f"{STAFF}/conversations?limit=50"
    rows = json.loads(client.send("GET", listed, headers=desk)[1])["rows"]
    found.of("the console looks at the list", LOOKS, ask(client, "GET", listed, **desk))
    one = f"{STAFF}/conversations/{rows[-1]['id']}?after=4"
    found.of("the console looks at a conversation", LOOKS, ask(client, "GET", one, **desk))
    return found.cost


def _say(client: Client, sender: str, text: str) -> float:
    body = {"sender": sender, "message": text}
    return ask(client, "POST", "/webhooks/rest/webhook", body)()


def _cookie(client: Client, target: str, body: object, status: int) -> str:
    response, answer, _ = client.send(
        "POST", target, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    if response.status != status:
        raise RuntimeError(f"{target} answered {response.status}: {answer[:300]!r}")
    given = response.headers.get_all("Set-Cookie") or []
    return "; ".join(one.partition(";")[0] for one in given)


def tell_city(cost: dict[str, float], memory: float) -> None:
    """Prints what the busiest hour asks for, and the processes and the memory that it takes."""
    message, page, listed, replayed = cost.values()
    in_hour = PEOPLE * ASKING * BUSIEST_HOUR
    demands = [
        ("people's messages", in_hour * MESSAGES / 3600, message),
        ("chat pages that look", in_hour * PAGE_OPEN * PAGE_LOOKS, page),
        ("seats' questions", SEATS * SEAT_ASKS, message),
        ("consoles at the list", SEATS * SEAT_LOOKS, listed),
        ("consoles at a conversation", SEATS * SEAT_LOOKS, replayed),
    ]
    print(f"\nThe busiest hour of {PEOPLE:,} people and {SEATS} seats:")
    print(f"{'':<36}{'a second':>10}{'cores':>12}")
    for name, rate, each in demands:
        print(f"{name:<36}{rate:>10.1f}{rate * each / 1000:>12.2f}")
    cores = sum(rate * each / 1000 for _, rate, each in demands)
    processes = math.ceil(cores / LOAD)
    print(f"{'together':<36}{sum(rate for _, rate, _ in demands):>10.1f}{cores:>12.2f}")
    print(f"{processes} processes at {LOAD:.0%} of a core each, {processes * memory / 1024:.1f} GB")


def main() -> None:
    """Starts the service, measures, and reckons."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", help="default: a new SQLite file")
    options = parser.parse_args()
    if os.getloadavg()[0] > 0.5:
        print(f"!!! THE MACHINE IS BUSY: load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="wence-capacity-") as folder:
        settings = {"WENCE_LIMITS": "off"}
        if options.database:
            settings["WENCE_DATABASE_URL"] = options.database
        with Served(Path(folder), settings) as served:
            add_agent(options.database or served.database)
            started = time.monotonic()
            cost = measure(served)
            memory = served.memory()
            print(f"memory {memory:.0f} MB after {time.monotonic() - started:.0f} s")
            print(f"one process: {1000 / cost['a message']:.0f} messages a second at most")
            tell_city(cost, memory)


if __name__ == "__main__":
    main()

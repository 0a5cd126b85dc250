"""People who come, say something on one channel, and go; and staff who look at the console meanwhile."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

import httpx

from bench.sentences import load_sentences

PEOPLE = 200  # who talk by turns; another comes for each that goes
FEWEST, MOST = 3, 20  # messages of one person
STAFF = "/api/v1/staff"
SHARES = {"chat": 9, "events": 4, "rest": 4, "search": 2, "console": 1}
READS = ("/me", "/conversations?limit=20", "/statistics", "/unanswered?limit=20")
CLOSED = 8  # senders, when the capacity is measured


@dataclass
class Person:
    """Somebody who talks on one channel. left: messages until they go."""

    name: str
    channel: str
    left: int
    cookie: str = ""
    busy: bool = False


@dataclass
class Count:
    """Since the last look: milliseconds of each request, and what went wrong, by kind."""

    times: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)


class Traffic:
    """Sends to `port` of this machine as `random` has it; staff log in with `name` and `password`."""

    def __init__(self, port: int, random: Random, name: str, password: str) -> None:
        self._http = httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{port}",
            timeout=60,
            # As the proxy does: the service closes what was idle for 5 s, and a request may be on its way then.
            limits=httpx.Limits(max_connections=64, keepalive_expiry=3),
        )
        self._random = random
        self._said = [one.say for one in load_sentences()]
        self._people: list[Person] = []
        self._came = 0
        self._account = {"name": name, "password": password}
        self._desk: dict[str, str] = {}
        self.count = Count()
        self.sent = 0

    async def log_in(self) -> None:
        """Staff log in once. Raises httpx.HTTPStatusError when they may not."""
        answer = await self._http.post(f"{STAFF}/login", json=self._account)
        answer.raise_for_status()
        self._desk = {"cookie": "; ".join(f"{one}={two}" for one, two in answer.cookies.items())}
        self._http.cookies.clear()

    async def capacity(self, seconds: float) -> float:
        """Requests a second that are answered when CLOSED senders each wait for their answer."""
        end, before, started = time.monotonic() + seconds, self.sent, time.monotonic()

        async def one_after_the_other() -> None:
            while time.monotonic() < end:
                await self._one()

        await asyncio.gather(*(one_after_the_other() for _ in range(CLOSED)))
        return (self.sent - before) / (time.monotonic() - started)

    async def flow(self, rate: float, seconds: float) -> None:
        """Sends `rate` requests a second as they would come by chance, whether answered in time or not."""
        under_way: set[asyncio.Task[None]] = set()
        due, end = time.monotonic(), time.monotonic() + seconds
        while due < end:
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            task = asyncio.create_task(self._one())
            under_way.add(task)
            task.add_done_callback(under_way.discard)
            due += self._random.expovariate(rate)
        await asyncio.gather(*under_way)

    def looked_at(self) -> Count:
        """What was counted since the last look."""
        seen, self.count = self.count, Count()
        return seen

    async def close(self) -> None:
        """Closes the connections."""
        await self._http.aclose()

    async def _one(self) -> None:
        kind = self._random.choices([*SHARES], [*SHARES.values()])[0]
        ask: dict[str, Callable[[], Awaitable[str | None]]] = {
            "search": self._search,
            "console": self._look,
        }
        started = time.perf_counter()
        try:
            wrong = await ask.get(kind, lambda: self._say(kind))()
        except httpx.HTTPError as error:
            wrong = type(error).__name__
        self.count.times.append((time.perf_counter() - started) * 1000)
        self.sent += 1
        if wrong is not None:
            self.count.errors[f"{kind}: {wrong}"] += 1

    async def _say(self, channel: str) -> str | None:
        person = self._person(channel)
        person.busy, person.left = True, person.left - 1
        try:
            return await self._message(person)
        finally:
            person.busy = False
            if person.left <= 0:
                self._people.remove(person)

    def _person(self, channel: str) -> Person:
        """Somebody on the channel who waits for no answer, or somebody new."""
        idle = [one for one in self._people if one.channel == channel and not one.busy]
        wanted = PEOPLE * SHARES[channel] // sum(SHARES.values())
        if (len(idle) < wanted and self._random.random() < 0.2) or not idle:
            self._came += 1
            new = Person(f"soak-{self._came}", channel, self._random.randint(FEWEST, MOST))
            self._people.append(new)
            return new
        return self._random.choice(idle)

    async def _message(self, person: Person) -> str | None:
        text = self._random.choice(self._said)
        if person.channel == "rest":
            sent = {"sender": person.name, "message": text}
            answer = await self._http.post("/webhooks/rest/webhook", json=sent)
            return _wrong(answer) or (None if answer.json() else "no reply")
        accept = "text/event-stream" if person.channel == "events" else "application/json"
        headers = {"accept": accept, "cookie": person.cookie}
        answer = await self._http.post("/api/v1/chat", json={"text": text}, headers=headers)
        person.cookie = "; ".join(f"{one}={two}" for one, two in answer.cookies.items())
        self._http.cookies.clear()
        return _wrong(answer) or (None if _answered(answer, person.channel) else "no reply")

    async def _search(self) -> str | None:
        words = self._random.choice(self._said)[:200]
        return _wrong(await self._http.get("/api/v1/search", params={"q": words}))

    async def _look(self) -> str | None:
        path, today = self._random.choice(READS), date.today()
        if path == "/statistics":
            path += f"?from={today - timedelta(days=6)}&to={today}"
        answer = await self._http.get(f"{STAFF}{path}", headers=self._desk)
        return _wrong(answer)


def _wrong(answer: httpx.Response) -> str | None:
    return None if answer.status_code < 400 else str(answer.status_code)


def _answered(answer: httpx.Response, channel: str) -> bool:
    """Whether the bot said something."""
    if channel == "events":
        return "event: view\n" in answer.text and '"author":"bot"' in answer.text
    messages: list[dict[str, Any]] = json.loads(answer.content)["messages"]
    return any(one["author"] == "bot" for one in messages)

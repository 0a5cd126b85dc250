"""Several processes of the real service on PostgreSQL and Redis, behind nginx as it is deployed."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.e2e.processes import Processes, processes
from tests.e2e.proxy import Proxy, proxied
from tests.e2e.service import Service
from tests.redis_server import redis_url
from tests.wechat.service import until

PEOPLE = 8
DRAIN = 4  # seconds: more than nginx keeps an idle connection to a process
TRACKED = 3  # messages that a tracker holds at the least; older ones it drops
# Nobody is to be turned away for being many from one address.
SETTINGS = {"WENCE_DRAIN_SECONDS": str(DRAIN), "WENCE_LIMITS": "off"}


@dataclass
class Person:
    """Somebody at the page, whom nginx knows by their cookie. acknowledged: what was answered with 200."""

    http: httpx.AsyncClient
    name: str
    statuses: list[int] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)

    @property
    def sender(self) -> str:
        return self.http.cookies["wence_chat"].split(".")[0]

    async def say(self, text: str) -> None:
        response = await self.http.post("/api/v1/chat", json={"text": text})
        self.statuses.append(response.status_code)
        if response.status_code == 200:
            self.acknowledged.append(text)


@asynccontextmanager
async def chatting(people: list[Person]) -> AsyncIterator[None]:
    """They all say one thing after the other until the block ends; when it begins they have begun."""
    going_on = True

    async def chat(one: Person) -> None:
        number = 0
        while going_on:
            number += 1
            await one.say(f"{one.name}说的第{number}句")

    chats = [asyncio.create_task(chat(one)) for one in people]
    try:
        await until(lambda: all(len(one.acknowledged) > 3 for one in people), patience=60)
        yield
    finally:
        going_on = False
        await asyncio.gather(*chats)


@pytest.fixture(scope="module")
def site(artefacts: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    with (
        redis_url(tmp_path_factory.mktemp("redis")) as redis,
        processes(Processes, artefacts, "many", WENCE_REDIS_URL=redis, **SETTINGS) as site,
    ):
        yield site


@pytest.fixture
def proxy(site: Processes, tmp_path: Path) -> Iterator[Proxy]:
    """nginx before two processes."""
    with proxied([one.address for one in site.living(2)], tmp_path) as proxy:
        yield proxy


@pytest.fixture
async def people(proxy: Proxy) -> AsyncIterator[list[Person]]:
    """People who have each said hello, so that they have a cookie."""
    async with AsyncExitStack() as stack:
        clients = [httpx.AsyncClient(base_url=proxy.url, timeout=60) for _ in range(PEOPLE)]
        found = [
            Person(await stack.enter_async_context(one), f"甲{n}") for n, one in enumerate(clients)
        ]
        await asyncio.gather(*(one.say("你好") for one in found))
        yield found


async def asked(service: Service, path: str) -> tuple[int, Any]:
    """What the process itself answers, without nginx."""
    async with httpx.AsyncClient() as http:
        response = await http.get(service.url + path)
    return response.status_code, response.json()


async def processes_of(proxy: Proxy, cookie: str, path: str = "/api/v1/chat") -> list[str]:
    """Which processes answer three requests with this cookie."""
    before = len(proxy.requests())
    async with httpx.AsyncClient(base_url=proxy.url, headers={"Cookie": cookie}) as http:
        for _ in range(3):
            await http.get(path)
    await until(lambda: len(proxy.requests()) == before + 3)
    return [one["process"] for one in proxy.requests()[before:]]


def assert_kept(site: Processes, people: list[Person]) -> None:
    """What was acknowledged is in the journal and in the tracker, once, in its order, and has its answer."""
    for one in people:
        said = site.messages(one.sender)
        heard = [row for row in said if row.author == "person" and row.text in one.acknowledged]
        assert [row.text for row in heard] == one.acknowledged
        assert {row.id for row in heard} <= {row.reply_to for row in said if row.author == "bot"}
        tracked = [text for text in site.in_tracker(one.sender) if text in one.acknowledged]
        assert len(tracked) >= min(TRACKED, len(one.acknowledged))
        assert tracked == one.acknowledged[-len(tracked) :]


async def test_a_person_stays_with_one_process_and_people_are_spread(
    site: Processes, proxy: Proxy, people: list[Person]
) -> None:
    for service in site.living(2):
        assert await asked(service, "/ready") == (200, {"status": "ready", "degraded": []})
    seen = set()
    for number in range(20):
        # Another signature comes with every answer.
        cookies = [
            f"wence_chat=web-{number:032x}.{stamp}.{stamp}" for stamp in ("aaaaaa", "bbbbbb")
        ]
        found = [process for one in cookies for process in await processes_of(proxy, one)]
        assert len(set(found)) == 1
        seen.update(found)
    assert seen == {one.address for one in site.living(2)}
    cookie = people[0].http.cookies["wence_chat"]
    assert len(set(await processes_of(proxy, f"other=1; wence_chat={cookie}"))) == 1


async def test_https_of_a_trusted_proxy_and_events_come_through(people: list[Person]) -> None:
    one = people[0]
    headers = {"X-Forwarded-Proto": "https", "Accept": "text/event-stream"}
    said = {"text": "顶尖人才生活补助多少"}
    async with one.http.stream("POST", "/api/v1/chat", json=said, headers=headers) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert "; Secure" in answer.headers["set-cookie"]
        events = (await answer.aread()).decode()
    assert [line for line in events.splitlines() if line.startswith("event: ")][-1] == "event: view"
    plain = await one.http.post("/api/v1/chat", json=said)
    assert "; Secure" not in plain.headers["set-cookie"]


async def test_a_process_is_killed_and_what_was_acknowledged_is_kept(
    site: Processes, people: list[Person]
) -> None:
    dying, _ = site.living(2)
    async with chatting(people):
        dying.process.kill()
        await until(lambda: dying.process.poll() is not None)
        after = [len(one.acknowledged) for one in people]
        await until(
            lambda: all(
                len(one.acknowledged) > n + 3 for one, n in zip(people, after, strict=True)
            ),
            patience=60,
        )
    for one in people:
        # What was being answered when it died: nobody knows how far it came, so nginx does not send it again.
        assert set(one.statuses) <= {200, 503}
        assert one.statuses.count(503) <= 1
    assert_kept(site, people)


async def test_a_process_is_told_to_end_and_everybody_is_answered(
    site: Processes, people: list[Person]
) -> None:
    ending, other = site.living(2)
    async with chatting(people):
        ending.process.send_signal(signal.SIGTERM)
        while (answer := await asked(ending, "/ready"))[0] == 200:
            pass
        assert (answer[0], answer[1]["reason"]) == (503, "Draining")
        assert await asked(ending, "/health") == (200, {"status": "ok"})
        assert (await asked(other, "/ready"))[0] == 200
        assert await asyncio.to_thread(ending.process.wait, 60) == 0
    assert {status for one in people for status in one.statuses} == {200}
    assert_kept(site, people)

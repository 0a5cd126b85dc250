"""One person before two processes of the real service, on PostgreSQL and Redis and without a proxy that would sort."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import httpx
import pytest

from bot.shared.locks import Locks
from bot.shared.redis import Redis
from tests.e2e.processes import Processes, processes
from tests.e2e.service import Service
from tests.redis_server import redis_url

PEOPLE, SENTENCES = 6, 8
A_MINUTE = 20  # messages, which one person may send


@dataclass
class Site:
    """Two processes and the Redis that they share."""

    processes: Processes
    redis: Redis

    @property
    def services(self) -> list[Service]:
        return self.processes.living(2)

    def assert_kept(self, sender: str, said: list[str]) -> None:
        """Each message was heard and answered once, and journal and tracker have them in this order."""
        journal = self.processes.messages(sender)
        heard = [one for one in journal if one.author == "person"]
        assert [one.text for one in heard] == said
        tracked = self.processes.in_tracker(sender)  # of the latest sessions
        assert len(tracked) >= len(said) / 2
        assert tracked == said[-len(tracked) :]
        replies = [one.reply_to for one in journal if one.author == "bot"]
        assert set(replies) == {one.id for one in heard}
        # Whole turns: nothing of one stands within another.
        turns = [one.id if one.author == "person" else one.reply_to for one in journal]
        assert turns == sorted(turns)

    async def waiting(self, sender: str, count: int) -> None:
        """Returns when so many stand in the line of `sender`."""
        keys = Locks().line(sender).keys[:1]
        while await self.redis.run("return redis.call('LLEN', KEYS[1])", keys) < count:
            await asyncio.sleep(0.01)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with redis_url(tmp_path_factory.mktemp("redis")) as found:
        yield found


@pytest.fixture(scope="module")
async def site(artefacts: Path, url: str) -> AsyncIterator[Site]:
    """With the limits that a site has by itself, but for those by address: everybody here has the same."""
    settings = {"WENCE_REDIS_URL": url, "WENCE_LIMITS": "on", "WENCE_LIMITS_OFFICES": "127.0.0.1"}
    with processes(Processes, artefacts, "two", **settings) as found:
        redis = Redis(url)
        yield Site(found, redis)
        await redis.close()


async def say(service: Service, http: httpx.AsyncClient, text: str) -> int:
    response = await http.post(f"{service.url}/api/v1/chat", json={"text": text})
    return response.status_code


@pytest.fixture
async def people(site: Site) -> AsyncIterator[list[httpx.AsyncClient]]:
    """People whose cookies hold for both processes."""
    found = [httpx.AsyncClient(timeout=60) for _ in range(PEOPLE)]
    for one, service in zip(found, cycle(site.services), strict=False):
        assert await say(service, one, "你好") == 200
    yield found
    for one in found:
        await one.aclose()


def name(person: httpx.AsyncClient) -> str:
    return person.cookies["wence_chat"].split(".")[0]


async def test_one_after_the_other(site: Site, people: list[httpx.AsyncClient]) -> None:
    said = [f"第{n}句" for n in range(SENTENCES)]

    async def talk(person: httpx.AsyncClient) -> None:
        for text, service in zip(said, cycle(site.services), strict=False):
            assert await say(service, person, text) == 200

    await asyncio.gather(*map(talk, people))
    for one in people:
        site.assert_kept(name(one), ["你好", *said])


async def test_all_at_once_in_the_order_of_their_arrival(
    site: Site, people: list[httpx.AsyncClient], url: str
) -> None:
    said = [f"第{n}句" for n in range(SENTENCES)]

    async def talk(person: httpx.AsyncClient) -> None:
        tasks = []
        async with Locks(site.redis).hold(name(person)):
            for number, (text, service) in enumerate(zip(said, cycle(site.services), strict=False)):
                tasks.append(asyncio.create_task(say(service, person, text)))
                await site.waiting(name(person), number + 2)
        assert set(await asyncio.gather(*tasks)) == {200}

    await asyncio.gather(*map(talk, people))
    for one in people:
        site.assert_kept(name(one), ["你好", *said])


async def test_one_person_has_one_limit(site: Site, people: list[httpx.AsyncClient]) -> None:
    both = cycle(site.services)
    statuses = await asyncio.gather(
        *(say(next(both), people[0], f"第{n}句") for n in range(A_MINUTE + 5))
    )
    assert statuses.count(200) == A_MINUTE - 1  # the greeting was one
    assert set(statuses) == {200, 429}


async def test_a_process_that_dies_in_the_line_holds_nobody_up_for_long(
    site: Site, people: list[httpx.AsyncClient]
) -> None:
    dying, other = site.services
    person = people[0]
    async with Locks(site.redis).hold(name(person)):
        lost = asyncio.create_task(say(dying, person, "没人回答"))
        await site.waiting(name(person), 2)
        answered = asyncio.create_task(say(other, person, "还在吗"))
        await site.waiting(name(person), 3)
        dying.process.kill()
    with pytest.raises(httpx.HTTPError):
        await lost
    assert await answered == 200
    site.assert_kept(name(person), ["你好", "还在吗"])

"""Messages of one person are answered one after the other, in one process and in several."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from uuid import uuid4

import pytest

from bot.shared import redis as connection
from bot.shared.locks import Locks
from bot.shared.redis import Redis, RedisSettingError
from tests.redis_server import OwnRedis, redis_url
from tests.wechat.service import until

NewProcess = Callable[..., Locks]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    with redis_url(tmp_path_factory.mktemp("redis")) as found:
        yield found


@pytest.fixture
async def process(url: str) -> AsyncIterator[NewProcess]:
    """Makes the locks of a process of its own: `process()`."""
    made: list[Redis] = []

    def new(url: str = url, **options: int) -> Locks:
        made.append(Redis(url))
        return Locks(made[-1], **options)

    yield new
    for one in made:
        await one.close()


@pytest.fixture
def sender() -> str:
    return f"web-{uuid4().hex}"


class Desk:
    """Where messages are answered; `answered` in that order, `most` at once."""

    def __init__(self) -> None:
        self.answered: list[str] = []
        self.at_once = self.most = 0
        self.open = asyncio.Event()
        self.open.set()

    async def answer(self, locks: Locks, sender: str, message: str) -> None:
        async with locks.hold(sender):
            self.at_once += 1
            self.most = max(self.most, self.at_once)
            self.answered.append(message)
            await self.open.wait()
            for _ in range(20):  # others have every opportunity to come in between
                await asyncio.sleep(0)
            self.at_once -= 1

    def begin(self, locks: Locks, sender: str, message: str) -> asyncio.Task[None]:
        return asyncio.create_task(self.answer(locks, sender, message))

    async def begun(self, message: str) -> None:
        await until(lambda: message in self.answered)


async def places(redis: Redis, sender: str, count: int) -> None:
    """Returns when so many messages of `sender` stand in the line."""
    name = Locks().line(sender).keys[0]
    while await redis.run("return redis.call('LLEN', KEYS[1])", (name,)) != count:
        await asyncio.sleep(0.005)


async def test_one_process_answers_in_the_order_of_arrival(sender: str) -> None:
    desk, locks = Desk(), Locks()
    await asyncio.gather(*(desk.answer(locks, sender, f"{n}") for n in range(20)))
    assert desk.answered == [f"{n}" for n in range(20)]
    assert desk.most == 1


async def test_different_people_wait_for_nobody(process: NewProcess, sender: str) -> None:
    for locks in (Locks(), process()):
        desk = Desk()
        desk.open.clear()
        tasks = [desk.begin(locks, f"{sender}{n}", f"{n}") for n in range(5)]
        await until(lambda desk=desk: desk.most == 5)
        desk.open.set()
        await asyncio.gather(*tasks)


async def test_several_processes_answer_one_at_a_time(process: NewProcess, sender: str) -> None:
    desk, processes = Desk(), [process() for _ in range(3)]
    await asyncio.gather(*(desk.answer(processes[n % 3], sender, f"{n}") for n in range(60)))
    assert desk.most == 1
    assert sorted(desk.answered) == sorted(f"{n}" for n in range(60))


async def test_several_processes_answer_in_the_order_of_arrival(
    process: NewProcess, sender: str
) -> None:
    desk, one, other = Desk(), process(), process()
    desk.open.clear()
    tasks = []
    for number, locks in enumerate((one, one, other, one, other, other, one)):
        tasks.append(desk.begin(locks, sender, f"{number}"))
        await places(one._redis, sender, number + 1)
    desk.open.set()
    await asyncio.gather(*tasks)
    assert desk.answered == ["0", "1", "2", "3", "4", "5", "6"]
    assert desk.most == 1


async def test_nothing_is_left_in_redis(process: NewProcess, sender: str) -> None:
    desk, locks = Desk(), process()
    await asyncio.gather(*(desk.answer(locks, sender, f"{n}") for n in range(5)))
    await places(locks._redis, sender, 0)
    await until(lambda: not locks._lines)


async def test_who_goes_away_holds_nobody_up(process: NewProcess, sender: str) -> None:
    desk, one, other = Desk(), process(), process()
    desk.open.clear()
    tasks = [desk.begin(one, sender, "first")]
    await desk.begun("first")
    tasks += [desk.begin(one, sender, "second"), desk.begin(other, sender, "third")]
    tasks += [desk.begin(one, sender, "fourth"), desk.begin(other, sender, "fifth")]
    await places(one._redis, sender, 5)
    for gone in (tasks[0], tasks[1], tasks[2]):
        gone.cancel()
    desk.open.set()
    await asyncio.gather(*tasks[3:])
    assert sorted(desk.answered[1:]) == ["fifth", "fourth"]
    await places(one._redis, sender, 0)


async def test_who_goes_away_takes_nobody_elses_place(process: NewProcess, sender: str) -> None:
    desk, one, other = Desk(), process(), process()
    desk.open.clear()
    tasks = [desk.begin(one, sender, "first")]
    await desk.begun("first")
    for number, locks in enumerate((other, one), 2):
        tasks.append(desk.begin(locks, sender, f"{number}"))
        await places(one._redis, sender, number)
    tasks[-1].cancel()
    await places(one._redis, sender, 2)
    with suppress(asyncio.TimeoutError):
        await asyncio.wait_for(asyncio.shield(tasks[1]), 0.2)
    assert desk.answered == ["first"]
    desk.open.set()
    await asyncio.gather(*tasks[:2])


async def test_people_who_come_and_go_meet_nobody_inside(process: NewProcess, sender: str) -> None:
    dice, processes = Random(6), [process() for _ in range(3)]
    inside, met, tasks = 0, 0, []

    async def come(locks: Locks) -> None:
        nonlocal inside, met
        async with locks.hold(sender):
            met += inside
            inside += 1
            try:
                await asyncio.sleep(dice.random() / 500)
            finally:
                inside -= 1

    for _ in range(300):
        tasks.append(asyncio.create_task(come(dice.choice(processes))))
        if dice.random() < 0.3:
            await asyncio.sleep(dice.random() / 200)
            dice.choice(tasks).cancel()
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    assert met == 0
    assert all(one is None or isinstance(one, asyncio.CancelledError) for one in ended)
    await places(processes[0]._redis, sender, 0)


async def test_a_process_that_died_holds_its_person_up_no_longer_than_its_lease(
    process: NewProcess, sender: str
) -> None:
    desk, dead, other = Desk(), process(lease=300), process(lease=300)
    entered = asyncio.Event()

    async def work() -> None:
        async with dead.hold(sender):
            entered.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(work())
    await entered.wait()
    dead._redis.available = False  # it is heard of no more
    await desk.answer(other, sender, "next")
    assert desk.answered == ["next"]
    task.cancel()


async def test_a_turn_that_takes_longer_than_the_lease_keeps_its_place(
    process: NewProcess, sender: str
) -> None:
    desk, one, other = Desk(), process(lease=150), process(lease=150)
    desk.open.clear()
    first = desk.begin(one, sender, "first")
    await desk.begun("first")
    second = desk.begin(other, sender, "second")
    with suppress(asyncio.TimeoutError):
        await asyncio.wait_for(asyncio.shield(second), 0.6)
    assert desk.answered == ["first"]
    desk.open.set()
    await asyncio.gather(first, second)
    assert desk.most == 1


async def test_without_redis_each_process_goes_on_and_says_so_once(
    tmp_path: Path,
    process: NewProcess,
    sender: str,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connection, "PAUSE", 0.05)
    with OwnRedis(tmp_path) as server, caplog.at_level(logging.WARNING, connection.__name__):
        desk, locks = Desk(), process(server.url)
        desk.open.clear()
        tasks = [desk.begin(locks, sender, "0")]
        await desk.begun("0")
        tasks.append(desk.begin(locks, sender, "1"))
        server.stop()
        tasks += [desk.begin(locks, sender, f"{n}") for n in (2, 3)]
        await until(lambda: not locks._redis.available)
        desk.open.set()
        await asyncio.gather(*tasks)
        assert desk.answered == ["0", "1", "2", "3"]
        assert desk.most == 1
        server.start()
        await until(lambda: locks._redis.available)
        await asyncio.gather(*(desk.answer(locks, sender, f"{n}") for n in (4, 5)))
        assert desk.answered[4:] == ["4", "5"]
        assert locks._redis.available
    assert [one.getMessage().split(" (")[0] for one in caplog.records] == [
        "Redis is away",
        "Redis is back",
    ]


async def test_redis_that_answers_nothing_is_waited_for_once(
    tmp_path: Path, process: NewProcess, sender: str
) -> None:
    with OwnRedis(tmp_path) as server:
        desk, locks = Desk(), process(server.url)
        await desk.answer(locks, sender, "0")
        await places(locks._redis, sender, 0)
        server.freeze()
        calls = 0
        run = locks._redis.run

        async def counted(*arguments: object) -> object:
            nonlocal calls
            calls += locks._redis.available
            return await run(*arguments)

        locks._redis.run = counted
        for number in range(1, 10):
            await desk.answer(locks, sender, f"{number}")
        assert desk.answered == [f"{n}" for n in range(10)]
        assert calls == 1
        server.thaw()


async def test_redis_that_lost_its_data_holds_nobody_up(
    tmp_path: Path, process: NewProcess, sender: str
) -> None:
    with OwnRedis(tmp_path) as server:
        desk, one, other = Desk(), process(server.url), process(server.url)
        desk.open.clear()
        tasks = [desk.begin(one, sender, "0")]
        await desk.begun("0")
        tasks += [desk.begin(one, sender, "1"), desk.begin(other, sender, "2")]
        await places(one._redis, sender, 3)
        await one._redis.run("return redis.call('FLUSHDB')", ())
        desk.open.set()
        await asyncio.gather(*tasks)
        assert sorted(desk.answered) == ["0", "1", "2"]
        assert one._redis.available
        assert other._redis.available


@pytest.mark.parametrize(
    "url", ["127.0.0.1:6379", "http://127.0.0.1", "redis://127.0.0.1:port", "redis://x?nonsense=1"]
)
def test_an_address_that_is_none_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(RedisSettingError, match="WENCE_REDIS_URL") as refused:
        Redis.from_environment({"WENCE_REDIS_URL": url})
    assert url not in str(refused.value)


def test_without_the_setting_there_is_no_redis() -> None:
    assert Redis.from_environment({}) is None

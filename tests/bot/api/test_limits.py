"""Nobody takes the service away from the others: limits by person and by address."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from redis import Redis as Client

from bot.api import create_app
from bot.assistant import Assistant
from bot.shared.limits import Limits, LimitSettingError, LimitSettings, network
from bot.shared.redis import Redis
from bot.store import passwords
from bot.store.database import Database, now
from bot.store.tables import Message, Staff
from tests.redis_server import OwnRedis, redis_url

KEY = "a key for tests"
HOME, ELSEWHERE = "203.0.113.7", "198.51.100.9"
NewApp = Callable[..., FastAPI]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with redis_url(tmp_path_factory.mktemp("redis")) as found:
        yield found


@pytest.fixture
def new_app(little: Assistant, tmp_path: Path) -> NewApp:
    """An application with these limits: `new_app(chat="3/minute")`. All share a database and nothing else."""

    def new(redis: Redis | None = None, key: str = KEY, **variables: str) -> FastAPI:
        environment = {f"WENCE_LIMITS_{name.upper()}": text for name, text in variables.items()}
        database = Database(f"sqlite:///{tmp_path / 'wence.db'}")
        return create_app(little, database, key, redis, LimitSettings.read(environment))

    return new


def at(app: FastAPI, address: str = HOME) -> httpx.AsyncClient:
    """A browser at `address`."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(address, 50000))
    return httpx.AsyncClient(transport=transport, base_url="http://wence")


async def say(browser: httpx.AsyncClient, text: str = "你好", **headers: str) -> httpx.Response:
    return await browser.post("/api/v1/chat", json={"text": text}, headers=headers)


def told(response: httpx.Response) -> dict[str, Any]:
    """What the refusal says, which is one."""
    assert response.status_code == 429, response.text
    assert 1 <= int(response.headers["Retry-After"]) <= 60
    body: dict[str, Any] = response.json()
    return body


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
async def test_who_writes_too_fast_is_told_when_to_write_again(
    new_app: NewApp, accept: str
) -> None:
    app = new_app(sender="3/minute")
    person, other = at(app), at(app)
    for _ in range(3):
        assert (await say(person, Accept=accept)).status_code == 200
    problem = told(refusal := await say(person, "第四句", Accept=accept))
    assert refusal.headers["Content-Type"] == "application/problem+json"
    assert problem["reason"] == "TooManyRequests"
    assert problem["detail"].startswith("您发得太快了，请 ")
    assert "Content-Security-Policy" in refusal.headers
    told(await person.patch("/api/v1/chat/facts", json={"facts": {"share_percent": 30}}))
    with app.state.database.session() as session:
        assert session.query(Message).filter_by(text="第四句").count() == 0
    assert (await say(other, Accept=accept)).status_code == 200
    assert (await person.get("/api/v1/chat")).status_code == 200


async def test_rasas_clients_are_told_in_rasas_form(new_app: NewApp) -> None:
    client = at(new_app(sender="2/minute"))
    me, somebody = ({"sender": name, "message": "你好"} for name in ("me", "somebody"))
    for _ in range(2):
        assert (await client.post("/webhooks/rest/webhook", json=me)).status_code == 200
    body = told(await client.post("/webhooks/rest/webhook", json=me))
    assert (body["status"], body["code"]) == ("failure", 429)
    assert (await client.post("/webhooks/rest/webhook", json=somebody)).status_code == 200


@pytest.mark.parametrize(
    ("limit", "method", "path", "body"),
    [
        ("chat", "POST", "/api/v1/chat", {"text": "你好"}),
        ("chat", "POST", "/webhooks/rest/webhook", {"message": "你好"}),
        ("screening", "POST", "/api/v1/screening", {"facts": {}}),
        ("requests", "GET", "/api/v1/facts", None),
        ("requests", "GET", "/api/v1/nothing", None),
        ("requests", "DELETE", "/api/v1/chat", None),
        ("requests", "GET", "/open/nonsense", None),
        ("login", "POST", "/api/v1/staff/login", {"name": "谁", "password": "不知道"}),
        ("refused", "GET", "/api/v1/staff/me", None),
        ("refused", "GET", "/api/v1/staff/conversations", None),
    ],
)
async def test_an_address_that_asks_too_much_is_refused_and_no_other(
    new_app: NewApp, limit: str, method: str, path: str, body: dict[str, Any] | None
) -> None:
    app = new_app(**{limit: "2/minute"})

    async def ask(address: str) -> httpx.Response:
        return await at(app, address).request(method, path, json=body)

    for _ in range(2):
        assert (await ask(HOME)).status_code != 429
    assert "同一个网络地址" in str(told(await ask(HOME)))
    assert (await ask(ELSEWHERE)).status_code != 429
    for exempt in ("/", "/console", "/health"):
        assert (await at(app).get(exempt)).status_code == 200


async def test_a_body_that_is_refused_is_not_waited_for(new_app: NewApp) -> None:
    app = new_app(chat="1/minute")
    await say(at(app))

    async def endless() -> Any:
        yield b"{"
        raise AssertionError("the body was read")

    told(await at(app).post("/api/v1/chat", content=endless()))


async def test_the_seats_of_a_hotline_share_an_address_and_none_is_refused(
    new_app: NewApp,
) -> None:
    app = new_app(requests="1/minute", refused="2/minute")
    with app.state.database.session() as session:
        hashed = passwords.hashed("correct horse")
        session.add(Staff(name="王芳", role="坐席", password_hash=hashed, created_at=now()))
    desk = at(app)
    login = {"name": "王芳", "password": "correct horse"}
    assert (await desk.post("/api/v1/staff/login", json=login)).status_code == 200
    for _ in range(10):
        assert (await desk.get("/api/v1/staff/conversations")).status_code == 200


async def test_offices_are_not_limited_by_address(new_app: NewApp) -> None:
    app = new_app(requests="1/minute", offices="203.0.113.0/24, 2001:db8::/32")
    for address in (HOME, "2001:db8:1:2::3"):
        for _ in range(3):
            assert (await at(app, address).get("/api/v1/facts")).status_code == 200
    await at(app, ELSEWHERE).get("/api/v1/facts")
    told(await at(app, ELSEWHERE).get("/api/v1/facts"))


async def test_once_the_window_is_over_there_is_room_again(new_app: NewApp, url: str) -> None:
    shared = Redis(url)
    limits = {"sender": "1/second", "chat": "1000000/minute"}
    apps = new_app(**limits), new_app(shared, key=uuid4().hex, **limits)
    for app in apps:
        person = at(app)
        assert (await say(person)).status_code == 200
        deadline, statuses = time.monotonic() + 20, {200}
        while time.monotonic() < deadline and statuses != {200, 429, "again"}:
            status = (await say(person)).status_code
            statuses.add("again" if status == 200 and 429 in statuses else status)
        assert statuses == {200, 429, "again"}
    await shared.close()


async def test_processes_count_together_in_redis(new_app: NewApp, url: str) -> None:
    key, shared = uuid4().hex, (Redis(url), Redis(url))
    one, other = (new_app(redis, key=key, sender="4/minute") for redis in shared)
    person, same = at(one), at(other)
    await say(person)
    same.cookies = person.cookies
    for browser in (same, person, same):
        assert (await say(browser)).status_code == 200
    told(await say(person))
    told(await say(same))
    for redis in shared:
        await redis.close()


async def test_without_redis_each_process_counts_on(new_app: NewApp, tmp_path: Path) -> None:
    with OwnRedis(tmp_path) as server:
        shared = Redis(server.url)
        person = at(new_app(shared, sender="2/minute"))
        assert (await say(person)).status_code == 200
        server.stop()
        for _ in range(2):
            assert (await say(person)).status_code == 200
        told(await say(person))
        await shared.close()


async def test_redis_keeps_no_address_and_nothing_beyond_its_window(
    new_app: NewApp, tmp_path: Path
) -> None:
    with OwnRedis(tmp_path) as server, Client.from_url(server.url) as inside:
        shared = Redis(server.url)
        app = new_app(shared, sender="9/minute", chat="9/hour")
        await at(app).post("/webhooks/rest/webhook", json={"sender": "wang", "message": "你好"})
        names = [name.decode() for name in inside.scan_iter()]
        limits = [name for name in names if name.startswith("wence:limit:")]
        assert len(limits) == 2
        assert not any(part in name for name in names for part in (HOME, "wang"))
        assert sorted(round(inside.ttl(name), -1) for name in limits) == [60, 3600]
        await shared.close()


async def test_many_addresses_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.shared.limits.MOST_COUNTS", 50)
    limits = Limits(LimitSettings.read({"WENCE_LIMITS_CHAT": "1/hour"}), KEY)
    for number in range(200):
        assert not await limits.of_address("chat", f"10.0.0.{number}")
    assert len(limits._counts._counts) == 50
    assert await limits.of_address("chat", "10.0.0.199")
    assert not await limits.of_address("chat", "10.0.0.0")  # forgotten


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.7", "203.0.113.8", False),
        ("203.0.113.7", "::ffff:203.0.113.7", True),
        ("2001:db8:1:2:3::4", "2001:db8:1:2:ffff::", True),
        ("2001:db8:1:2::", "2001:db8:1:3::", False),
        ("fe80::1%eth0", "fe80::2%eth1", True),
    ],
)
def test_a_line_with_ipv6_is_one_address(one: str, other: str, same: bool) -> None:
    assert (network(one) == network(other)) is same
    assert network(one) is not None


async def test_the_addresses_of_one_line_are_counted_together() -> None:
    limits = Limits(LimitSettings.read({"WENCE_LIMITS_CHAT": "1/hour"}), KEY)
    assert not await limits.of_address("chat", "2001:db8:1:2::3")
    assert await limits.of_address("chat", "2001:db8:1:2:ffff::")
    assert not await limits.of_address("chat", "2001:db8:1:3::3")


async def test_what_is_no_address_counts_as_one_and_the_same() -> None:
    limits = Limits(LimitSettings.read({"WENCE_LIMITS_LOGIN": "1/hour"}), KEY)
    assert not await limits.of_address("login", "unknown")
    assert await limits.of_address("login", "_hidden")
    assert not await limits.of_address("login", "203.0.113.9")


@pytest.mark.parametrize("host", [None, "", "unix", "testclient"])
def test_who_has_no_address_is_not_limited_by_it(host: str | None) -> None:
    assert network(host) is None


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("WENCE_LIMITS", "maybe"),
        ("WENCE_LIMITS_CHAT", "many"),
        ("WENCE_LIMITS_SENDER", "0/minute"),
        ("WENCE_LIMITS_LOGIN", "5/fortnight"),
        ("WENCE_LIMITS_OFFICES", "203.0.113.0/99"),
        ("WENCE_LIMITS_OFFICES", "203.0.113.7/24"),
    ],
)
def test_a_setting_that_cannot_be_read_is_named(variable: str, text: str) -> None:
    with pytest.raises(LimitSettingError, match=rf"{variable} 应.*{text}"):
        LimitSettings.read({variable: text})


async def test_limits_can_be_switched_off() -> None:
    limits = Limits(LimitSettings.read({"WENCE_LIMITS": "off"}), KEY)
    assert not any([await limits.of_sender("me") for _ in range(1000)])


async def test_nobody_gets_more_by_asking_at_once(url: str) -> None:
    shared = Redis(url)
    settings = LimitSettings.read({"WENCE_LIMITS_CHAT": "5/minute; 7/hour"})
    for redis in (None, shared):
        limits = Limits(settings, uuid4().hex, redis)
        waits = await asyncio.gather(*(limits.of_address("chat", HOME) for _ in range(20)))
        assert waits.count(0) == 5
    assert shared.available
    await shared.close()

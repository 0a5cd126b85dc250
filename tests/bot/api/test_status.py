"""Whether the service lives, and whether it is ready to answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from bot.api import create_app
from bot.assistant import Assistant
from bot.shared.redis import Redis
from bot.store.database import Database
from bot.store.probe import DatabaseProbe
from tests.postgresql import new_schema
from tests.redis_server import OwnRedis

READY = {"status": "ready", "degraded": []}


@pytest.fixture
def app(little: Assistant, database: Database) -> FastAPI:
    return create_app(little, database, "a key for tests")


@pytest.fixture
async def http(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://wence") as http:
        yield http


def rename(database: Database, old: str, new: str) -> None:
    with database.engine.begin() as connection:
        connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))


async def test_it_is_ready_while_the_database_answers(
    http: httpx.AsyncClient, database: Database
) -> None:
    answer = await http.get("/ready")
    assert (answer.status_code, answer.json()) == (200, READY)
    assert answer.headers["cache-control"] == "no-store"
    rename(database, "alembic_version", "away")
    answer = await http.get("/ready")
    assert (answer.status_code, answer.json()["reason"]) == (503, "NoDatabase")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert (await http.get("/health")).json() == {"status": "ok"}
    rename(database, "away", "alembic_version")
    assert (await http.get("/ready")).json() == READY


async def test_it_is_not_ready_once_it_is_about_to_end(
    app: FastAPI, http: httpx.AsyncClient
) -> None:
    app.state.draining = True
    answer = await http.get("/ready")
    assert (answer.status_code, answer.json()["reason"]) == (503, "Draining")


async def test_a_database_that_hangs_is_not_waited_for_and_keeps_one_thread_only() -> None:
    with new_schema() as url:
        database = Database(url)
        probe = DatabaseProbe(database, patience=0.1)
        with database.engine.connect() as other:
            other.execute(text("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE"))
            for _ in range(2):
                assert await asyncio.gather(probe.answers(), probe.answers()) == [False, False]
            assert database.engine.pool.checkedout() == 2  # this one and the question
        while not await probe.answers():
            pass
        database.engine.dispose()


async def test_without_redis_it_is_ready_and_says_so(little: Assistant, tmp_path: Path) -> None:
    with OwnRedis(tmp_path) as server:
        redis = Redis(server.url)
        database = Database(f"sqlite:///{tmp_path / 'wence.db'}")
        transport = httpx.ASGITransport(create_app(little, database, "a key", redis))
        async with httpx.AsyncClient(transport=transport, base_url="http://wence") as http:
            assert (await http.get("/ready")).json() == READY
            server.stop()
            await redis.look()
            answer = await http.get("/ready")
            assert (answer.status_code, answer.json()["degraded"]) == (200, ["redis"])
            server.start()
            await redis.look()
            assert (await http.get("/ready")).json() == READY
        await redis.close()

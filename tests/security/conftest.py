"""The whole application on a database of each test's own, with one administrator."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI

from bot.store import accounts, passwords
from bot.store.database import Database
from tests.security.whole import whole_app

NAME, PASSWORD = "赵敏", "四个不相干的词 correct horse"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    """The application, with every channel."""
    # Hashes that take no time: what they cost is argon2's own matter.
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(1, 8, 1))
    database = Database(f"sqlite:///{tmp_path / 'wence.db'}")
    with database.session() as session:
        accounts.create(session, NAME, accounts.ADMINISTRATOR, PASSWORD)
    return whole_app(database)


@pytest.fixture
async def browser(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A browser before the application, by https."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="https://wence") as client:
        yield client


async def log_in(client: httpx.AsyncClient) -> httpx.Response:
    """Logs the administrator in; the CSRF token is sent from then on."""
    answer = await client.post("/api/v1/staff/login", json={"name": NAME, "password": PASSWORD})
    client.headers["X-CSRF-Token"] = answer.json()["csrf"]
    return answer

"""The console's backend over a database of its own, with three accounts and a clock that tests set."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import httpx
import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI

from bot.api import create_app
from bot.reception import Reception
from bot.store import passwords
from bot.store.database import Database
from bot.store.journal import Journal
from bot.store.logins import Logins
from bot.store.tables import Message, Staff

STAFF = "/api/v1/staff"
PACK = "fushan-2017-23"
PASSWORD = "四个不相干的词 correct horse"


@dataclass
class Clock:
    """Tells the time that a test wants."""

    moment: datetime = datetime(2026, 3, 2, 1, 0)

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **amount: float) -> None:
        self.moment += timedelta(**amount)


@dataclass
class Trackers:
    """Stands for the assistant: knows only whose tracker was deleted."""

    forgotten: list[str] = field(default_factory=list)

    async def forget(self, sender: str) -> None:
        self.forgotten.append(sender)


@pytest.fixture(scope="session", autouse=True)
def cheap_hashes() -> Iterator[None]:
    """Hashes that take no time: what they cost is argon2's own matter."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHasher(1, 8, 1))
        yield


@cache
def password_hash() -> str:
    return passwords.hashed(PASSWORD)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def trackers() -> Trackers:
    return Trackers()


@pytest.fixture(scope="session")
def built() -> FastAPI:
    """The application, built once, since that takes longer than most tests."""
    return create_app(Trackers(), Database("sqlite://"), "a key for tests")


@pytest.fixture
def app(built: FastAPI, database: Database, clock: Clock, trackers: Trackers) -> FastAPI:
    """The application, with the agents 王芳 and 李强 and the administrator 赵敏, whose password is PASSWORD."""
    app = built
    app.state.database, app.state.reception = database, Reception(trackers, database)
    app.state.logins = Logins(database, clock)
    with database.session() as session:
        for name, role in (("王芳", "坐席"), ("李强", "坐席"), ("赵敏", "管理员")):
            session.add(
                Staff(name=name, role=role, password_hash=password_hash(), created_at=clock())
            )
    return app


Browser = Callable[[], httpx.AsyncClient]


@pytest.fixture
async def browser(app: FastAPI) -> AsyncIterator[Browser]:
    """Opens browsers in which nobody is logged in."""
    async with AsyncExitStack() as stack:

        def open_one(origin: str = "http://wence") -> httpx.AsyncClient:
            transport = httpx.ASGITransport(app, raise_app_exceptions=False)
            client = httpx.AsyncClient(transport=transport, base_url=f"{origin}{STAFF}")
            stack.push_async_exit(client)
            return client

        yield open_one


async def log_in(client: httpx.AsyncClient, name: str, password: str = PASSWORD) -> httpx.Response:
    """Logs in, and has the browser send the CSRF token from then on."""
    response = await client.post("/login", json={"name": name, "password": password})
    if response.status_code == 200:
        client.headers["X-CSRF-Token"] = response.json()["csrf"]
    return response


@pytest.fixture
def sign_in() -> Callable[..., Any]:
    return log_in


@pytest.fixture
async def agent(browser: Browser) -> httpx.AsyncClient:
    client = browser()
    await log_in(client, "王芳")
    return client


@pytest.fixture
async def colleague(browser: Browser) -> httpx.AsyncClient:
    client = browser()
    await log_in(client, "李强")
    return client


@pytest.fixture
async def administrator(browser: Browser) -> httpx.AsyncClient:
    client = browser()
    await log_in(client, "赵敏")
    return client


@dataclass(frozen=True)
class Talk:
    """Writes conversations as the reception does."""

    journal: Journal

    def __call__(
        self,
        sender: str,
        said: str,
        reply: str = "好的",
        *,
        outcome: str = "answered",
        intent: str = "greet",
        known: dict[str, Any] | None = None,
        channel: str = "web",
        waiting: bool = False,
        answer: dict[str, Any] | None = None,
    ) -> tuple[Message, Message]:
        """What a person said and what was replied."""
        facts = {
            fact: {"value": value, "words": said, "doubtful": False}
            for fact, value in (known or {}).items()
        }
        _, _, heard = self.journal.hear(sender, channel, said)
        understood = {
            "intent": intent,
            "topic": intent.removeprefix("ask_") if intent.startswith("ask_") else None,
            "confidence": 0.5,
            "likely": [[intent, 0.5], ["out_of_scope", 0.25]],
            "facts": facts,
            "scope": [PACK] if facts else [],
            "declined": [],
        }
        (replied,) = self.journal.answer(
            heard,
            [(reply, answer or {"headline": reply})],
            outcome=outcome,
            waiting=waiting,
            understood=understood,
            known=facts,
            latency_ms=12.5,
        )
        return heard, replied


@pytest.fixture
def talk(database: Database) -> Talk:
    return Talk(Journal(database))

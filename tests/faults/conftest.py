"""A service whose database, actions or clock fail as a test says. Conversations are kept in the database."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import create_engine, event, select, text
from sqlalchemy.engine import Engine

from bot.api import create_app
from bot.assistant import Assistant
from bot.project import Project
from bot.store.database import URL_VARIABLE, Database
from bot.store.tables import Message
from bot.training import ensure_model
from tests.bot.conftest import copy_small
from tests.postgresql import new_schema

WAIT = 30  # milliseconds for a lock, instead of seconds


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small project, trained."""
    project = copy_small(tmp_path_factory.mktemp("faults") / "small")
    ensure_model(project, print)
    return project


@dataclass
class Service:
    """One process: a loaded assistant and the application over one database at `url`."""

    url: str
    assistant: Assistant
    database: Database

    @property
    def engines(self) -> tuple[Engine, Engine]:
        """That of the journal and that of the trackers."""
        return self.database.engine, self.assistant.store._tracker_store.engine

    def client(self) -> httpx.AsyncClient:
        """Somebody new, who keeps cookies."""
        app = create_app(self.assistant, self.database, "a key for tests")
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        return httpx.AsyncClient(transport=transport, base_url="http://wence")

    def kept(self) -> list[tuple[str, str]]:
        """What the journal holds: who said what, in order."""
        with self.database.session() as session:
            rows = session.execute(select(Message.author, Message.text).order_by(Message.id))
            return [(author, said) for author, said in rows]

    def heard_by_rasa(self) -> list[str]:
        """The messages of people that the trackers hold."""
        query = "SELECT data FROM events WHERE type_name = 'user' ORDER BY id"
        with self.engines[1].connect() as connection:
            return [json.loads(data)["text"] for (data,) in connection.execute(text(query))]

    def dispose(self) -> None:
        for engine in self.engines:
            engine.dispose()


def impatient(engine: Engine) -> None:
    """Waits for locks only WAIT."""

    def checkout(connection: Any, *_: Any) -> None:
        connection.execute(f"PRAGMA busy_timeout = {WAIT}")

    def begin(connection: Any) -> None:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {WAIT}")

    if engine.dialect.name == "sqlite":
        event.listen(engine, "checkout", checkout)
    else:
        event.listen(engine, "begin", begin)


@pytest.fixture
async def serve(
    trained: Project, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Callable[[str], Any]]:
    """Loads a service on the database of a URL: `await serve(url)`."""
    async with AsyncExitStack() as stack:

        async def load(url: str) -> Service:
            monkeypatch.setenv(URL_VARIABLE, url)
            service = Service(url, await Assistant.load(trained), Database(url))
            stack.callback(service.dispose)
            for engine in service.engines:
                impatient(engine)
            return service

        yield load


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database, once of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'wence.db'}"
        return
    with new_schema() as made:
        yield made


@pytest.fixture
async def service(serve: Any, url: str) -> Service:
    return await serve(url)


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Somebody else holds the tables."""
    engine = create_engine(url, future=True)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN EXCLUSIVE")
        else:
            connection.exec_driver_sql(
                "LOCK TABLE message, conversation, events IN ACCESS EXCLUSIVE MODE"
            )
        yield
        connection.exec_driver_sql("ROLLBACK")
    engine.dispose()

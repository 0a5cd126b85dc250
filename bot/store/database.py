"""The database: an SQLite file by default, any other by WENCE_DATABASE_URL; brought up to date at start."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from datetime import datetime, timezone
from functools import partial
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from alembic import command
from alembic.config import Config
from sqlalchemy import text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import ArgumentError, SQLAlchemyError, TimeoutError
from sqlalchemy.orm import Session, sessionmaker

from bot.project import Project
from bot.store.engine import AT_ONCE, new_engine
from rules.errors import WenceError

URL_VARIABLE = "WENCE_DATABASE_URL"
MIGRATIONS = Path(__file__).parent / "migrations"
PATIENCE = 5.0  # seconds
LONGEST = 15.0  # seconds that a call takes at most, with locks and all

P = ParamSpec("P")
R = TypeVar("R")
OffLoop = Callable[..., Awaitable[Any]]


class DatabaseError(WenceError):
    """The database cannot be used; the message says which and what to do."""


def database_url(project: Project) -> str:
    """The URL from the environment, or that of the file var/wence.db."""
    return os.environ.get(URL_VARIABLE) or f"sqlite:///{project.var / 'wence.db'}"


def now() -> datetime:
    """The present time as the tables hold it."""
    return datetime.now(timezone.utc).replace(tzinfo=None)


class Threads:
    """Where statements on `engine` run, so that one that waits holds up nobody but who asked for it.

    An SQLite file is written by one at a time in any case: a second thread would only poll for it. patience: seconds
    that a call waits for a thread. Behind others that wait for a database that is held up it fails then, as they do.
    longest: seconds after which nobody waits for a call any more, such as one to a database that says nothing at all.
    """

    def __init__(
        self, engine: Engine, patience: float = PATIENCE, longest: float = LONGEST
    ) -> None:
        self.patience, self.longest = patience, longest
        workers = 1 if engine.dialect.name == "sqlite" else AT_ONCE
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="sql")

    async def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What `function` returns; it is called in one of the threads. Raises SQLAlchemy's TimeoutError."""
        latest = time.monotonic() + self.patience
        call = partial(copy_context().run, function, *args, **kwargs)

        def call_in_time() -> R:
            if time.monotonic() > latest:
                raise TimeoutError("no thread was free")
            return call()

        called = asyncio.get_running_loop().run_in_executor(self._pool, call_in_time)
        try:
            return await asyncio.wait_for(called, self.longest)
        except asyncio.TimeoutError:
            raise TimeoutError("the database did not answer") from None


class Database:
    """Sessions on the database at `url`, whose tables are those of bot/store/tables.

    off_loop: awaits what a function that uses sessions returns, while others are answered.

    Raises:
        DatabaseError: it cannot be reached, or `url` is none.
    """

    def __init__(self, url: str) -> None:
        try:
            self.engine = new_engine(url)
            self._migrate()
        except (SQLAlchemyError, ArgumentError, OSError, ModuleNotFoundError) as error:
            shown = str(getattr(error, "orig", error)).strip().split("\n")[0]
            raise DatabaseError(
                f"数据库用不了：{shown}。请检查环境变量 {URL_VARIABLE} 和数据库是否在运行"
            ) from error
        self._sessions = sessionmaker(self.engine, future=True, expire_on_commit=False)
        self.off_loop = Threads(self.engine).run

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session that is committed at the end, rolled back when something is raised."""
        with self._sessions() as session, session.begin():
            yield session

    def _migrate(self) -> None:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with self.engine.begin() as connection:
            one_at_a_time(connection)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def one_at_a_time(connection: Connection) -> None:
    """Has processes that start at once change the tables one after the other, until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(20170023)"))


def change(session: Session, statement: Any) -> bool:
    """Runs an UPDATE or DELETE, and tells whether it met a row.

    It looks and changes in one statement, so that of two at once only one has its way.
    """
    result = session.execute(statement.execution_options(synchronize_session=False))
    return bool(result.rowcount)

"""The database: an SQLite file by default, any other by WENCE_DATABASE_URL; brought up to date at start."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool, StaticPool

from bot.project import Project
from rules.errors import WenceError

URL_VARIABLE = "WENCE_DATABASE_URL"
MIGRATIONS = Path(__file__).parent / "migrations"


class DatabaseError(WenceError):
    """The database cannot be used; the message says which and what to do."""


def database_url(project: Project) -> str:
    """The URL from the environment, or that of the file var/wence.db."""
    return os.environ.get(URL_VARIABLE) or f"sqlite:///{project.var / 'wence.db'}"


def now() -> datetime:
    """The present time as the tables hold it."""
    return datetime.now(timezone.utc).replace(tzinfo=None)


class Database:
    """Sessions on the database at `url`, whose tables are those of bot/store/tables.

    Raises:
        DatabaseError: it cannot be reached, or `url` is none.
    """

    def __init__(self, url: str) -> None:
        try:
            self.engine = _engine(url)
            self._migrate()
        except (SQLAlchemyError, ArgumentError, OSError, ModuleNotFoundError) as error:
            shown = str(getattr(error, "orig", error)).strip().split("\n")[0]
            raise DatabaseError(
                f"数据库用不了：{shown}。请检查环境变量 {URL_VARIABLE} 和数据库是否在运行"
            ) from error
        self._sessions = sessionmaker(self.engine, future=True, expire_on_commit=False)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session that is committed at the end, rolled back when something is raised."""
        with self._sessions() as session, session.begin():
            yield session

    def _migrate(self) -> None:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with self.engine.begin() as connection:
            if connection.dialect.name == "postgresql":  # of several starting at once one migrates
                connection.execute(text("SET LOCAL lock_timeout = 0"))
                connection.execute(text("SELECT pg_advisory_xact_lock(20170023)"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def change(session: Session, statement: Any) -> bool:
    """Runs an UPDATE or DELETE, and tells whether it met a row.

    It looks and changes in one statement, so that of two at once only one has its way.
    """
    result = session.execute(statement.execution_options(synchronize_session=False))
    return bool(result.rowcount)


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        engine = create_engine(parsed, future=True, pool_pre_ping=True, hide_parameters=True)
        if parsed.get_backend_name() == "postgresql":
            event.listen(engine, "connect", _set_up_postgresql)
        return engine
    options: dict[str, Any] = {"connect_args": {"check_same_thread": False, "timeout": 10}}
    if parsed.database in (None, "", ":memory:"):
        options["poolclass"] = StaticPool
    else:
        Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
        # SQLAlchemy would open the file anew for every transaction, which costs more than the transaction.
        options["poolclass"] = QueuePool
    engine = create_engine(parsed, future=True, hide_parameters=True, **options)
    event.listen(engine, "connect", _set_up_sqlite)
    return engine


def _set_up_postgresql(connection: Any, _: Any) -> None:
    """Waits a few seconds for a lock, not for ever: while a statement waits, nobody else is answered."""
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '3s'")
    connection.autocommit = False


def _set_up_sqlite(connection: Any, _: Any) -> None:
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("PRAGMA secure_delete = ON")  # what is deleted leaves no bytes in the file

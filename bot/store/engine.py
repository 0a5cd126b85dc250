"""An engine on a database, set up as all of ours are."""

from __future__ import annotations

import select
import time
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import QueuePool, StaticPool

# By this PostgreSQL shows whose connections they are. A restore looks for them.
CONNECTED_AS = "left('wence ' || current_schema(), 63)"
AT_ONCE = 16  # statements of one process on its way to a server
RESTED = 10.0  # seconds, after which a connection may have been cut by something on the way that told nobody


def new_engine(url: str | URL) -> Engine:
    """An engine on the database at `url`, set up as all of ours are."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        engine = create_engine(
            parsed,
            future=True,
            pool_pre_ping=parsed.get_backend_name() != "postgresql",
            pool_use_lifo=True,
            pool_size=AT_ONCE,
            pool_timeout=5,
            hide_parameters=True,
            connect_args=_until_given_up(parsed),
        )
        if parsed.get_backend_name() == "postgresql":
            event.listen(engine, "connect", _set_up_postgresql)
            event.listen(engine, "checkin", _note_return)
            event.listen(engine, "checkout", partial(_look, engine.dialect))
        return engine
    options: dict[str, Any] = {"connect_args": {"check_same_thread": False, "timeout": 10}}
    if parsed.database in (None, "", ":memory:"):
        options["poolclass"] = StaticPool
    else:
        Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
        # SQLAlchemy would open the file anew for every transaction, which costs more than the transaction.
        options["poolclass"] = QueuePool
        options["pool_use_lifo"] = True  # the last one used has what is read most in its memory
    engine = create_engine(parsed, future=True, hide_parameters=True, **options)
    event.listen(engine, "connect", _set_up_sqlite)
    return engine


def _until_given_up(url: URL) -> dict[str, Any]:
    """How long libpq waits for a host that says nothing: seconds, and milliseconds for what it has not received."""
    if url.get_backend_name() != "postgresql":
        return {}
    own = {
        "connect_timeout": 5,
        "tcp_user_timeout": 10_000,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 2,
    }
    return {name: value for name, value in own.items() if name not in url.query}


def _note_return(_: Any, record: Any) -> None:
    record.info["returned"] = time.monotonic()


def _look(dialect: Any, connection: Any, record: Any, _: Any) -> None:
    """Has the pool replace a connection that was cut. SQLAlchemy's own look sends a statement before every use."""
    returned = record.info.get("returned")
    if returned is None:
        return
    rested = time.monotonic() - returned > RESTED
    if (rested or _has_word(connection)) and not dialect.do_ping(connection):
        raise DisconnectionError("the connection was cut")


def _has_word(connection: Any) -> bool:
    """Whether the server sent something unasked: it says so when it ends, and the end itself counts too."""
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return bool(waiting.poll(0))


def _set_up_postgresql(connection: Any, _: Any) -> None:
    """Waits a few seconds for a lock, not for ever: while a statement waits, nobody else is answered."""
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '3s'")
        cursor.execute(f"SELECT set_config('application_name', {CONNECTED_AS}, false)")
    connection.autocommit = False


def _set_up_sqlite(connection: Any, _: Any) -> None:
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("PRAGMA secure_delete = ON")  # what is deleted leaves no bytes in the file

"""Rasa's table of tracker events in an SQL database: read and written off the event loop, in a statement or two."""

from __future__ import annotations

import json
from itertools import islice
from typing import Any

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import bindparam, delete, event, func, select, text
from sqlalchemy.engine import URL
from sqlalchemy.orm import sessionmaker

from bot.store.database import Threads, one_at_a_time
from bot.store.engine import new_engine

TABLE = SQLTrackerStore.SQLEvent.__table__
_OF_PERSON = TABLE.c.sender_id == bindparam("sender")
_start = TABLE.alias("start")
_LAST_START = (
    select(_start.c.id)
    .where(_start.c.sender_id == bindparam("sender"))
    .where(_start.c.type_name == SessionStarted.type_name)
    .order_by(_start.c.id.desc())
)
# What every turn takes stands ready: of an object, SQLAlchemy works the statements out each time.
_KEPT = select(TABLE.c.data).where(_OF_PERSON).order_by(TABLE.c.id)
_PRESENT = _KEPT.where(TABLE.c.id >= func.coalesce(_LAST_START.limit(1).scalar_subquery(), 0))
_ADD = TABLE.insert()
_BEFORE_LAST_SESSION = delete(TABLE).where(
    _OF_PERSON, TABLE.c.id < _LAST_START.offset(1).limit(1).scalar_subquery()
)


class TrackerTable(SQLTrackerStore):
    """Rasa's SQL tracker store with the same table, in the database at `url`.

    Rasa's own counts the events at each save, writes them one by one, and blocks the event loop meanwhile. This one
    also keeps no more than the present session of a person and the one before: the journal has what was said.
    """

    def __init__(self, url: str | URL, domain: Domain | None = None) -> None:
        self.engine = new_engine(url)
        if self.engine.dialect.name == "postgresql":
            event.listen(self.engine, "connect", _write_soon)
        self.sessionmaker = sessionmaker(self.engine)
        # One statement needs no transaction, which would be two more ways to the server.
        self._reading = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._threads = Threads(self.engine)
        with self.engine.begin() as connection:
            one_at_a_time(connection)
            self.Base.metadata.create_all(connection)
        super(SQLTrackerStore, self).__init__(domain, None)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of the person's present session."""
        return await self._threads.run(self._read, sender_id, _PRESENT)

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """The tracker of all that is kept."""
        return await self._threads.run(self._read, conversation_id, _KEPT)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Adds the events that came since `tracker` was retrieved or saved."""
        await self.stream_events(tracker)
        await self._threads.run(self._write, tracker)

    async def delete(self, sender_id: str) -> None:
        """Deletes all that is kept of the person."""
        await self._threads.run(self._delete, sender_id)

    def _read(self, sender_id: str, query: Any) -> DialogueStateTracker | None:
        with self._reading.connect() as connection:
            rows = connection.execute(query, {"sender": sender_id}).scalars().all()
        if not rows:
            return None
        events = [json.loads(row) for row in rows]
        tracker = DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)
        tracker.saved_events = len(tracker.events)
        return tracker

    def _write(self, tracker: DialogueStateTracker) -> None:
        saved = getattr(tracker, "saved_events", 0)
        rows = [_row(tracker.sender_id, event) for event in islice(tracker.events, saved, None)]
        if not rows:
            return
        with self.engine.begin() as connection:
            connection.execute(_ADD, rows)
            if any(row["type_name"] == SessionStarted.type_name for row in rows):
                connection.execute(_BEFORE_LAST_SESSION, {"sender": tracker.sender_id})
        tracker.saved_events = saved + len(rows)

    def _delete(self, sender_id: str) -> None:
        with self.engine.begin() as connection:
            connection.execute(delete(TABLE).where(_OF_PERSON), {"sender": sender_id})
        if self.engine.dialect.name == "sqlite":  # or the log keeps the words for a while
            with self.engine.connect() as connection:
                connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


def _write_soon(connection: Any, _: Any) -> None:
    """A turn is acknowledged once the journal has it, whose commit puts on disk what was committed before it too."""
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    connection.autocommit = False


def _row(sender_id: str, event: Any) -> dict[str, Any]:
    data = event.as_dict()
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }

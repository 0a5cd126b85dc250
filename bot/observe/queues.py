"""What the service stands on: whether database and Redis are there, and what waits in the database, read when asked."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from threading import Thread
from typing import Any

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import case, func, literal, select, text
from sqlalchemy.exc import SQLAlchemyError

from bot.shared.redis import Redis
from bot.store import journal
from bot.store.database import Database, now
from bot.store.outbox import SENDING, UNSURE, WAITING
from bot.store.tables import Conversation, Inbox, Outbox

FRESH = 5.0  # seconds, for which what was read is not read again
HELD = "held"  # until the person asks or writes
PATIENCE = 2.0  # seconds: the other metrics do not wait longer for a database that hangs


@dataclass(frozen=True)
class Waiting:
    """Rows that wait in a queue in one state; since: when the oldest of them came."""

    queue: str
    channel: str
    state: str
    count: int
    since: datetime


class Queues(Collector):
    """Gauges of what waits in `database`, and of whether it and `redis` are there."""

    def __init__(self, database: Database, redis: Redis | None = None) -> None:
        self._database = database
        self._redis = redis
        self._reader: Thread | None = None
        self._read_at = float("-inf")
        self._rows: list[Waiting] | None = None

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """The gauges without values: registering them asks nothing of the database."""
        return _families()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The gauges; without values of queues when the database does not answer."""
        up, count, age = _families()
        rows = self._present()
        up.add_metric([], 0 if rows is None else 1)
        moment = now()
        for row in rows or ():
            labels = [row.queue, row.channel, row.state]
            count.add_metric(labels, row.count)
            age.add_metric(labels, max(0.0, (moment - row.since).total_seconds()))
        yield from (up, count, age)
        if self._redis is not None:
            yield GaugeMetricFamily(
                "wence_redis_up", "Whether Redis answers", float(self._redis.available)
            )

    def _present(self) -> list[Waiting] | None:
        """What was read last if that is fresh, else what is read now; None when it cannot be read."""
        reading = self._reader is not None and self._reader.is_alive()
        if not reading and time.monotonic() > self._read_at + FRESH:
            # A thread of its own, which nothing waits for at the end of the process.
            self._reader = Thread(target=self._read, daemon=True)
            self._reader.start()
        if self._reader is not None:
            self._reader.join(PATIENCE)
            if self._reader.is_alive():
                return None
        return self._rows

    def _read(self) -> None:
        try:
            self._rows = read(self._database)
        except SQLAlchemyError:
            self._rows = None
        self._read_at = time.monotonic()


def read(database: Database) -> list[Waiting]:
    """What waits: messages to be answered, parts to be sent, and conversations for staff."""
    held = case((Outbox.due_at.is_(None), HELD), else_=Outbox.state)
    queries = (
        _counted("inbox", Inbox.channel, literal(WAITING), Inbox.received_at).where(
            Inbox.done_at.is_(None)
        ),
        _counted("outbox", Outbox.channel, held, Outbox.at).where(
            Outbox.state.in_((WAITING, SENDING, UNSURE))
        ),
        _counted("staff", Conversation.channel, Conversation.state, Conversation.last_at).where(
            Conversation.state.in_((journal.WAITING, journal.AGENT))
        ),
    )
    with database.session() as session:
        return [Waiting(*row) for query in queries for row in session.execute(query)]


def _counted(queue: str, channel: Any, state: Any, at: Any) -> Any:
    """The rows of a queue by channel and state."""
    counted = select(literal(queue), channel, state, func.count(), func.min(at))
    return counted.group_by(text("2, 3"))


def _families() -> tuple[GaugeMetricFamily, GaugeMetricFamily, GaugeMetricFamily]:
    labels = ("queue", "channel", "state")
    return (
        GaugeMetricFamily("wence_database_up", "Whether the database answers"),
        GaugeMetricFamily(
            "wence_queue_messages",
            "What waits: inbox to be answered, outbox to be sent, staff for an agent",
            labels=labels,
        ),
        GaugeMetricFamily(
            "wence_queue_oldest_seconds", "How long the oldest of them has waited", labels=labels
        ),
    )

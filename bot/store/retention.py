"""How long conversations are kept: those in which nothing was said for a while are deleted."""

from __future__ import annotations

import asyncio
import logging
import os
import re
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from bot.store import addresses, inbox
from bot.store.addresses import Addresses
from bot.store.database import Database, now
from bot.store.tables import Conversation, StaffSession
from rules.errors import WenceError

VARIABLE = "WENCE_RETENTION_DAYS"
DEFAULT, LONGEST = 180, 3650  # days
A_DAY = timedelta(days=1)
PLATFORMS_REMEMBER = timedelta(days=4)  # a platform brings no message again after three

logger = logging.getLogger(__name__)
Forget = Callable[[str], Awaitable[None]]


class RetentionError(WenceError):
    """The number of days cannot be read."""


def retention_days() -> int:
    """The days from the environment; raises RetentionError when they are no number that makes sense."""
    text = os.environ.get(VARIABLE) or str(DEFAULT)
    if not re.fullmatch("[0-9]{1,4}", text) or not 1 <= int(text) <= LONGEST:
        raise RetentionError(
            f"环境变量 {VARIABLE} 应是 1 到 {LONGEST} 的整数（天），现在是“{text}”"
        )
    return int(text)


def expired(database: Database, days: int, moment: datetime) -> list[str]:
    """The senders of the conversations whose last message is more than `days` days before `moment`."""
    with database.session() as session:
        limit = moment - timedelta(days=days)
        return list(
            session.scalars(
                select(Conversation.sender)
                .where(Conversation.last_at < limit)
                .order_by(Conversation.last_at)
            )
        )


async def enforce(database: Database, days: int, forget: Forget, moment: datetime) -> int:
    """Deletes the expired conversations, and log-ins of staff that are over; returns how many conversations.

    forget: deletes what else is kept of a sender. It comes first: if it fails, the row is there for the next time.
    """
    senders = await asyncio.to_thread(expired, database, days, moment)
    for sender in senders:
        await forget(sender)
        await asyncio.to_thread(_delete, database, sender)
    await asyncio.to_thread(_end_log_ins, database, moment)
    await asyncio.to_thread(_sweep, database, moment)
    await asyncio.to_thread(wipe, database)
    return len(senders)


async def run_daily(database: Database, days: int, forget: Forget) -> None:
    """Enforces at once and then every 24 hours, until it is cancelled; a failure waits for the next day."""
    while True:
        try:
            await enforce(database, days, forget, now())
        except Exception:
            logger.exception("conversations past their retention could not be deleted")
        await asyncio.sleep(A_DAY.total_seconds())


def wipe(database: Database) -> None:
    """Takes what was deleted out of SQLite's write-ahead log, which would keep it for a while."""
    if database.engine.dialect.name == "sqlite":
        with database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _delete(database: Database, sender: str) -> None:
    with database.session() as session:
        session.execute(delete(Conversation).where(Conversation.sender == sender))
    Addresses(database).forget(sender)


def _end_log_ins(database: Database, moment: datetime) -> None:
    with database.session() as session:
        session.execute(delete(StaffSession).where(StaffSession.expires_at <= moment))


def _sweep(database: Database, moment: datetime) -> None:
    with database.session() as session:
        addresses.sweep(session, moment - A_DAY)
        inbox.sweep(session, moment - PLATFORMS_REMEMBER)

"""How long conversations are kept: those in which nothing was said for a while are deleted."""

from __future__ import annotations

import asyncio
import logging
import time
from asyncio import sleep
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from bot.store import addresses, inbox
from bot.store.addresses import Addresses
from bot.store.database import Database, change, now
from bot.store.tables import Conversation, StaffSession
from bot.whole_numbers import whole_number
from rules.errors import WenceError

VARIABLE = "WENCE_RETENTION_DAYS"
DEFAULT, LONGEST = 180, 3650  # days
A_DAY = timedelta(days=1)
LONG = timedelta(days=30)  # without a message, until the clock is doubted
SLOP = timedelta(hours=1)  # that the clock may go ahead in a day
PLATFORMS_REMEMBER = timedelta(days=4)  # a platform brings no message again after three

logger = logging.getLogger(__name__)
Forget = Callable[[str], Awaitable[None]]


class RetentionError(WenceError):
    """The number of days cannot be read."""


def retention_days() -> int:
    """The days from the environment; raises RetentionError when they are no number that makes sense."""
    return whole_number(VARIABLE, DEFAULT, 1, LONGEST, "整数（天）", RetentionError)


def expired(database: Database, days: int, moment: datetime) -> list[str]:
    """The senders of the conversations whose last message is more than `days` days before `moment`."""
    with database.session() as session:
        limit = moment - timedelta(days=days)
        query = select(Conversation.sender).where(Conversation.last_at < limit)
        return list(session.scalars(query.order_by(Conversation.last_at)))


def _has_expired(database: Database, sender: str, days: int, moment: datetime) -> bool:
    with database.session() as session:
        query = select(Conversation.last_at).where(Conversation.sender == sender)
        last_at = session.scalar(query)
    return last_at is not None and last_at < moment - timedelta(days=days)


async def enforce(database: Database, days: int, forget: Forget, moment: datetime) -> int:
    """Deletes the expired conversations, and log-ins of staff that are over; returns how many conversations.

    forget: deletes what else is kept of a sender. It comes first: if it fails, the row is there for the next time.
    """
    senders = await asyncio.to_thread(expired, database, days, moment)
    count = 0
    for sender in senders:
        # Those before it took a while, in which it may have gone on.
        if await asyncio.to_thread(_has_expired, database, sender, days, moment):
            await forget(sender)
            await asyncio.to_thread(_delete, database, sender, days, moment)
            count += 1
    await asyncio.to_thread(_end_log_ins, database, moment)
    await asyncio.to_thread(_sweep, database, moment)
    await asyncio.to_thread(wipe, database)
    return count


async def run_daily(
    database: Database,
    days: int,
    forget: Forget,
    clock: Callable[[], datetime] = now,
    elapsed: Callable[[], float] = time.monotonic,
) -> None:
    """Enforces at once and then every 24 hours, until it is cancelled; a failure waits for the next day.

    So does a clock that may be wrong: what is deleted does not come back. clock: the time in UTC without a zone.
    elapsed: seconds, whatever happens to the clock.
    """
    look: tuple[datetime, float] | None = None
    while True:
        try:
            moment, second = clock(), elapsed()
            doubt = (
                await asyncio.to_thread(_quiet, database, moment)
                if look is None
                else _jumped(moment - look[0], second - look[1])
            )
            look = moment, second
            if doubt:
                logger.error("nothing is deleted before tomorrow: %s; check the clock", doubt)
            else:
                await enforce(database, days, forget, moment)
        except Exception:
            logger.exception("conversations past their retention could not be deleted")
        await sleep(A_DAY.total_seconds())


def _quiet(database: Database, moment: datetime) -> str | None:
    """Why the clock is doubted at the start: by it nobody has said anything for long."""
    with database.session() as session:
        last = session.scalar(select(func.max(Conversation.last_at)))
    if last is None or moment - last <= LONG:
        return None
    return f"the last message is {(moment - last).days} days old"


def _jumped(by_clock: timedelta, seconds: float) -> str | None:
    """Why the clock is doubted while the service runs: it has gone ahead of the time that has passed."""
    ahead = by_clock - timedelta(seconds=seconds)
    return f"the clock has jumped ahead by {ahead}" if ahead > SLOP else None


def wipe(database: Database) -> None:
    """Takes what was deleted out of SQLite's write-ahead log, which would keep it for a while."""
    if database.engine.dialect.name == "sqlite":
        with database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _delete(database: Database, sender: str, days: int, moment: datetime) -> None:
    limit = moment - timedelta(days=days)
    expired_one = delete(Conversation).where(
        Conversation.sender == sender, Conversation.last_at < limit
    )
    with database.session() as session:
        deleted = change(session, expired_one)
    if deleted:
        Addresses(database).forget(sender)


def _end_log_ins(database: Database, moment: datetime) -> None:
    with database.session() as session:
        session.execute(delete(StaffSession).where(StaffSession.expires_at <= moment))


def _sweep(database: Database, moment: datetime) -> None:
    with database.session() as session:
        addresses.sweep(session, moment - A_DAY)
        inbox.sweep(session, moment - PLATFORMS_REMEMBER)

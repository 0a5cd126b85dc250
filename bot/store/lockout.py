"""How often a password may be tried: after five wrong ones in a row a name is locked for a quarter of an hour.

A name that has no account is locked in the same way, so that a lock does not tell which accounts there are.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import case, func, select, update
from sqlalchemy.orm import Session

from bot.store.database import change
from bot.store.leases import is_over, over
from bot.store.tables import Staff

MOST_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)
MOST_STRANGERS = 100_000  # more than can be tried while one of them is locked


def begin_attempt(session: Session, staff_id: int, moment: datetime) -> datetime | None:
    """Counts an attempt on an account; returns until when it is locked, None when it may be tried.

    It counts as a failure from the start, so that many attempts at once are not more than one after the other.
    """
    again = Staff.failures + 1
    was_locked = Staff.locked_until.is_not(None)
    counted = change(
        session,
        update(Staff)
        .where(Staff.id == staff_id, over(Staff.locked_until, moment, LOCKED_FOR))
        .values(
            failures=case((was_locked, 1), else_=again),
            locked_until=case(
                (was_locked, None), (again >= MOST_FAILURES, moment + LOCKED_FOR), else_=None
            ),
        ),
    )
    if counted:
        return None
    return session.execute(select(Staff.locked_until).where(Staff.id == staff_id)).scalar_one()


def write_as_much(session: Session) -> None:
    """Writes nothing new, and takes as long as `begin_attempt`, so that time does not tell which names there are."""
    change(
        session,
        update(Staff)
        .where(Staff.id == select(func.min(Staff.id)).scalar_subquery())
        .values(failures=Staff.failures),
    )


def clear(session: Session, staff_id: int) -> None:
    """Ends the count and the lock of an account."""
    session.execute(update(Staff).where(Staff.id == staff_id).values(failures=0, locked_until=None))


class Strangers:
    """The attempts on names that have no account, counted in memory; the oldest names are forgotten first."""

    def __init__(self) -> None:
        self._attempts: OrderedDict[bytes, tuple[int, datetime | None]] = OrderedDict()
        self._lock = threading.Lock()

    def begin_attempt(self, name: str, moment: datetime) -> datetime | None:
        """As `begin_attempt` of an account."""
        key = sha256(name.encode()).digest()
        with self._lock:
            failures, until = self._attempts.pop(key, (0, None))
            if until is not None and is_over(until, moment, LOCKED_FOR):
                failures, until = 0, None
            refused = until
            if until is None:
                failures += 1
                until = moment + LOCKED_FOR if failures >= MOST_FAILURES else None
            self._attempts[key] = failures, until
            if len(self._attempts) > MOST_STRANGERS:
                self._attempts.popitem(last=False)
        return refused

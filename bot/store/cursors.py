"""How far the messages of 微信客服 are fetched, and whether there are more; one process at a time fetches an account's.

A callback is in the database before the platform is told that it has arrived. A page of messages is put into the inbox
in the transaction that moves the cursor, so that wherever a process ends, the next one goes on exactly there.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.store.addresses import Allowance, meet
from bot.store.database import Database, change, now
from bot.store.inbox import Brought, new_row
from bot.store.leases import over
from bot.store.tables import Inbox
from bot.store.tables import SyncCursor as Row

LEASE = timedelta(seconds=6)
# The platform hands out three days of messages to whoever asks for the first time: people were answered long ago.
BEFORE_FIRST = timedelta(minutes=10)


@dataclass(frozen=True)
class Found:
    """A message that was fetched, known by its key. recalled: the person took it back, it is not to be answered.

    content: as the inbox keeps it; allowance: what may be sent to the person from now on.
    """

    key: str
    person: str = ""
    content: dict[str, Any] | None = None
    allowance: Allowance | None = None
    recalled: bool = False


class Cursors:
    """The cursors in `database` of the accounts of `channel`."""

    def __init__(self, database: Database, channel: str) -> None:
        self._database = database
        self._channel = channel
        self.off_loop = database.off_loop

    def note(self, account: str, token: str | None) -> None:
        """Notes that there is something to fetch. token: what the platform wants to see when it is fetched.

        Of the first callback of an account ever, what was sent long before it is not answered: see BEFORE_FIRST.
        """
        try:
            self._note(account, token)
        except IntegrityError:  # two first callbacks at once: the second finds what the first made
            self._note(account, token)

    def _note(self, account: str, token: str | None) -> None:
        called = {"wanted": True, "token": token, "called_at": now()}
        if self._set(account, calls=Row.calls + 1, **called):
            return
        with self._database.session() as session:
            session.add(Row(account=account, calls=1, since=now() - BEFORE_FIRST, **called))

    def wanted(self) -> list[str]:
        """The accounts that have something to fetch which nobody is fetching."""
        with self._database.session() as session:
            return list(session.scalars(select(Row.account).where(Row.wanted.is_(True), _free())))

    def begin(self, account: str) -> str | None:
        """Wins the right to fetch what is wanted of `account`, and returns the claim by which it is held.

        None when there is nothing to fetch, or somebody holds the right.
        """
        claim = secrets.token_hex(16)
        won = self._set(
            account, Row.wanted.is_(True), _free(), claim=claim, claimed_until=now() + LEASE
        )
        return claim if won else None

    def held(self, account: str, claim: str) -> Row | None:
        """The row as it is now; None when the right was lost."""
        with self._database.session() as session:
            query = select(Row).where(Row.account == account, Row.claim == claim)
            return session.scalar(query)

    def renew(self, account: str, claim: str) -> None:
        """Keeps the right for another LEASE."""
        self._set(account, Row.claim == claim, claimed_until=now() + LEASE)

    def advance(self, account: str, claim: str, cursor: str | None, found: Sequence[Found]) -> bool:
        """Puts what is new of a page into the inbox, and moves the cursor behind it; False when the right was lost."""
        with self._database.session() as session:
            # First of all, so that of two at once the second waits here and then finds that it lost.
            if not _update(session, account, Row.claim == claim, cursor=cursor):
                return False
            self._insert(session, account, found)
        return True

    def finish(self, account: str, claim: str, calls: int) -> bool:
        """Gives the right back once everything is fetched; False when another callback came after `calls` of them."""
        done = {"wanted": False, "claim": None, "claimed_until": None}
        return self._set(account, Row.claim == claim, Row.calls == calls, **done)

    def release(self, account: str, claim: str) -> None:
        """Gives the right back, if it is still held."""
        self._set(account, Row.claim == claim, claim=None, claimed_until=None)

    def _insert(self, session: Session, account: str, found: Sequence[Found]) -> None:
        where = (Inbox.channel == self._channel, Inbox.account == account)
        keys = {one.key for one in found}
        known = set(session.scalars(select(Inbox.key).where(*where, Inbox.key.in_(keys))))
        for one in found:
            if one.recalled or one.key in known or one.content is None:
                continue
            known.add(one.key)
            address = meet(session, self._channel, account, one.person, one.allowance)
            brought = Brought(self._channel, account, one.key, address.sender, one.content)
            session.add(new_row(brought))
        session.flush()
        change(
            session,
            update(Inbox)
            .where(
                *where,
                Inbox.key.in_({one.key for one in found if one.recalled}),
                Inbox.done_at.is_(None),
                Inbox.claim.is_(None),
            )
            .values(done_at=now(), content=None),
        )

    def _set(self, account: str, *conditions: Any, **values: Any) -> bool:
        with self._database.session() as session:
            return _update(session, account, *conditions, **values)


def _free() -> Any:
    return over(Row.claimed_until, now(), LEASE)


def _update(session: Session, account: str, *conditions: Any, **values: Any) -> bool:
    return change(session, update(Row).where(Row.account == account, *conditions).values(**values))

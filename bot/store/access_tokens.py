"""The access token of an account of a platform, as all processes share it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import or_, select, update
from sqlalchemy.exc import IntegrityError

from bot.store.database import Database, change
from bot.store.leases import over
from bot.store.tables import AccessToken

LEASE = timedelta(seconds=10)


class Token(NamedTuple):
    """A token and its end, in UTC without a zone."""

    token: str
    expires_at: datetime


class TokenStore:
    """The row of `account`. Of all processes one at a time holds the right to fetch a new token, for LEASE at most."""

    def __init__(self, database: Database, account: str) -> None:
        self._database, self._account = database, account

    def read(self) -> Token | None:
        """The token, whether it is still valid or not."""
        with self._database.session() as session:
            found = session.execute(
                select(AccessToken.token, AccessToken.expires_at).where(
                    AccessToken.account == self._account, AccessToken.token.is_not(None)
                )
            ).one_or_none()
        return None if found is None else Token(*found)

    def begin_refresh(self, moment: datetime, needed_until: datetime) -> datetime | None:
        """Wins the right to fetch a token and returns its lease: its end, by which it is also told from others.

        None when another one holds the right, or a token that lasts beyond `needed_until` is there already.
        """
        self._open()
        lease = moment + LEASE
        won = self._set(
            or_(AccessToken.token.is_(None), AccessToken.expires_at <= needed_until),
            over(AccessToken.refreshing_until, moment, LEASE),
            refreshing_until=lease,
        )
        return lease if won else None

    def put(self, lease: datetime, token: Token) -> None:
        """Keeps a new token and gives the right back; when it was lost meanwhile, whoever holds it knows better."""
        self._set(AccessToken.refreshing_until == lease, refreshing_until=None, **token._asdict())

    def release(self, lease: datetime) -> None:
        """Gives the right back without a new token."""
        self._set(AccessToken.refreshing_until == lease, refreshing_until=None)

    def invalidate(self, token: str) -> None:
        """Forgets the token, if it is still this one."""
        self._set(AccessToken.token == token, token=None, expires_at=None)

    def _open(self) -> None:
        try:
            with self._database.session() as session:
                if session.get(AccessToken, self._account) is None:
                    session.add(AccessToken(account=self._account))
        except IntegrityError:  # another process was a moment earlier
            pass

    def _set(self, *conditions: Any, **values: Any) -> bool:
        with self._database.session() as session:
            return change(
                session,
                update(AccessToken)
                .where(AccessToken.account == self._account, *conditions)
                .values(**values),
            )

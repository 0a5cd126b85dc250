"""What WeChat's platforms brought: each message once, however often it comes, answered by one process at a time.

A row is in the database before the platform is told that its message has arrived. Whoever answers holds it by a lease;
when that process is gone, another finds the lease run out and goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from bot.store.database import Database, change, now
from bot.store.leases import over
from bot.store.outbox import PASSIVE, UNSEEN, WAITING
from bot.store.tables import Inbox as Row
from bot.store.tables import Outbox as OutboxRow

LEASE = timedelta(seconds=6)


class ReplayError(Exception):
    """A request is signed as one before it was that brought another message."""


@dataclass(frozen=True)
class Brought:
    """A message as a platform brings it: `key` is the same each time, `signed` what the request was signed with."""

    channel: str
    account: str
    key: str
    sender: str
    content: dict[str, Any] | None
    signed: str | None = None


class Inbox:
    """The inbox in `database`, as the process that is called `claim` uses it."""

    def __init__(self, database: Database, claim: str) -> None:
        self._database = database
        self._claim = claim

    def admit(self, brought: Brought) -> tuple[Row, bool]:
        """The row of a message, and whether it is new and this process is to answer it."""
        try:
            with self._database.session() as session:
                row = new_row(brought, self._claim)
                session.add(row)
            return row, True
        except IntegrityError:
            with self._database.session() as session:
                same = select(Row.id).where(
                    Row.channel == brought.channel,
                    Row.account == brought.account,
                    Row.key == brought.key,
                )
                known = session.scalar(same)
            return self.again(known), False

    def find(self, channel: str, account: str, key: str, signed: str) -> Row | None:
        """The row of a message that was brought before.

        Raises:
            ReplayError: a request that was signed the same brought another message.
        """
        where = (Row.channel == channel, Row.account == account)
        with self._database.session() as session:
            other = select(Row.id).where(*where, Row.signed == signed, Row.key != key)
            if session.scalar(other.limit(1)) is not None:
                raise ReplayError
            return session.scalar(select(Row).where(*where, Row.key == key))

    def again(self, id_: int) -> Row:
        """The row `id_`, for which another request has come. Raises NoResultFound when it is gone."""
        with self._database.session() as session:
            change(session, update(Row).where(Row.id == id_).values(requests=Row.requests + 1))
            row: Row = session.scalars(select(Row).where(Row.id == id_)).one()
        return row

    def row(self, id_: int) -> Row | None:
        """The row `id_` as it is now."""
        with self._database.session() as session:
            return session.get(Row, id_)

    def unanswered(self, sender: str, besides: int) -> bool:
        """Whether a message of `sender` other than the row `besides` is still to be answered."""
        with self._database.session() as session:
            query = select(Row.id).where(
                Row.sender == sender, Row.done_at.is_(None), Row.id != besides
            )
            return session.scalar(query.limit(1)) is not None

    def take_over(self, id_: int) -> bool:
        """Whether the row is unanswered, nobody holds it, and this process holds it from now on."""
        moment = now()
        free = over(Row.claimed_until, moment, LEASE)
        return self._set(
            id_, Row.done_at.is_(None), free, claim=self._claim, claimed_until=moment + LEASE
        )

    def renew(self, id_: int) -> bool:
        """Holds the row for another lease; False when it is held by somebody else by now."""
        return self._set(id_, Row.claim == self._claim, claimed_until=now() + LEASE)

    def abandoned(self, channel: str) -> list[int]:
        """The ids of the unanswered rows that nobody holds, oldest first; of each person only the oldest unanswered."""
        free = over(Row.claimed_until, now(), LEASE)
        earlier = aliased(Row)
        after_another = (
            select(earlier.id)
            .where(earlier.sender == Row.sender, earlier.done_at.is_(None), earlier.id < Row.id)
            .exists()
        )
        with self._database.session() as session:
            query = select(Row.id).where(
                Row.channel == channel, Row.done_at.is_(None), free, ~after_another
            )
            return list(session.scalars(query.order_by(Row.id)))

    def finish(self, id_: int, parts: Sequence[dict[str, Any]], due_at: datetime | None) -> bool:
        """Puts the answer's parts, dumped, into the outbox; False when another process holds the row by now.

        Of older answers, what has gone out as a reply is dropped, and what waits to be asked for of those that were
        begun: the person has moved on.
        """
        with self._database.session() as session:
            changed = change(
                session,
                update(Row)
                .where(Row.id == id_, Row.claim == self._claim, Row.done_at.is_(None))
                .values(done_at=now(), content=None),
            )
            if not changed:
                return False
            row = session.get(Row, id_)
            if parts:
                _drop_older(session, row)
            session.add_all(
                OutboxRow(
                    channel=row.channel,
                    sender=row.sender,
                    inbox_id=id_,
                    place=place,
                    part=part,
                    due_at=due_at,
                    at=now(),
                )
                for place, part in enumerate(parts)
            )
        return True

    def _set(self, id_: int, *conditions: Any, **values: Any) -> bool:
        with self._database.session() as session:
            return change(session, update(Row).where(Row.id == id_, *conditions).values(**values))


def new_row(brought: Brought, claim: str | None = None) -> Row:
    """The row of a message that has just arrived; without a claim it is anybody's to answer.

    One without content needs no answer.
    """
    moment = now()
    if brought.content is None:
        claim = None
    return Row(
        channel=brought.channel,
        account=brought.account,
        key=brought.key,
        signed=brought.signed,
        sender=brought.sender,
        content=brought.content,
        received_at=moment,
        claim=claim,
        claimed_until=moment + LEASE if claim else None,
        done_at=moment if brought.content is None else None,
    )


def _drop_older(session: Session, row: Row) -> None:
    over = and_(OutboxRow.state == PASSIVE, OutboxRow.at < now() - UNSEEN)
    not_asked_for = and_(
        OutboxRow.state == WAITING, OutboxRow.due_at.is_(None), OutboxRow.place > 0
    )
    change(
        session,
        delete(OutboxRow).where(
            OutboxRow.sender == row.sender,
            OutboxRow.message_id.is_(None),
            or_(over, not_asked_for),
        ),
    )


def sweep(session: Session, before: datetime) -> None:
    """Deletes what was received before `before`, with what of its answer was never fetched.

    An agent's words stay with their conversation.
    """
    old = select(Row.id).where(Row.received_at < before)
    of_agents = OutboxRow.message_id.is_not(None)
    for statement in (
        update(OutboxRow).where(of_agents, OutboxRow.inbox_id.in_(old)).values(inbox_id=None),
        delete(OutboxRow).where(~of_agents, OutboxRow.at < before),
        delete(Row).where(Row.received_at < before),
    ):
        change(session, statement)

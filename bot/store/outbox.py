"""What is on its way to people on WeChat: the parts of answers and the words of agents, each sent once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, false, func, select, update
from sqlalchemy.orm import Session, aliased

from bot.store.database import Database, change, now
from bot.store.tables import Outbox as Row

WAITING, PASSIVE, SENDING, SENT = "waiting", "passive", "sending", "sent"
UNSURE = "unsure"  # it may have arrived: only who asks for it gets it, perhaps once more
UNSEEN = timedelta(seconds=20)  # after which a request whose reply it was is over
SENDING_TAKES = timedelta(seconds=30)  # at most; afterwards the process that sent is taken for dead


@dataclass(frozen=True)
class Taken:
    """A part, dumped, and how many more wait behind it."""

    part: dict[str, Any]
    more: int


class Outbox:
    """The outbox in `database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, inbox_id: int) -> Taken | None:
        """The first part of an answer, to be the reply of a request; the same one each time.

        None when there is none, or a courier has sent it.
        """
        return self._take(Row.inbox_id == inbox_id, Row.place == 0, states=(WAITING, PASSIVE))

    def fetch(self, sender: str, inbox_id: int) -> Taken | None:
        """What waits for `sender`, who asks for it with the message `inbox_id`: it is that one's answer from now on.

        Agents' words come first, then the answers from the last one on.
        """
        states = (WAITING, UNSURE)
        return self._take(Row.sender == sender, states=states, inbox_id=inbox_id, place=0)

    def _take(self, *conditions: Any, states: tuple[str, ...], **values: Any) -> Taken | None:
        with self._database.session() as session:
            row = session.scalar(
                select(Row)
                .where(*conditions, Row.state.in_(states))
                .order_by(Row.inbox_id.is_(None).desc(), Row.inbox_id.desc(), Row.place, Row.id)
                .limit(1)
            )
            if row is None:
                return None
            answer = row.inbox_id
            if not _change(session, row.id, states, state=PASSIVE, **values):
                return None
            if values and answer is not None:
                # What is left of an answer goes with the part that was asked for.
                rest = update(Row).where(Row.inbox_id == answer, Row.state == WAITING)
                change(session, rest.values(inbox_id=values["inbox_id"]))
            behind = _behind(row.sender, values.get("inbox_id", answer))
            more = session.scalar(select(func.count()).where(behind))
        return Taken(row.part, more)

    def older_under_way(self, sender: str, inbox_id: int) -> bool:
        """Whether anything of an answer before that to the message `inbox_id` is still on its way by itself."""
        older = select(Row.id).where(
            Row.sender == sender,
            Row.inbox_id < inbox_id,
            Row.state.in_((WAITING, SENDING)),
            Row.due_at.is_not(None),
        )
        with self._database.session() as session:
            return session.scalar(older.limit(1)) is not None

    def waiting(self, sender: str) -> int:
        """How many parts wait for `sender`."""
        with self._database.session() as session:
            query = select(func.count()).where(
                Row.sender == sender, Row.state.in_((WAITING, UNSURE))
            )
            return int(session.scalar(query))

    def release(self, inbox_id: int, replied: bool) -> None:
        """Lets couriers send what waits of an answer: its request has been answered.

        replied: its first part was the reply. If not, but it is another request's, that one releases the others.
        """
        conditions = [Row.inbox_id == inbox_id, Row.state == WAITING, Row.due_at.is_not(None)]
        if not replied:
            first = aliased(Row)
            taken = select(first.id).where(first.inbox_id == inbox_id, first.state == PASSIVE)
            conditions.append(~taken.exists())
        with self._database.session() as session:
            change(session, update(Row).where(*conditions).values(due_at=now()))

    def due(self, channel: str) -> list[str]:
        """The senders for whom something is due."""
        with self._database.session() as session:
            due = Row.state.in_((WAITING, SENDING)) & (Row.due_at <= now())
            query = select(Row.sender).where(Row.channel == channel, due)
            return list(session.scalars(query.distinct()))

    def claim_next(self, sender: str, spent: str | None = None) -> Row | None:
        """The next part for `sender`, to be sent by who calls; its `state` is what it was before.

        None while the one before it is being sent, or is not due yet: what is said arrives in order. spent: why nothing
        may be sent; what is due then waits until the person asks or writes, and is never claimed in between: who asks
        just then is to get it.
        """
        with self._database.session() as session:
            row = session.scalar(
                select(Row)
                .where(
                    Row.sender == sender,
                    Row.state.in_((WAITING, SENDING)),
                    Row.due_at.is_not(None),
                )
                .order_by(Row.id)
                .limit(1)
            )
            if row is None or row.due_at > now():
                return None
            if spent is not None and row.state == WAITING:
                _change(session, row.id, (WAITING,), row.due_at, error=spent)
                _wait_from(session, row)
                return None
            session.expunge(row)
            until = now() + SENDING_TAKES
            taken = _change(session, row.id, (row.state,), row.due_at, state=SENDING, due_at=until)
        return row if taken else None

    def sent(self, id_: int) -> None:
        """Notes that a part has arrived at the platform. That an agent's words have is kept; nothing of others is."""
        with self._database.session() as session:
            change(session, delete(Row).where(Row.id == id_, Row.message_id.is_(None)))
            _change(session, id_, (SENDING,), state=SENT, due_at=None, error=None, part={})

    def hold(self, row: Row, error: str, unsure: bool = False) -> None:
        """Notes that a part could not be sent: it and those behind it wait until the person asks or writes.

        unsure: it may have arrived, so that it is not sent again by itself.
        """
        with self._database.session() as session:
            state = UNSURE if unsure else WAITING
            _change(session, row.id, (SENDING,), state=state, due_at=None, error=error)
            _wait_from(session, row)

    def later(self, id_: int, wait: timedelta, error: str) -> None:
        """Notes that a part could not be sent now, but may be after `wait`."""
        with self._database.session() as session:
            _change(session, id_, (SENDING,), state=WAITING, due_at=now() + wait, error=error)

    def wake(self, sender: str, rest: bool = True) -> None:
        """Makes due what waits for `sender`, who has just written. rest: also that of answers that were begun."""
        with self._database.session() as session:
            change(
                session,
                update(Row)
                .where(Row.sender == sender, Row.state == WAITING, Row.due_at.is_(None))
                .where(*(() if rest else (Row.place == 0,)))
                .values(due_at=now()),
            )


def put_words(
    session: Session, channel: str, sender: str, message_id: int, part: dict[str, Any]
) -> None:
    """Sends an agent's message on its way, in the transaction that notes it."""
    session.add(
        Row(
            channel=channel,
            sender=sender,
            message_id=message_id,
            part=part,
            due_at=now(),
            at=now(),
        )
    )


def _behind(sender: str, inbox_id: int | None) -> Any:
    """What waits behind a part: of its own answer, an agent's words, and what should have been seen long ago."""
    unseen = (Row.place == 0) & (Row.at < now() - UNSEEN)
    own = Row.inbox_id == inbox_id if inbox_id is not None else false()
    return (Row.sender == sender) & (
        (Row.state == UNSURE)
        | (Row.state == WAITING) & (own | Row.message_id.is_not(None) | unseen)
    )


def _wait_from(session: Session, row: Row) -> None:
    """Has a part and those behind it wait until the person asks or writes."""
    behind = (Row.sender == row.sender, Row.id >= row.id, Row.state == WAITING)
    change(session, update(Row).where(*behind).values(due_at=None))


def _change(
    session: Session, id_: int, states: tuple[str, ...], due: datetime | None = None, **values: Any
) -> bool:
    conditions = [Row.id == id_, Row.state.in_(states)]
    if due is not None:
        conditions.append(Row.due_at == due)
    return change(session, update(Row).where(*conditions).values(**values))

"""Conversations as staff see them: found, counted, taken over, handed back, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, func, or_, select, true, tuple_, update
from sqlalchemy.orm import Session

from bot.store.database import change, now
from bot.store.tables import Conversation, Message, Staff

LONGEST_PREVIEW = 200  # characters


@dataclass(frozen=True)
class Row:
    """A conversation with its counters: unanswered and downvotes count messages.

    last_text: what the person or an agent said last, cut; a reply of the bot begins like every other.
    """

    id: int
    channel: str
    started_at: datetime
    last_at: datetime
    state: str
    agent: str | None
    messages: int
    last_text: str
    handed_over: bool
    unanswered: int
    downvotes: int


def _has(*conditions: Any) -> Any:
    return (
        select(Message.id).where(Message.conversation_id == Conversation.id, *conditions).exists()
    )


FILTERS = {
    "all": true(),
    "waiting": Conversation.state == "waiting",
    "handed_over": _has(Message.outcome == "handed_over"),
    "unanswered": _has(Message.outcome == "unanswered"),
    "downvoted": _has(Message.vote == "down"),
}


def page(
    session: Session,
    q: str,
    filter_: str,
    channel: str,
    before: int | None,
    limit: int,
) -> list[Row]:
    """At most `limit` conversations, by their last message, newest first.

    q: words in a message or a part of the sender's id, upper or lower case, or the id of a request; filter_: a key of
    FILTERS; before: the conversation after which the page begins. Raises LookupError when that one is not there any
    more.
    """
    query = select(Conversation.id).where(FILTERS[filter_])
    if q:
        query = query.where(_holds(session, q))
    if channel:
        query = query.where(Conversation.channel == channel)
    if before is not None:
        last_at = session.scalar(select(Conversation.last_at).where(Conversation.id == before))
        if last_at is None:
            raise LookupError(before)
        place = tuple_(Conversation.last_at, Conversation.id)
        query = query.where(place < tuple_(last_at, before))
    newest_first = (Conversation.last_at.desc(), Conversation.id.desc())
    found = session.scalars(query.order_by(*newest_first).limit(limit)).all()
    rows = {row.id: row for row in _rows(session, found)}
    return [rows[id_] for id_ in found if id_ in rows]


def one(session: Session, id_: int) -> Row | None:
    """The conversation `id_`."""
    return next(iter(_rows(session, [id_])), None)


def replay(session: Session, id_: int, after: int) -> list[tuple[Message, str | None]]:
    """The messages of the conversation with an id above `after`, in order, each with its agent's name."""
    query = (
        select(Message, Staff.name)
        .outerjoin(Staff, Staff.id == Message.staff_id)
        .where(Message.conversation_id == id_, Message.id > after)
        .order_by(Message.id)
    )
    return [(message, agent) for message, agent in session.execute(query)]


def screened(session: Session, id_: int, message_id: int) -> Message | None:
    """The person's message `message_id`, or the one that the bot's message `message_id` replies to."""
    message = session.get(Message, message_id)
    if message is not None and message.author == "bot" and message.reply_to is not None:
        message = session.get(Message, message.reply_to)
    if message is None or message.conversation_id != id_ or message.author != "person":
        return None
    return message


def take_over(session: Session, id_: int, staff_id: int) -> bool:
    """Gives the conversation to an agent; False when another one holds it."""
    free = or_(
        Conversation.state != "agent",
        Conversation.agent_id == staff_id,
        Conversation.agent_id.is_(None),
    )
    return _set(session, id_, free, state="agent", agent_id=staff_id)


def hand_back(session: Session, id_: int, staff_id: int | None) -> bool:
    """Gives the conversation back to the bot; False when the agent does not hold it. None: whoever holds it."""
    held = Conversation.state == "agent"
    if staff_id is not None:
        held = and_(held, Conversation.agent_id == staff_id)
    return _set(session, id_, held, state="bot", agent_id=None)


def say(session: Session, id_: int, staff_id: int, text: str) -> Message | None:
    """Adds what an agent says; None when the agent does not hold the conversation."""
    moment = now()
    held = and_(Conversation.state == "agent", Conversation.agent_id == staff_id)
    if not _set(session, id_, held, last_at=moment):
        return None
    message = Message(conversation_id=id_, at=moment, author="agent", staff_id=staff_id, text=text)
    session.add(message)
    session.flush()
    return message


def _set(session: Session, id_: int, condition: Any, **values: Any) -> bool:
    return change(
        session, update(Conversation).where(Conversation.id == id_, condition).values(**values)
    )


def _rows(session: Session, ids: Sequence[int]) -> list[Row]:
    counted = {
        row.conversation_id: row
        for row in session.execute(
            select(
                Message.conversation_id,
                func.count().label("messages"),
                func.max(case((Message.author != "bot", Message.id))).label("last"),
                _count(Message.outcome == "handed_over").label("handed_over"),
                _count(Message.outcome == "unanswered").label("unanswered"),
                _count(Message.vote == "down").label("downvotes"),
            )
            .where(Message.conversation_id.in_(ids))
            .group_by(Message.conversation_id)
        )
    }
    texts = dict(
        session.execute(
            select(Message.conversation_id, func.substr(Message.text, 1, LONGEST_PREVIEW)).where(
                Message.id.in_([row.last for row in counted.values()])
            )
        ).all()
    )
    found = session.execute(
        select(Conversation, Staff.name)
        .outerjoin(Staff, Staff.id == Conversation.agent_id)
        .where(Conversation.id.in_(ids))
    )
    return [_row(conversation, agent, counted, texts) for conversation, agent in found]


def _row(
    conversation: Conversation, agent: str | None, counted: dict[int, Any], texts: dict[int, str]
) -> Row:
    counters = counted.get(conversation.id)  # none between the first message's two statements
    return Row(
        id=conversation.id,
        channel=conversation.channel,
        started_at=conversation.started_at,
        last_at=conversation.last_at,
        state=conversation.state,
        agent=agent,
        messages=counters.messages if counters else 0,
        last_text=texts.get(conversation.id, ""),
        handed_over=bool(counters and counters.handed_over),
        unanswered=counters.unanswered if counters else 0,
        downvotes=counters.downvotes if counters else 0,
    )


def _count(condition: Any) -> Any:
    return func.sum(case((condition, 1), else_=0))


def _holds(session: Session, q: str) -> Any:
    """Whether a conversation came by the request `q`; if none did, whether it holds the words `q`."""
    by_request = select(Message.conversation_id).where(Message.request_id == q)
    if session.execute(by_request.limit(1)).first():
        return Conversation.id.in_(by_request)
    pattern = f"%{_literal(q)}%"
    # Where no letter has a case a database need not fold each text that it looks through.
    alike = "like" if q.lower() == q.upper() else "ilike"
    sender, text = (
        getattr(one, alike)(pattern, escape="\\") for one in (Conversation.sender, Message.text)
    )
    return or_(sender, _has(text))


def _literal(words: str) -> str:
    """`words` as a part of a LIKE pattern that means just them."""
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")

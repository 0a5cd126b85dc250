"""How far agents' words have come on their way to people on WeChat."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.outbox import PASSIVE, SENT
from bot.store.tables import Address, Conversation, Message, Outbox


@dataclass(frozen=True)
class Delivery:
    """Of one message. error: why the first part that has not arrived was not taken.

    held: it goes out when the person does something, and not before.
    """

    sent: bool
    error: str | None = None
    held: bool = False


def deliveries(session: Session, id_: int, after: int) -> dict[int, Delivery]:
    """By the id of the message, of those above `after` in the conversation `id_` that travel through the outbox."""
    query = (
        select(Outbox.message_id, Outbox.state, Outbox.error, Outbox.due_at)
        .join(Message, Message.id == Outbox.message_id)
        .where(Message.conversation_id == id_, Message.id > after)
        .order_by(Outbox.id)
    )
    found: dict[int, Delivery] = {}
    for message, state, error, due_at in session.execute(query):
        if state in (SENT, PASSIVE):
            found.setdefault(message, Delivery(True))
        elif found.get(message, Delivery(True)).sent:
            found[message] = Delivery(False, error, due_at is None)
    return found


def address_of(session: Session, id_: int) -> Address | None:
    """Where the person of the conversation `id_` is reached on WeChat."""
    found: Address | None = session.scalar(
        select(Address)
        .join(Conversation, Conversation.sender == Address.sender)
        .where(Conversation.id == id_)
    )
    return found

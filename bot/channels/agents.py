"""An agent's words on their way to a person on WeChat."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.channels.drawing import plain
from bot.store.outbox import put_words
from bot.store.tables import Address


def send_words(session: Session, sender: str, message_id: int, text: str) -> None:
    """Sends the agent's message on its way, in the transaction that notes it; nothing where the web shows it."""
    address = session.get(Address, sender)
    if address is None:
        return
    for part in plain(text):
        put_words(session, address.channel, sender, message_id, part.model_dump())

"""An agent's words on their way to a person on WeChat."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.channels.parts import Text
from bot.channels.splitting import split
from bot.store.outbox import put_words
from bot.store.tables import Address

LIMIT = 2047 - 200  # bytes; room for the line that says that more follows


def send_words(session: Session, sender: str, message_id: int, text: str) -> None:
    """Sends the agent's message on its way, in the transaction that notes it; nothing where the web shows it."""
    address = session.get(Address, sender)
    if address is None:
        return
    for piece in split(text, LIMIT):
        put_words(session, address.channel, sender, message_id, Text(text=piece).model_dump())

"""What was said, as it was understood and answered: one row a message, and a person's whole history deleted at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from bot.store.database import Database, now
from bot.store.retention import wipe
from bot.store.tables import Conversation, Message, Outbox, VerdictGiven

PERSON, BOT, AGENT = "person", "bot", "agent"  # who speaks; the latter two also who answers
WAITING = "waiting"  # the bot still answers, until staff takes over


class Journal:
    """The journal of all conversations in `database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def conversation(self, sender: str) -> Conversation | None:
        """The conversation with `sender`, when anything was ever said in it."""
        with self._database.session() as session:
            return session.scalar(select(Conversation).where(Conversation.sender == sender))

    def history(self, sender: str, after: int = 0) -> list[Message]:
        """The messages of the conversation with `sender` whose id is above `after`, in order."""
        query = _of(sender, Message).where(Message.id > after).order_by(Message.id)
        with self._database.session() as session:
            return list(session.scalars(query))

    def known(self, sender: str) -> dict[str, Any]:
        """The facts known after the last message that the assistant read: fact id → value, words, doubtful."""
        query = (
            _of(sender, Message.known)
            .where(Message.known.is_not(None))
            .order_by(Message.id.desc())
            .limit(1)
        )
        with self._database.session() as session:
            return session.scalar(query) or {}

    def hear(
        self, sender: str, channel: str, text: str, key: str | None = None
    ) -> tuple[Conversation, Message]:
        """Notes what a person wrote; opens their conversation at the first message.

        key: by which `noted` finds the message.
        """
        try:
            return self._hear(sender, channel, text, key)
        except IntegrityError:  # two first messages at once: the second finds what the first opened
            return self._hear(sender, channel, text, key)

    def _hear(
        self, sender: str, channel: str, text: str, key: str | None
    ) -> tuple[Conversation, Message]:
        with self._database.session() as session:
            conversation = session.scalar(select(Conversation).where(Conversation.sender == sender))
            if conversation is None:
                conversation = Conversation(
                    sender=sender, channel=channel, state=BOT, started_at=now()
                )
                session.add(conversation)
            conversation.last_at = now()
            session.flush()
            message = Message(
                conversation_id=conversation.id,
                at=conversation.last_at,
                author=PERSON,
                text=text,
                key=key,
            )
            session.add(message)
        return conversation, message

    def answer(
        self,
        heard: Message,
        replies: Sequence[tuple[str, dict[str, Any]]],
        *,
        outcome: str,
        waiting: bool = False,
        understood: dict[str, Any] | None = None,
        known: dict[str, Any] | None = None,
        latency_ms: float | None = None,
    ) -> list[Message]:
        """Notes how `heard` was understood and what was replied: text and dumped Answer of each message.

        waiting: the person now waits for staff.
        """
        with self._database.session() as session:
            row = session.get(Message, heard.id)
            conversation = row and session.get(Conversation, row.conversation_id)
            if row is None or conversation is None:
                return []  # deleted meanwhile
            row.outcome, row.latency_ms = outcome, latency_ms
            row.understood, row.known = understood, known
            row.topic = (understood or {}).get("topic")
            if waiting and conversation.state == BOT:
                conversation.state = WAITING
            messages = [
                Message(
                    conversation_id=conversation.id,
                    at=now(),
                    author=BOT,
                    text=text,
                    answer=answer,
                    reply_to=heard.id,
                )
                for text, answer in replies
            ]
            session.add_all(messages)
            session.flush()
            session.add_all(
                VerdictGiven(
                    message_id=message.id,
                    pack=verdict["pack"],
                    programme=verdict["programme"],
                    status=verdict["status"],
                )
                for message in messages
                for verdict in message.answer.get("verdicts", ())
                if verdict.get("told")
            )
        return messages

    def noted(self, key: str) -> tuple[Conversation, Message] | None:
        """The message that was heard with `key`, and its conversation."""
        with self._database.session() as session:
            message = session.scalar(select(Message).where(Message.key == key))
            return message and (session.get(Conversation, message.conversation_id), message)

    def replies_to(self, heard: Message) -> list[Message]:
        """What was replied to `heard`, in order."""
        query = select(Message).where(Message.reply_to == heard.id).order_by(Message.id)
        with self._database.session() as session:
            return list(session.scalars(query))

    def last_reply(self, sender: str) -> Message | None:
        """What the bot said last to `sender`."""
        return next(iter(self.last_replies(sender, 1)), None)

    def last_replies(self, sender: str, most: int) -> list[Message]:
        """What the bot said last to `sender`, the latest first: `most` messages at most."""
        query = _of(sender, Message).where(Message.author == BOT)
        with self._database.session() as session:
            return list(session.scalars(query.order_by(Message.id.desc()).limit(most)))

    def vote(self, sender: str, message: int, vote: str, comment: str | None) -> bool:
        """Notes what the person thinks of a reply; False when the conversation has no such reply."""
        query = _of(sender, Message).where(Message.id == message, Message.author == BOT)
        with self._database.session() as session:
            found = session.scalar(query)
            if found is not None:
                found.vote, found.comment = vote, comment
        return found is not None

    def forget(self, sender: str) -> None:
        """Deletes the conversation with `sender`, everything that hangs from it, and what is on its way to them."""
        with self._database.session() as session:
            for table in (Conversation, Outbox):
                session.execute(delete(table).where(table.sender == sender))
        wipe(self._database)


def _of(sender: str, what: Any) -> Any:
    """The query for `what` of the messages of the conversation with `sender`."""
    return (
        select(what)
        .join(Conversation, Message.conversation_id == Conversation.id)
        .where(Conversation.sender == sender)
    )

"""What was said, as it was understood and answered: one row a message, and a person's whole history deleted at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.engine import Connection, Row
from sqlalchemy.exc import IntegrityError

from bot.observe.requests import request_id
from bot.store.database import Database, now
from bot.store.retention import wipe
from bot.store.tables import Conversation, Message, Outbox, VerdictGiven

PERSON, BOT, AGENT = "person", "bot", "agent"  # who speaks; the latter two also who answers
WAITING = "waiting"  # the bot still answers, until staff takes over

# What every turn takes stands ready: of an object, SQLAlchemy works the statements out each time.
_TALKS, _MESSAGES = Conversation.__table__, Message.__table__
_of_it = _MESSAGES.alias("of_it")
_last = select(func.max(_of_it.c.id)).where(_of_it.c.conversation_id == _TALKS.c.id)
_LAST_SAID = (
    select(
        _TALKS,
        _MESSAGES.c.id.label("message_id"),
        *(_MESSAGES.c[name] for name in ("author", "outcome", "text")),
    )
    .join_from(
        _TALKS, _MESSAGES, _MESSAGES.c.id == _last.correlate(_TALKS).scalar_subquery(), isouter=True
    )
    .where(_TALKS.c.sender == bindparam("sender"))
)
_OPEN, _NOTE = insert(_TALKS), insert(_MESSAGES)
_GOES_ON = update(_TALKS).where(_TALKS.c.id == bindparam("conversation"))
_CAME_OF = update(_MESSAGES).where(
    _MESSAGES.c.id == bindparam("heard"), _MESSAGES.c.outcome.is_(None)
)
_WAITS = _GOES_ON.where(_TALKS.c.state == BOT).values(state=WAITING)
_TELL, _OF_A_VERDICT = insert(VerdictGiven.__table__), ("pack", "programme", "status")


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
    ) -> tuple[bool, Conversation, Message]:
        """Notes what a person wrote, once; opens their conversation at the first message.

        key: by which it is known when it comes again. Without one it is known by its words, as long as it is what was
        said last and nothing came of it.

        Returns:
            Whether it had been noted before, and its rows.
        """
        try:
            return self._hear(sender, channel, text, key)
        except IntegrityError:  # two first messages at once: the second finds what the first opened
            return self._hear(sender, channel, text, key)

    def _hear(
        self, sender: str, channel: str, text: str, key: str | None
    ) -> tuple[bool, Conversation, Message]:
        if key is not None and (noted := self._noted(Message.key == key)):
            return True, *noted
        with self._database.engine.begin() as connection:
            found = connection.execute(_LAST_SAID, {"sender": sender}).one_or_none()
            if found is None or key is not None or not _is_unanswered(found, text):
                return False, *_note(connection, found, sender, channel, text, key)
        if noted := self._noted(Message.id == found.message_id):
            return True, *noted
        return self._hear(sender, channel, text, key)  # deleted meanwhile

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

        waiting: the person now waits for staff. What another process has answered meanwhile stays answered as it is:
        returned are the replies that are kept, none when the message was deleted.
        """
        how = {
            "outcome": outcome,
            "latency_ms": latency_ms,
            "understood": understood,
            "known": known,
            "topic": (understood or {}).get("topic"),
        }
        with self._database.engine.begin() as connection:
            came = connection.execute(_CAME_OF, {"heard": heard.id, **how}).rowcount
            if came and waiting:
                connection.execute(_WAITS, {"conversation": heard.conversation_id})
            messages = [
                _added(
                    connection,
                    conversation_id=heard.conversation_id,
                    at=now(),
                    author=BOT,
                    text=text,
                    answer=answer,
                    reply_to=heard.id,
                )
                for text, answer in (replies if came else ())
            ]
            verdicts = [
                {"message_id": message.id, **{name: verdict[name] for name in _OF_A_VERDICT}}
                for message in messages
                for verdict in message.answer.get("verdicts", ())
                if verdict.get("told")
            ]
            if verdicts:
                connection.execute(_TELL, verdicts)
        return messages if came else self.replies_to(heard)

    def _noted(self, which: Any) -> tuple[Conversation, Message] | None:
        """The message that is `which`, and its conversation."""
        with self._database.session() as session:
            message = session.scalar(select(Message).where(which))
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


def _is_unanswered(last: Row, text: str) -> bool:
    return (last.author, last.outcome, last.text) == (PERSON, None, text)


def _note(
    connection: Connection, last: Row | None, sender: str, channel: str, text: str, key: str | None
) -> tuple[Conversation, Message]:
    """The rows of a new message, and of its conversation as it is from then on. last: what `_LAST_SAID` finds."""
    moment = now()
    if last is None:
        talk = {"sender": sender, "channel": channel, "state": BOT, "started_at": moment}
        talk["last_at"] = moment
        talk["id"] = connection.execute(_OPEN, talk).inserted_primary_key[0]
    else:
        talk = {column.name: last._mapping[column] for column in _TALKS.columns}
        talk["last_at"] = moment
        connection.execute(_GOES_ON, {"conversation": last.id, "last_at": moment})
    message = _added(
        connection,
        conversation_id=talk["id"],
        at=moment,
        author=PERSON,
        text=text,
        key=key,
        request_id=request_id(),
    )
    return Conversation(**talk), message


def _added(connection: Connection, **row: Any) -> Message:
    return Message(id=connection.execute(_NOTE, row).inserted_primary_key[0], **row)

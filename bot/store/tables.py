"""The tables. Times are in UTC without a zone; JSON columns hold what pydantic models dump."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import declarative_base

Base = declarative_base()
# An id that was deleted is never given to another row: pages and the audit log name rows by it.
NEVER_AGAIN = {"sqlite_autoincrement": True}


class Staff(Base):
    """An account of the hotline. role: 坐席 or 管理员. failures: wrong passwords in a row."""

    __tablename__ = "staff"

    id = Column(Integer, primary_key=True)
    name = Column(String(64), unique=True, nullable=False)
    role = Column(String(16), nullable=False)
    password_hash = Column(String(255), nullable=False)
    active = Column(Boolean, nullable=False, default=True)
    failures = Column(Integer, nullable=False, default=0)
    locked_until = Column(DateTime)
    last_login = Column(DateTime)
    created_at = Column(DateTime, nullable=False)


class StaffSession(Base):
    """A log-in: the SHA-256 of its cookie, and the CSRF token that goes with it."""

    __tablename__ = "staff_session"

    token_hash = Column(String(64), primary_key=True)
    staff_id = Column(ForeignKey("staff.id", ondelete="CASCADE"), nullable=False, index=True)
    csrf = Column(String(64), nullable=False)
    created_at = Column(DateTime, nullable=False)
    expires_at = Column(DateTime, nullable=False)


class Conversation(Base):
    """Everything said with one `sender`. state: who answers (bot, waiting for staff, agent)."""

    __tablename__ = "conversation"
    __table_args__ = NEVER_AGAIN

    id = Column(Integer, primary_key=True)
    sender = Column(String(255), unique=True, nullable=False)
    channel = Column(String(64), nullable=False)
    state = Column(String(16), nullable=False, default="bot", index=True)
    agent_id = Column(ForeignKey("staff.id", ondelete="SET NULL"))
    started_at = Column(DateTime, nullable=False)
    last_at = Column(DateTime, nullable=False, index=True)


class Message(Base):
    """One message of a person, the bot or an agent.

    Of a person's: understood (an `Understood`), known (all facts after it), topic, outcome and latency_ms until the
    answer stood, and the key by which it is known when a platform brings it twice. Of the bot's: answer (an `Answer`),
    reply_to, and the vote and comment it was given.
    """

    __tablename__ = "message"
    __table_args__ = NEVER_AGAIN

    id = Column(Integer, primary_key=True)
    conversation_id = Column(ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False)
    at = Column(DateTime, nullable=False, index=True)
    author = Column(String(16), nullable=False)
    text = Column(Text, nullable=False)
    answer = Column(JSON(none_as_null=True))
    reply_to = Column(ForeignKey("message.id", ondelete="CASCADE"), index=True)
    staff_id = Column(ForeignKey("staff.id", ondelete="SET NULL"))
    understood = Column(JSON(none_as_null=True))
    known = Column(JSON(none_as_null=True))
    topic = Column(String(255), index=True)
    outcome = Column(String(16), index=True)
    latency_ms = Column(Float)
    vote = Column(String(8), index=True)
    comment = Column(Text)
    key = Column(String(255), unique=True, index=True)


class VerdictGiven(Base):
    """A verdict told in full by a message of the bot."""

    __tablename__ = "verdict"

    id = Column(Integer, primary_key=True)
    message_id = Column(ForeignKey("message.id", ondelete="CASCADE"), nullable=False, index=True)
    pack = Column(String(64), nullable=False)
    programme = Column(String(64), nullable=False)
    status = Column(String(16), nullable=False)


class Review(Base):
    """What staff made of a question that was not answered: an example for `intent`, or none (dismissed)."""

    __tablename__ = "review"

    message_id = Column(ForeignKey("message.id", ondelete="CASCADE"), primary_key=True)
    intent = Column(String(255))
    example = Column(Text, nullable=False)
    staff_id = Column(ForeignKey("staff.id", ondelete="SET NULL"))
    at = Column(DateTime, nullable=False)


class Address(Base):
    """Where the person of the conversation `sender` is reached on a channel; they are known there as `person`.

    pushes_left: messages that the platform still lets us send of our own accord, until push_until.
    """

    __tablename__ = "address"
    __table_args__ = (UniqueConstraint("channel", "account", "person"),)

    sender = Column(String(255), primary_key=True)
    channel = Column(String(16), nullable=False)
    account = Column(String(64), nullable=False)
    person = Column(String(64), nullable=False)
    pushes_left = Column(Integer, nullable=False, default=0)
    push_until = Column(DateTime, nullable=False)
    last_at = Column(DateTime, nullable=False)


class Inbox(Base):
    """A message that a platform brought, known by its key. content: what was said, until it is answered.

    signed: what the request was signed with. claim: the process that answers it, until claimed_until.
    """

    __tablename__ = "inbox"
    __table_args__ = (UniqueConstraint("channel", "account", "key"), NEVER_AGAIN)

    id = Column(Integer, primary_key=True)
    channel = Column(String(16), nullable=False)
    account = Column(String(64), nullable=False)
    key = Column(String(160), nullable=False)
    signed = Column(String(160), index=True)
    sender = Column(String(255), nullable=False, index=True)
    content = Column(JSON(none_as_null=True))
    received_at = Column(DateTime, nullable=False, index=True)
    requests = Column(Integer, nullable=False, default=1)
    claim = Column(String(32))
    claimed_until = Column(DateTime, index=True)
    done_at = Column(DateTime)


class Outbox(Base):
    """A part of an answer, or an agent's words, on its way to a person.

    state: waiting, passive (it was the reply to a request of the platform), sending, sent. due_at: when it may be sent;
    without one it waits to be asked for. message_id: the agent's message.
    """

    __tablename__ = "outbox"
    __table_args__ = NEVER_AGAIN

    id = Column(Integer, primary_key=True)
    channel = Column(String(16), nullable=False)
    sender = Column(String(255), nullable=False, index=True)
    inbox_id = Column(ForeignKey("inbox.id", ondelete="CASCADE"), index=True)
    message_id = Column(ForeignKey("message.id", ondelete="CASCADE"), index=True)
    place = Column(Integer, nullable=False, default=0)
    part = Column(JSON, nullable=False)
    state = Column(String(16), nullable=False, default="waiting", index=True)
    due_at = Column(DateTime, index=True)
    error = Column(Text)
    at = Column(DateTime, nullable=False)


class AccessToken(Base):
    """The token by which a platform's API knows an account; refreshing_until: a process is fetching a new one."""

    __tablename__ = "access_token"

    account = Column(String(64), primary_key=True)
    token = Column(Text)
    expires_at = Column(DateTime)
    refreshing_until = Column(DateTime)


class SyncCursor(Base):
    """How far the messages of a 微信客服 account have been fetched; what was sent before `since` is not answered.

    wanted: one of the `calls` said that there are more; the last of them brought the token, at called_at.
    """

    __tablename__ = "sync_cursor"

    account = Column(String(64), primary_key=True)
    cursor = Column(Text)
    token = Column(Text)
    wanted = Column(Boolean, nullable=False, default=False)
    calls = Column(Integer, nullable=False, default=0)
    called_at = Column(DateTime, nullable=False)
    since = Column(DateTime, nullable=False)
    claim = Column(String(32))
    claimed_until = Column(DateTime)


class Audit(Base):
    """One look or change by staff. Triggers of the database refuse to change or delete a row."""

    __tablename__ = "audit"

    id = Column(Integer, primary_key=True)
    at = Column(DateTime, nullable=False, index=True)
    staff = Column(String(64))
    action = Column(String(64), nullable=False)
    target = Column(String(255), nullable=False, default="")
    detail = Column(Text, nullable=False, default="")


Index("message_of_conversation", Message.conversation_id, Message.id)

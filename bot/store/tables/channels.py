"""What travels over WeChat: addresses, what came in, what goes out, tokens and cursors."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    String,
    Text,
    UniqueConstraint,
)

from bot.store.tables.base import NEVER_AGAIN, Base


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
    done_at = Column(DateTime, index=True)


class Outbox(Base):
    """A part of an answer, or an agent's words, on its way to a person.

    state: waiting, passive (it was the reply of a request), sending, unsure (it may have arrived), sent. due_at: when
    it may be sent; without one it waits to be asked for. message_id: the agent's message.
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

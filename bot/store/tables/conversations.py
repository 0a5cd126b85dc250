"""What was said: conversations, messages, verdicts given, and what staff made of questions."""

from __future__ import annotations

from sqlalchemy import JSON, Column, DateTime, Float, ForeignKey, Index, Integer, String, Text

from bot.store.tables.base import NEVER_AGAIN, Base


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
    answer stood, the key by which it is known when a platform brings it twice, and the id of the request that brought
    it. Of the bot's: answer (an `Answer`), reply_to, and the vote and comment it was given.
    """

    __tablename__ = "message"
    __table_args__ = NEVER_AGAIN

    id = Column(Integer, primary_key=True)
    conversation_id = Column(ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False)
    at = Column(DateTime, nullable=False)
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
    request_id = Column(String(64), index=True)


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


Index("message_of_conversation", Message.conversation_id, Message.id)
# Holds all that the statistics of some days count: the rows are large, and need not be read for it.
Index(
    "message_of_day",
    Message.at,
    Message.conversation_id,
    Message.outcome,
    Message.vote,
    Message.topic,
    Message.latency_ms,
)

"""The tables of the database."""

from bot.store.tables.base import Base
from bot.store.tables.channels import AccessToken, Address, Inbox, Outbox, SyncCursor
from bot.store.tables.conversations import Conversation, Message, Review, VerdictGiven
from bot.store.tables.staff import Audit, Staff, StaffSession

__all__ = [
    "AccessToken",
    "Address",
    "Audit",
    "Base",
    "Conversation",
    "Inbox",
    "Message",
    "Outbox",
    "Review",
    "Staff",
    "StaffSession",
    "SyncCursor",
    "VerdictGiven",
]

"""`python -m bot retention`: deletes the conversations past their retention at once."""

from __future__ import annotations

import asyncio

from bot.environment import prepare
from bot.project import Project
from bot.store.database import Database, database_url, now
from bot.store.retention import enforce, retention_days
from bot.training import Report


def run(project: Project, report: Report) -> None:
    """Deletes them from the database and from Rasa's trackers, and says how many there were.

    Raises:
        DatabaseError, RetentionError: the database or the number of days cannot be used.
    """
    database, days = Database(database_url(project)), retention_days()
    prepare(project)
    from bot.stores import kept_conversations

    trackers = kept_conversations(project)
    count = asyncio.run(enforce(database, days, trackers.delete, now()))
    report(f"删除了 {count} 个 {days} 天没有新消息的对话")

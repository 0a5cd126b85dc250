"""Whether the database answers, for who must know soon."""

from __future__ import annotations

import asyncio
import logging

from anyio import CapacityLimiter, to_thread
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.store.database import Database

PATIENCE = 2.0  # seconds

logger = logging.getLogger(__name__)


class DatabaseProbe:
    """Asks `database` for a row. patience: the seconds in which it should come."""

    def __init__(self, database: Database, patience: float = PATIENCE) -> None:
        self._database, self._patience = database, patience
        self._asking: asyncio.Task[bool] | None = None
        self._answered = True

    async def answers(self) -> bool:
        """Whether the row came in time; who asks while a question is open waits for the same one."""
        if self._asking is None or self._asking.done():
            # At most one thread waits for a database that hangs, however often somebody looks.
            self._asking = asyncio.create_task(self._ask_aside())
        done, _ = await asyncio.wait({self._asking}, timeout=self._patience)
        answered = any(task.result() for task in done)
        if answered != self._answered:
            logger.warning("the database %s", "answers again" if answered else "does not answer")
        self._answered = answered
        return answered

    async def _ask_aside(self) -> bool:
        """In a daemon thread: one that waits for ever does not keep the process from ending."""
        return await to_thread.run_sync(
            self._ask, abandon_on_cancel=True, limiter=CapacityLimiter(1)
        )

    def _ask(self) -> bool:
        try:
            with self._database.engine.connect() as connection:
                connection.execute(text("SELECT version_num FROM alembic_version"))
        except (SQLAlchemyError, OSError):
            return False
        return True

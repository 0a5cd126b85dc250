"""Answers what is in the inbox, each message once, and puts the answers into the outbox."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.assistant import APOLOGY
from bot.channels.content import Content
from bot.channels.parts import Text
from bot.channels.responder import Responder
from bot.store.database import Database, now
from bot.store.inbox import LEASE, Inbox
from bot.store.tables import Inbox as Row

GRACE = timedelta(seconds=6)  # in which the request that brought a message takes its answer away

logger = logging.getLogger(__name__)


class Answering:
    """Answers messages of one channel. push: parts may be sent unasked once the request had its grace."""

    def __init__(
        self,
        database: Database,
        responder: Responder,
        push: Callable[[], bool],
        grace: timedelta = GRACE,
    ) -> None:
        self.inbox = Inbox(database, secrets.token_hex(16))
        self._responder = responder
        self._push = push
        self._grace = grace
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def start(self, row: Row) -> asyncio.Task[None]:
        """Begins to answer a message that this process holds."""
        task = asyncio.create_task(self._answer(row))
        self._tasks[row.id] = task
        task.add_done_callback(lambda _: self._tasks.pop(row.id, None))
        return task

    def task(self, id_: int) -> asyncio.Task[None] | None:
        """The work on a message, when this process is at it."""
        return self._tasks.get(id_)

    async def resume(self) -> list[str]:
        """Answers what processes that are gone left unanswered, in order; returns whose messages they were."""
        senders = []
        for id_ in self.inbox.abandoned(self._responder.channel):
            if (
                id_ not in self._tasks
                and self.inbox.take_over(id_)
                and (row := self.inbox.row(id_))
            ):
                logger.warning(
                    "message %s of %s is answered after all", id_, self._responder.channel
                )
                await self.start(row)
                senders.append(row.sender)
        return senders

    async def drain(self) -> None:
        """Waits for the work under way."""
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _answer(self, row: Row) -> None:
        renewing = asyncio.create_task(self._renew(row.id))
        try:
            content = Content.model_validate(row.content)
            parts = await self._responder.respond(row.sender, content, f"{row.account}:{row.key}")
        except Exception:
            logger.exception("message %s of %s could not be answered", row.id, row.channel)
            parts = [Text(text=APOLOGY)]
        finally:
            renewing.cancel()
        self.inbox.finish(row.id, [one.model_dump() for one in parts], self._due())

    async def _renew(self, id_: int) -> None:
        while True:
            await asyncio.sleep(LEASE.total_seconds() / 3)
            self.inbox.renew(id_)

    def _due(self) -> datetime | None:
        return now() + self._grace if self._push() else None

"""Answers what is in the inbox, each message once, and puts the answers into the outbox."""

from __future__ import annotations

import asyncio
import logging
import secrets
import threading
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.assistant import APOLOGY
from bot.channels.content import Content
from bot.channels.parts import Text
from bot.channels.responder import Responder
from bot.shared.locks import Locks
from bot.store.database import Database, now
from bot.store.inbox import LEASE, Inbox
from bot.store.outage import outage
from bot.store.tables import Inbox as Row

SIDE_BY_SIDE = 8  # of the messages that were left
# Turns are work for the processor. With more at once all of them would end late, and requests would not be answered in
# time meanwhile.
AT_ONCE = 4
LONGEST_TURN = 60.0  # seconds
GRACE = timedelta(seconds=6)  # in which the request that brought a message takes its answer away

logger = logging.getLogger(__name__)


class Answering:
    """Answers messages of one channel. push: parts may be sent unasked once the request had its grace."""

    def __init__(
        self,
        database: Database,
        responder: Responder,
        push: Callable[[], bool],
        locks: Locks,
        grace: timedelta = GRACE,
    ) -> None:
        self.inbox = Inbox(database, secrets.token_hex(16))
        self.off_loop = database.off_loop
        self._responder = responder
        self._push = push
        self._grace = grace
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._resumed: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(AT_ONCE)
        self._locks = locks
        self._renewing: threading.Thread | None = None
        self._closed = threading.Event()

    def start(self, row: Row) -> asyncio.Task[None]:
        """Begins to answer a message that this process holds."""
        task = asyncio.create_task(self._answer(row))
        self._tasks[row.id] = task
        task.add_done_callback(lambda _: self._tasks.pop(row.id, None))
        if self._renewing is None:
            self._renewing = threading.Thread(target=self._renew, daemon=True)
            self._renewing.start()
        return task

    def task(self, id_: int) -> asyncio.Task[None] | None:
        """The work on a message, when this process is at it."""
        return self._tasks.get(id_)

    async def resume(self, then: Callable[[str], Awaitable[None]]) -> None:
        """Answers what nobody is at: messages of one person in order, those of several side by side.

        then: is called with the sender of each message once it is answered.
        """
        working: set[asyncio.Task[None]] = set()
        while True:
            for row in await self._unheld():
                working.add(task := asyncio.create_task(self._answer_then(row, then)))
                self._resumed.add(task)
                task.add_done_callback(self._resumed.discard)
            if not working:
                return
            done, working = await asyncio.wait(working, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()

    async def drain(self) -> None:
        """Waits for the work under way."""
        await asyncio.gather(*self._tasks.values(), *self._resumed, return_exceptions=True)

    def close(self) -> None:
        """Nothing more is to be answered."""
        self._closed.set()

    async def _unheld(self) -> list[Row]:
        """Takes over messages that nobody is at, as many as may be answered at once."""
        rows: list[Row] = []
        for id_ in await self.off_loop(self.inbox.abandoned, self._responder.channel):
            if len(self._resumed) + len(rows) >= SIDE_BY_SIDE:
                break
            if (
                id_ not in self._tasks
                and await self.off_loop(self.inbox.take_over, id_)
                and (row := await self.off_loop(self.inbox.row, id_))
            ):
                rows.append(row)
                if now() - row.received_at > LEASE:
                    logger.warning("message %s of %s is answered after all", id_, row.channel)
        return rows

    async def _answer_then(self, row: Row, then: Callable[[str], Awaitable[None]]) -> None:
        await self.start(row)
        await then(row.sender)

    async def _answer(self, row: Row) -> None:
        # One by one, so that who writes much takes up the room of one, and a number means a choice of the last answer.
        turn = self._locks.hold(f"inbox {row.sender}")
        try:
            content = Content.model_validate(row.content)
            key = f"{row.account}:{row.key}"
            async with turn, self._room:
                if not await self.off_loop(self.inbox.renew, row.id):
                    return  # forgotten meanwhile, or another's
                answer = self._responder.respond(row.sender, content, key)
                parts = await asyncio.wait_for(answer, LONGEST_TURN)
        except Exception as error:
            if cause := outage(error):
                # It stays in the inbox, to be answered once its lease is over.
                logger.error("message %s of %s has to wait: %s", row.id, row.channel, cause)
                return
            logger.exception("message %s of %s could not be answered", row.id, row.channel)
            parts = [Text(text=APOLOGY)]
        dumped = [one.model_dump() for one in parts]
        await self.off_loop(self.inbox.finish, row.id, dumped, self._due())

    def _renew(self) -> None:
        """Holds what is under way. In a thread: a busy loop may not come round before a lease is over."""
        while not self._closed.wait(LEASE.total_seconds() / 3):
            for id_ in list(self._tasks):
                try:
                    self.inbox.renew(id_)
                except SQLAlchemyError as error:
                    logger.warning("message %s could not be held: %s", id_, error)

    def _due(self) -> datetime | None:
        return now() + self._grace if self._push() else None

"""Sends what is in the outbox, in order, within what the platform allows; goes on where another process stopped."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Protocol

from bot.channels.answering import Answering
from bot.channels.parts import PART, Part
from bot.channels.platform import PlatformError
from bot.store.addresses import Addresses
from bot.store.database import now
from bot.store.outbox import SENDING, Outbox
from bot.store.tables import Address
from bot.store.tables import Outbox as Row

TICK = 2.0  # seconds
AGAIN = timedelta(
    seconds=20
)  # after which a platform that was busy or could not be reached is tried again
GIVE_UP = timedelta(minutes=30)
SPENT = "平台允许的条数或时间已用完，等对方再发消息"
CUT_OFF = "发送时服务中断，不知道是否已送达"

logger = logging.getLogger(__name__)


class Sender(Protocol):
    """Sends one part to a person by a platform's API. repeatable: the platform knows a part that is sent twice."""

    channel: str
    repeatable: bool

    @property
    def may_push(self) -> bool:
        """Whether the account may send of its own accord."""

    async def send(self, address: Address, part: Part, more: int, id_: int) -> None:
        """Sends `part`; more: how many wait behind it that cannot be sent any more. Raises PlatformError."""

    def refused(self, error: PlatformError) -> None:
        """Takes note of what the platform will not do for this account."""


class Courier:
    """Sends by `sender`; also sees to it that what a process left behind is answered.

    fetch: gets messages that a platform keeps until it is asked for them.
    """

    def __init__(
        self,
        sender: Sender,
        addresses: Addresses,
        outbox: Outbox,
        answering: Answering,
        fetch: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._fetch = fetch
        self._sender = sender
        self._addresses = addresses
        self._outbox = outbox
        self._answering = answering
        self._off_loop = answering.off_loop

    @property
    def may_push(self) -> bool:
        """Whether anything is sent before the person asks for it."""
        return self._sender.may_push

    async def run(self) -> None:
        """Looks for what is due until it is cancelled; an answer that takes long holds up nothing that is ready."""
        await asyncio.gather(self._repeat(self._take_in), self._repeat(self._send_due))

    async def look(self) -> None:
        """Answers what was left unanswered, and sends what is due."""
        await self._take_in()
        await self._send_due()

    async def _repeat(self, work: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                await work()
            except Exception:
                logger.exception("the courier of %s stumbled", self._sender.channel)
            await asyncio.sleep(TICK)

    async def _take_in(self) -> None:
        if self._fetch is not None:
            await self._fetch()
        await self._answering.resume(self.deliver)

    async def _send_due(self) -> None:
        if self._sender.may_push:
            for sender in await self._off_loop(self._outbox.due, self._sender.channel):
                await self.deliver(sender)

    async def deliver(self, sender: str) -> None:
        """Sends what is due for the conversation `sender`."""
        address = await self._off_loop(self._addresses.of, sender)
        while self._sender.may_push and address:
            claimed = await self._off_loop(self._claim, sender)
            if claimed is None:
                return
            await self._send(address, *claimed)

    def _claim(self, sender: str) -> tuple[Row, int] | None:
        """The next part that may be sent, and how many wait behind it that cannot be sent any more."""
        while True:
            left = self._addresses.left(sender)
            row = self._outbox.claim_next(sender, SPENT if left == 0 else None)
            if row is None:
                return None
            if row.state == SENDING and not self._sender.repeatable:
                self._outbox.hold(row, CUT_OFF, unsure=True)
            elif left == 0:
                self._outbox.hold(row, SPENT)
            else:
                return row, self._outbox.waiting(sender) if left == 1 else 0

    async def _send(self, address: Address, row: Row, more: int) -> None:
        try:
            await self._sender.send(address, PART.validate_python(row.part), more, row.id)
        except PlatformError as error:
            logger.warning("a message could not be sent: %s", error)
            self._sender.refused(error)
            await self._put_back(row, error)
        else:
            await self._off_loop(self._outbox.sent, row.id)
            await self._off_loop(self._addresses.spend, row.sender)

    async def _put_back(self, row: Row, error: PlatformError) -> None:
        if error.kind in ("quota", "window", "forbidden"):
            await self._off_loop(self._addresses.exhaust, row.sender)
        passing = error.kind in ("busy", "address", "token") or (
            error.ambiguous and self._sender.repeatable
        )
        if passing and now() - row.at < GIVE_UP:
            await self._off_loop(self._outbox.later, row.id, AGAIN, str(error))
        else:
            await self._off_loop(self._outbox.hold, row, str(error), unsure=error.ambiguous)

"""A message of an official account from its arrival to its reply, within the five seconds that the platform waits."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from bot.assistant import APOLOGY
from bot.channels import markup
from bot.channels.answering import Answering
from bot.channels.content import Content
from bot.channels.courier import Courier
from bot.channels.parts import PART, Text
from bot.channels.phrases import phrases
from bot.channels.settings import WechatSettings
from bot.channels.wechat.account import OfficialAccount
from bot.channels.wechat.arrivals import Arrivals
from bot.channels.wechat.incoming import Incoming
from bot.store.addresses import Addresses
from bot.store.database import OffLoop
from bot.store.inbox import ReplayError
from bot.store.outbox import Outbox, Taken
from bot.store.tables import Inbox as Row

POLL, LONGEST_POLL = 0.1, 0.8  # seconds
# The platform's documents speak of three retries; where it is seen at work, it asks three times in all.
LAST_REQUEST = 3

Disconnected = Callable[[], Awaitable[bool]]
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """Seconds: within which a request is answered, for how long one is held that is to be repeated, and after which
    what follows a reply is sent, so that the platform shows the reply first.
    """

    answer: float = 4.3
    hold: float = 8.0
    pause: float = 0.5


async def nothing() -> None:
    """There is nothing more to do."""


@dataclass(frozen=True)
class Turn:
    """What comes of a request. reply: the XML, None for none; then: what is done once it has been answered."""

    reply: bytes | None = None
    then: Callable[[], Awaitable[None]] = nothing


@dataclass(frozen=True)
class Turns:
    """The turns of one official account."""

    settings: WechatSettings
    account: OfficialAccount
    arrivals: Arrivals
    addresses: Addresses
    outbox: Outbox
    answering: Answering
    courier: Courier
    limits: Limits = Limits()

    @property
    def _off_loop(self) -> OffLoop:
        return self.answering.off_loop

    async def take(self, incoming: Incoming, signed: str, disconnected: Disconnected) -> Turn:
        """What is replied to `incoming`, whichever of its requests this is and whoever answers it.

        Raises:
            ReplayError: `signed` was used for another message.
        """
        started = time.monotonic()
        while True:
            try:
                return await self._take(incoming, signed, disconnected, started)
            except ReplayError:
                raise
            except Exception as error:
                passing = isinstance(error, SQLAlchemyError)
                if passing and time.monotonic() < started + self.limits.answer / 2:
                    # A database that is soon back costs nobody a message.
                    await asyncio.sleep(2 * POLL)
                    continue
                logger.exception("a message could not be taken in")
                return Turn(self.account.reply(incoming, "", Text(text=APOLOGY), 0))

    async def _take(
        self, incoming: Incoming, signed: str, disconnected: Disconnected, started: float
    ) -> Turn:
        row, new = await self._off_loop(self.arrivals.admit, incoming, signed)
        if incoming.content is None or not row.sender:
            return Turn()
        if new:
            await self._begin(row, incoming.content)
        if await self._answered(row, started + self.limits.answer):
            if self.account.may_push:
                await self._after_older(row, started + self.limits.answer)
            if await disconnected():
                # The reply is the next request's, or else the courier's: nothing may overtake it.
                return Turn()
            return await self._replied(incoming, row)
        if self.account.may_push:
            return Turn(None, partial(self._push_when_answered, row))
        if row.requests < LAST_REQUEST:
            # No answer at all is what makes the platform ask again.
            await _until_gone(disconnected, started + self.limits.hold)
            return Turn()
        return Turn(self.account.reply(incoming, row.sender, _later(), 0))

    async def _begin(self, row: Row, content: Content) -> None:
        if content.kind == "fetch":
            await self._fetch(row)
            return
        if self.account.may_push:
            await self._off_loop(self.outbox.wake, row.sender, rest=False)
        self.answering.start(row)

    async def _after_older(self, row: Row, deadline: float) -> None:
        """Waits for what is said before, so that nothing stands on the screen above it that comes after it."""
        while time.monotonic() < deadline and await self._off_loop(
            self.outbox.older_under_way, row.sender, row.id
        ):
            await asyncio.sleep(POLL)

    async def _fetch(self, row: Row) -> None:
        """Makes what waits for the person the answer to their asking for it."""
        deadline = time.monotonic() + self.limits.answer / 2
        if self.account.may_push:
            # They may ask before the courier knows that it may send no more.
            await self._after_older(row, deadline)
        inbox = self.answering.inbox
        while await self._off_loop(self.outbox.fetch, row.sender, row.id) is None:
            busy = await self._off_loop(inbox.unanswered, row.sender, row.id)
            if not busy or time.monotonic() > deadline:
                part = _later() if busy else Text(text=phrases().waiting.nothing)
                await self._off_loop(inbox.finish, row.id, [part.model_dump()], None)
                return
            await asyncio.sleep(POLL)
        await self._off_loop(inbox.finish, row.id, (), None)

    async def _answered(self, row: Row, deadline: float) -> bool:
        """Whether the message is answered before `deadline`; goes on with the work when whoever was at it is gone."""
        poll = POLL
        while True:
            task = self.answering.task(row.id)
            left = deadline - time.monotonic()
            if task is not None:
                await asyncio.wait({task}, timeout=max(left, 0))
            present = await self._off_loop(self.answering.inbox.row, row.id)
            if present is None or present.done_at is not None:
                return True
            if left <= 0:
                return False
            if task is None and await self._off_loop(self.answering.inbox.take_over, row.id):
                self.answering.start(present)
            elif task is None:
                await asyncio.sleep(min(poll, max(left, 0)))
                poll = min(2 * poll, LONGEST_POLL)

    async def _replied(self, incoming: Incoming, row: Row) -> Turn:
        taken = await self._off_loop(self.outbox.take, row.id) or await self._words(row)
        if taken is None:
            return Turn(None, partial(self._push, row, False))
        # Who has to ask for the rest is not sent it: a platform that took it would not have kept it waiting.
        asked = incoming.content is not None and incoming.content.kind == "fetch"
        left = await self._off_loop(self.addresses.left, row.sender)
        follows = not asked and self.account.may_push and left > 0
        more = 0 if follows else taken.more
        reply = self.account.reply(incoming, row.sender, PART.validate_python(taken.part), more)
        return Turn(reply, partial(self._push, row, True))

    async def _words(self, row: Row) -> Taken | None:
        """An agent's words that wait, where only a reply can bring them."""
        if self.account.may_push:
            return None
        return await self._off_loop(self.outbox.fetch, row.sender, row.id)

    async def _push(self, row: Row, replied: bool) -> None:
        if replied and await self._off_loop(self.outbox.waiting, row.sender):
            await asyncio.sleep(self.limits.pause)
        await self._off_loop(self.outbox.release, row.id, replied)
        await self.courier.deliver(row.sender)

    async def _push_when_answered(self, row: Row) -> None:
        if task := self.answering.task(row.id):
            await asyncio.wait({task})
        await self._push(row, False)


def _later() -> Text:
    said = phrases().waiting
    return Text(text=said.slow.format(link=markup.tap(said.fetch, said.fetch, 0)))


async def _until_gone(disconnected: Disconnected, deadline: float) -> None:
    while time.monotonic() < deadline and not await disconnected():
        await asyncio.sleep(POLL)

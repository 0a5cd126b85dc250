"""Fetches what people wrote to 微信客服: a callback only says that there is something."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.channels.platform import Platform, PlatformError
from bot.channels.wecom.incoming import read
from bot.channels.wecom.request import Callback
from bot.store.cursors import LEASE, Cursors
from bot.store.database import now
from bot.store.tables import SyncCursor

SYNC = "/cgi-bin/kf/sync_msg"
MOST = 1000  # messages of one page; the platform gives no more
TOKEN_LASTS = timedelta(minutes=10)
BAD_TOKEN = 95007
# After which a fetch that failed is tried again without a callback; the longer one where somebody must mend something.
AGAIN, MUCH_LATER = timedelta(seconds=20), timedelta(minutes=10)

logger = logging.getLogger(__name__)


class _Page(BaseModel):
    """What the platform answers. A page may be empty and have more behind it."""

    next_cursor: str = ""
    has_more: bool = False
    msg_list: list[Any] = []


class Sync:
    """Fetches by `platform` into the inbox of the database of `cursors`."""

    def __init__(self, platform: Platform, cursors: Cursors) -> None:
        self._platform = platform
        self._cursors = cursors
        self._off_loop = cursors.off_loop
        self._not_before: dict[str, datetime] = {}

    async def note(self, callback: Callback) -> None:
        """Notes a callback, so that what it tells of is fetched whatever becomes of this process."""
        await self._off_loop(self._cursors.note, callback.account, callback.token)

    async def resume(self) -> None:
        """Fetches what was noted and nobody is fetching."""
        for account in await self._off_loop(self._cursors.wanted):
            if self._not_before.get(account, datetime.min) <= now():
                await self.fetch(account)

    async def fetch(self, account: str) -> bool:
        """Fetches what is noted of `account`; False when there is nothing, or somebody else is at it."""
        claim = await self._off_loop(self._cursors.begin, account)
        if claim is None:
            return False
        self._not_before.pop(account, None)
        renewing = asyncio.create_task(self._renew(account, claim))
        try:
            while not await self._one_page(account, claim):
                pass
        except (PlatformError, ValidationError) as error:
            passing = isinstance(error, PlatformError) and error.kind in (
                "busy",
                "address",
                "token",
            )
            self._not_before[account] = now() + (AGAIN if passing else MUCH_LATER)
            logger.warning("messages of 微信客服 could not be fetched: %s", error)
        finally:
            renewing.cancel()
            await self._off_loop(self._cursors.release, account, claim)
        return True

    async def _one_page(self, account: str, claim: str) -> bool:
        """Fetches a page, and tells whether it was the last one."""
        row = await self._off_loop(self._cursors.held, account, claim)
        if row is None:
            return True  # whoever holds it now goes on
        page = await self._page(row)
        found = filter(None, (read(one, row.since, now()) for one in page.msg_list))
        cursor = page.next_cursor or row.cursor
        if not await self._off_loop(self._cursors.advance, account, claim, cursor, list(found)):
            return True
        if page.has_more and cursor != row.cursor:
            return False
        return await self._off_loop(self._cursors.finish, account, claim, row.calls)

    async def _page(self, row: SyncCursor) -> _Page:
        body = {
            "open_kfid": row.account,
            "cursor": row.cursor or "",
            "limit": MOST,
            "voice_format": 0,
        }
        if row.token is not None and row.called_at + TOKEN_LASTS > now():
            try:
                return await self._asked({**body, "token": row.token})
            except PlatformError as error:
                if error.code != BAD_TOKEN:
                    raise
        # Without a token it may be asked as well, though not often.
        return await self._asked(body)

    async def _asked(self, body: dict[str, Any]) -> _Page:
        return _Page.model_validate(await self._platform.call(SYNC, body))

    async def _renew(self, account: str, claim: str) -> None:
        while True:
            await asyncio.sleep(LEASE.total_seconds() / 3)
            await self._off_loop(self._cursors.renew, account, claim)

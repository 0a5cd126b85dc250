"""The access token of an account: fetched once for everybody who needs it, in this process and in the others."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.store.access_tokens import Token, TokenStore
from bot.store.database import Database, now

# The platform hands out the next token from five minutes before the end of the old one, which stays valid until then.
EARLY = timedelta(minutes=5)
POLL = 0.1  # seconds

Fetch = Callable[[bool], Awaitable[tuple[str, int]]]


class AccessTokens:
    """The tokens of `account`.

    fetch: asks the platform for a token; returns it and the seconds that it is valid. Its argument says whether the
    platform is to make a new one although the old one has not ended. clock: the time in UTC without a zone.
    """

    def __init__(
        self,
        database: Database,
        account: str,
        fetch: Fetch,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._store = TokenStore(database, account)
        self._off_loop = database.off_loop
        self._fetch, self._clock = fetch, clock
        self._held: Token | None = None
        self._running: dict[str | None, asyncio.Task[str]] = {}

    async def get(self) -> str:
        """A valid token; raises what `fetch` raises."""
        if self._held is not None and self._held.expires_at > self._clock() + EARLY:
            return self._held.token
        return await self._shared(None)

    async def renew(self, bad: str) -> str:
        """Another token than `bad`, which the platform refused, if it gives one; raises what `fetch` raises."""
        return await self._shared(bad)

    async def _shared(self, bad: str | None) -> str:
        task = self._running.get(bad)
        if task is None:
            task = self._running[bad] = asyncio.create_task(self._obtain(bad))
            task.add_done_callback(lambda done: self._finished(bad, done))
        # Shielded: whoever stops waiting does not take the token from the others.
        return await asyncio.shield(task)

    def _finished(self, bad: str | None, task: asyncio.Task[str]) -> None:
        del self._running[bad]
        if not task.cancelled():
            task.exception()  # nobody may be waiting for it any more

    async def _obtain(self, bad: str | None) -> str:
        if self._held is not None and self._held.token == bad:
            self._held = None
        while True:
            moment = self._clock()
            stored = await self._off_loop(self._store.read)
            if stored is not None and stored.token == bad:
                await self._off_loop(self._store.invalidate, bad)
                stored = None
            if stored is not None and stored.expires_at > moment + EARLY:
                self._held = stored
                return stored.token
            lease = await self._off_loop(self._store.begin_refresh, moment, moment + EARLY)
            if lease is not None:
                return await self._refresh(lease, bad)
            if stored is not None and stored.expires_at > moment:
                return stored.token
            await asyncio.sleep(POLL)

    async def _refresh(self, lease: datetime, bad: str | None) -> str:
        try:
            token = await self._fetched(force=False)
            if token.token == bad:
                token = await self._fetched(force=True)
        except BaseException:
            await self._off_loop(self._store.release, lease)
            raise
        if token.token == bad:  # the platform does not make new ones so soon one after the other
            await self._off_loop(self._store.release, lease)
        else:
            await self._off_loop(self._store.put, lease, token)
            self._held = token
        return token.token

    async def _fetched(self, *, force: bool) -> Token:
        asked_at = self._clock()
        token, seconds = await self._fetch(force)
        return Token(token, asked_at + timedelta(seconds=seconds))

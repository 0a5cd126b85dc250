"""The connection to Redis, and whether Redis is there: without it everything goes on, only less is shared."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Mapping, Sequence
from typing import Any

from redis.asyncio import Redis as Client
from redis.commands.core import AsyncScript
from redis.exceptions import RedisError

from rules.errors import WenceError

VARIABLE = "WENCE_REDIS_URL"
# Seconds, for which a person waits for a Redis that does not answer. A busy event loop reads its answer late.
PATIENCE = 1.0
PAUSE = 1.0  # seconds, after which it is looked whether Redis is back

_FAULTS = (RedisError, OSError, asyncio.TimeoutError)
logger = logging.getLogger(__name__)


class RedisSettingError(WenceError):
    """The address of Redis cannot be read."""


class Away(Exception):
    """Redis cannot be had at present."""


class Redis:
    """Runs scripts in the Redis at `url`, unless it is away.

    available: False from the first call that failed until Redis takes writes again, which is looked for meanwhile, so
    that one call waits for it and the others do not.

    Raises:
        RedisSettingError: `url` is no address of Redis.
    """

    def __init__(self, url: str) -> None:
        try:
            # Its own limits, not `asyncio.wait_for`, which may swallow that whoever waits is cancelled.
            self._client = Client.from_url(
                url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
            )
            self._client.connection_pool.make_connection()  # or a wrong option would show at the first call
        except (ValueError, TypeError) as error:
            # The address may hold a password: it is not repeated.
            raise RedisSettingError(
                f"环境变量 {VARIABLE} 不是 Redis 的地址，应像 redis://:密码@主机:6379/0（加密连接用 rediss://）"
            ) from error
        self.available = True
        self._scripts: dict[str, AsyncScript] = {}
        self._looking: asyncio.Task[None] | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Redis | None:
        """The Redis of WENCE_REDIS_URL; None when it is not set. Raises RedisSettingError."""
        url = environment.get(VARIABLE, "").strip()
        return cls(url) if url else None

    async def run(self, script: str, keys: Sequence[str], *arguments: str | int) -> Any:
        """What the Lua `script` returns. Raises Away, at once while Redis is known to be away."""
        if not self.available:
            raise Away
        try:
            return await self._script(script)(keys, arguments)
        except _FAULTS as error:
            self._lost(error)
            raise Away from error

    async def look(self) -> bool:
        """Whether Redis takes writes, which sets `available`."""
        try:
            await self._write()
        except _FAULTS as error:
            self._lost(error)
            return False
        if not self.available:
            logger.warning("Redis is back")
            self.available = True
        return True

    async def close(self) -> None:
        """Ends all connections."""
        if self._looking is not None:
            self._looking.cancel()
        await self._client.close(close_connection_pool=True)

    def _script(self, text: str) -> AsyncScript:
        if text not in self._scripts:
            self._scripts[text] = self._client.register_script(text)
        return self._scripts[text]

    def _lost(self, error: BaseException) -> None:
        if not self.available:
            return
        self.available = False
        logger.warning(
            "Redis is away (%s: %s): until it is back each process orders messages and counts requests on its own",
            type(error).__name__,
            error,
        )
        self._looking = asyncio.create_task(self._look_again())

    async def _look_again(self) -> None:
        while True:
            await asyncio.sleep(PAUSE)
            if await self.look():
                return

    async def _write(self) -> None:
        # Connections from before would fail once more each.
        await self._client.connection_pool.disconnect(inuse_connections=False)
        await self._client.set("wence:look", 1, px=1000)

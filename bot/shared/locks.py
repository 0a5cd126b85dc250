"""One lock a person: their messages are answered one after the other, in the order in which they came.

In one process an asyncio lock does it. Of several processes each puts itself, once for every message, into a line in
Redis; whose process stands at the head is answered. A process that dies leaves the line when its lease is over.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from bot.shared.redis import Away, Redis

LEASE = 10_000  # milliseconds, for which the messages of a process that died hold up those of the same person
POLL = 0.02  # seconds

T = TypeVar("T")

# KEYS: the line, a list of processes, and until when each is taken for alive. ARGV: the process, its lease, whether it
# takes one more place; it does if it has none, after Redis lost its data. Returns whether the process is at the head.
_STAND = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HSET', KEYS[2], ARGV[1], now + ARGV[2])
if ARGV[3] == '1' or not redis.call('LPOS', KEYS[1], ARGV[1]) then
    redis.call('RPUSH', KEYS[1], ARGV[1])
end
local head = redis.call('LINDEX', KEYS[1], 0)
while tonumber(redis.call('HGET', KEYS[2], head) or 0) <= now do
    redis.call('LREM', KEYS[1], 0, head)
    redis.call('HDEL', KEYS[2], head)
    head = redis.call('LINDEX', KEYS[1], 0)
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return head == ARGV[1] and 1 or 0
"""
# As above, but takes no place: the message may have been answered by the time this runs.
_RENEW = """
if redis.call('EXISTS', KEYS[1]) == 1 then
    local time = redis.call('TIME')
    redis.call('HSET', KEYS[2], ARGV[1], time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[2])
    redis.call('PEXPIRE', KEYS[1], ARGV[2])
    redis.call('PEXPIRE', KEYS[2], ARGV[2])
end
"""
# ARGV: the process, and which of its places it gives up: 1 for the first, -1 for the last, 0 for all.
_LEAVE = """
redis.call('LREM', KEYS[1], ARGV[2], ARGV[1])
if ARGV[2] == '0' then redis.call('HDEL', KEYS[2], ARGV[1]) end
"""


class Locks:
    """The locks of this process; with `redis`, of all processes that use it. lease: in milliseconds.

    While Redis is away each process keeps its own order.
    """

    def __init__(self, redis: Redis | None = None, lease: int = LEASE) -> None:
        self._redis = redis
        self._lease = lease
        self._process = secrets.token_hex(8)
        self._lines: WeakValueDictionary[str, Line] = WeakValueDictionary()
        self._leaving: set[asyncio.Task[Any]] = set()

    @asynccontextmanager
    async def hold(self, sender: str) -> AsyncIterator[None]:
        """Lets the messages of `sender` in one by one, in the order of these calls."""
        line = self.line(sender)
        if self._redis is None:
            async with line.lock:
                yield
            return
        first = line.messages == 0
        line.messages += 1
        # Begun now: whatever Redis takes, those of this process stay in their order.
        here = asyncio.ensure_future(line.lock.acquire())
        renewing = asyncio.create_task(self._renew(line))
        entered = False
        try:
            at_head = await self._stand(line, places=1)
            await here
            # Of several here, the head may have been the place of one before this.
            if not first:
                at_head = await self._stand(line)
            while not at_head:
                await asyncio.sleep(POLL)
                at_head = await self._stand(line)
            entered = True
            yield
        finally:
            renewing.cancel()
            # Whoever is answered does not wait for it, and whoever is cancelled cannot.
            _begin(self._leave(line, here, entered), self._leaving)

    def line(self, sender: str) -> Line:
        """The line of the messages of `sender` in this process."""
        line = self._lines.get(sender)
        if line is None:
            line = self._lines[sender] = Line(sender)
        return line

    async def _stand(self, line: Line, places: int = 0) -> bool:
        """Keeps this process in the line, with so many more places; whether it is its turn.

        Whoever is cancelled meanwhile has stood there all the same, and leaves after it.
        """
        return await asyncio.shield(_begin(self._stood(line, places), line.standing))

    async def _stood(self, line: Line, places: int) -> bool:
        assert self._redis is not None
        try:
            found = await self._redis.run(_STAND, line.keys, self._process, self._lease, places)
        except Away:
            return True
        return bool(found)

    async def _renew(self, line: Line) -> None:
        assert self._redis is not None
        while True:
            await asyncio.sleep(self._lease / 3000)
            with suppress(Away):
                await self._redis.run(_RENEW, line.keys, self._process, self._lease)

    async def _leave(self, line: Line, here: asyncio.Future[Any], entered: bool) -> None:
        """Gives the place up in the line first: the next one here must not take it for its own."""
        assert self._redis is not None
        try:
            await asyncio.gather(*line.standing, return_exceptions=True)
            # Of several here, who did not enter must leave the first place to who did. The last one here also takes out
            # places that were not given up while Redis was away.
            place = 0 if line.messages == 1 else 1 if entered else -1
            with suppress(Away):
                await self._redis.run(_LEAVE, line.keys, self._process, place)
        finally:
            line.messages -= 1
            if not here.cancel() and not here.cancelled():
                line.lock.release()


class Line:
    """Those of one person's messages that are in this process. keys: of the line of all processes in Redis."""

    def __init__(self, sender: str) -> None:
        self.lock = asyncio.Lock()
        self.messages = 0
        self.standing: set[asyncio.Task[Any]] = set()
        name = hashlib.sha256(sender.encode()).hexdigest()[:32]
        self.keys = (f"wence:line:{{{name}}}", f"wence:line:{{{name}}}:alive")


def _begin(work: Coroutine[Any, Any, T], under_way: set[asyncio.Task[T]]) -> asyncio.Task[T]:
    """Begins `work`, which is in `under_way` until it is done."""
    task = asyncio.create_task(work)
    under_way.add(task)
    task.add_done_callback(under_way.discard)
    return task

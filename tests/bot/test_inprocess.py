"""Actions run in threads that come and go."""

from __future__ import annotations

import asyncio
import os
import threading

import pytest
import uvloop
from anyio import CapacityLimiter

from bot.inprocess import _in_thread

CALLS = 4  # at once, each in a thread of its own


def open_files_after_calls() -> int:
    """How many files the process holds when actions have run and their threads have ended."""
    # They wait for each other, so that no thread serves two of them.
    all_there = threading.Barrier(CALLS)
    threads = []

    async def action() -> None:
        threads.append(threading.current_thread())
        all_there.wait(30)

    async def at_once() -> None:
        room = CapacityLimiter(CALLS)
        await asyncio.gather(*(_in_thread(action(), room) for _ in range(CALLS)))

    asyncio.run(at_once())
    for thread in threads:
        thread.join(30)
    return len(os.listdir("/proc/self/fd"))


@pytest.mark.parametrize("policy", [asyncio.DefaultEventLoopPolicy(), uvloop.EventLoopPolicy()])
def test_a_thread_that_ends_leaves_nothing_open(policy: asyncio.AbstractEventLoopPolicy) -> None:
    before = asyncio.get_event_loop_policy()
    asyncio.set_event_loop_policy(policy)
    try:
        held = open_files_after_calls()  # with what is opened once for all
        assert open_files_after_calls() <= held
    finally:
        asyncio.set_event_loop_policy(before)

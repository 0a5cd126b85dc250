"""Fixtures for tests that talk with the real assistant. Nothing is loaded until a test asks for it."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable

import pytest

from bot.assistant import Assistant, Reply
from bot.project import WENCE
from bot.training import ensure_model

Say = Callable[[str], Awaitable[list[Reply]]]


@pytest.fixture(scope="session")
async def assistant() -> Assistant:
    """The real assistant, trained when stale, with conversations in memory."""
    ensure_model(WENCE, print)
    return await Assistant.load(WENCE, keep_conversations=False)


@pytest.fixture
def say(assistant: Assistant) -> Say:
    """Says one thing in a conversation of this test's own and returns the replies: `await say("你好")`."""
    sender = uuid.uuid4().hex

    async def say_it(text: str) -> list[Reply]:
        return await assistant.reply(sender, text)

    return say_it

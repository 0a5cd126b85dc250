"""An official account, its platform and a person's telephone, before an assistant that a test can hold up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import httpx
import pytest

from actions.answer import Answer, Verdict
from bot.assistant import Assistant, Reply
from bot.shared.limits import NO_LIMITS, LimitSettings
from bot.store.database import Database, now
from tests.wechat.account import Account
from tests.wechat.clock import Clock
from tests.wechat.phone import Phone
from tests.wechat.platform_api import PlatformApi
from tests.wechat.service import PATIENCE, SITE, Service, official_environment, serve_account

LONG, LINES = "长回答", 24
VERDICT = "结论"


class Gated:
    """The small assistant, which answers once its gate is open. LONG gets a long answer, VERDICT a verdict.

    held: the words for which the gate is; all, where it is empty.
    """

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self.gate = asyncio.Event()
        self.gate.set()
        self.turns: list[str] = []
        self.held: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._assistant, name)

    async def reply(
        self,
        sender: str,
        text: str,
        channel: str = "rest",
        metadata: dict[str, Any] | None = None,
        message_id: str | None = None,
    ) -> list[Reply]:
        self.turns.append(text)
        if not self.held or text in self.held:
            await self.gate.wait()
        if text in (LONG, VERDICT):
            answer = long_answer() if text == LONG else verdict()
            said = {"recipient_id": sender, "text": answer.headline}
            return [said, {"recipient_id": sender, "custom": answer.model_dump(mode="json")}]
        return await self._assistant.reply(sender, text, channel, metadata, message_id)


def long_answer() -> Answer:
    """An answer of several messages."""
    return Answer(
        headline="长回答开始。", lines=tuple(f"第 {n} 行，" + "说明" * 60 for n in range(LINES))
    )


def verdict() -> Answer:
    """A verdict that is told in full."""
    told = Verdict(
        pack="fushan-2017-23",
        programme="sole_startup",
        label="独立创业人才",
        status="满足",
        at_least=None,
        at_most=None,
        sentence="满足“独立创业人才”的条件。",
        told=True,
    )
    return Answer(headline=told.sentence, verdicts=(told,))


@pytest.fixture
def account() -> Account:
    """A verified account in safe mode."""
    return Account()


@pytest.fixture
def platform(account: Account) -> Iterator[PlatformApi]:
    """The platform of `account`, with the real time."""
    with PlatformApi(account, Clock(now())) as platform:
        yield platform


@pytest.fixture
def assistant(little: Assistant) -> Gated:
    return Gated(little)


def limited(**limits: str) -> LimitSettings:
    """The usual limits, but for those named."""
    return LimitSettings.read({f"WENCE_LIMITS_{name.upper()}": one for name, one in limits.items()})


Start = Callable[..., Awaitable[Service]]


@pytest.fixture
async def start(
    account: Account, platform: PlatformApi, assistant: Gated, database: Database
) -> AsyncIterator[Start]:
    """Starts a process of the service: `await start(push=False)`. All share the database and the assistant.

    Keywords besides are limits: `await start(sender="2/minute")`; without them there are none.
    """
    started: list[Service] = []

    async def start_one(push: bool = True, url: str | None = SITE, **limits: str) -> Service:
        environment = official_environment(account, platform, push)
        found = limited(**limits) if limits else NO_LIMITS
        started.append(await serve_account(assistant, database, environment, url, found))
        return started[-1]

    yield start_one
    assistant.gate.set()
    for one in started:
        await one.stop()
        await one.channels.close()


NewPhone = Callable[..., Phone]


@pytest.fixture
async def new_phone(platform: PlatformApi) -> AsyncIterator[NewPhone]:
    """Gives a person a telephone before processes of the service: `new_phone(service)`."""
    async with httpx.AsyncClient() as http:

        def new_one(*services: Service, **known: Any) -> Phone:
            urls = [one.wechat for one in services]
            return Phone(platform, http, urls, patience=PATIENCE, **known)

        yield new_one


@pytest.fixture
async def phone(start: Start, new_phone: NewPhone) -> Phone:
    """A person before one process of the service, whose account may send of its own accord."""
    return new_phone(await start())

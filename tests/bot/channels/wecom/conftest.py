"""微信客服: its platform, processes of our service, and a person, before an assistant that a test can hold up."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import update

from actions.answer import Answer, Choice
from bot.api import create_app
from bot.assistant import Assistant, Reply
from bot.channels.mounting import Channels
from bot.channels.settings import ChannelSettings, wecom_settings
from bot.shared.limits import NO_LIMITS
from bot.store.database import Database, now
from bot.store.tables import Inbox, Outbox, SyncCursor
from tests.bot.channels.conftest import Gated, limited
from tests.wechat.account import Corp
from tests.wechat.clock import Clock
from tests.wechat.customer import Customer
from tests.wechat.kf_api import KfApi
from tests.wechat.service import KEY, SITE

GREETING = "您好，我是小样。"
CHOICES, ENDLESS = "选项", "没完没了"


class Helper(Gated):
    """Also offers as many choices as it is asked for (选项11), and answers ENDLESS with more than may be sent."""

    async def reply(
        self,
        sender: str,
        text: str,
        channel: str = "rest",
        metadata: dict[str, Any] | None = None,
        message_id: str | None = None,
    ) -> list[Reply]:
        if not text.startswith((CHOICES, ENDLESS)):
            return await super().reply(sender, text, channel, metadata, message_id)
        self.turns.append(text)
        lines = tuple(f"第 {n} 行，" + "说明" * 60 for n in range(40)) if text == ENDLESS else ()
        count = int(text.removeprefix(CHOICES)) if text.startswith(CHOICES) else 0
        choices = tuple(Choice(title=f"第{n}种", send=f"要{n}号") for n in range(1, count + 1))
        answer = Answer(headline="请看：", lines=lines, choices=choices)
        return [
            {"recipient_id": sender, "text": answer.headline},
            {"recipient_id": sender, "custom": answer.model_dump(mode="json")},
        ]


@pytest.fixture
def corp() -> Corp:
    return Corp()


@pytest.fixture
def kf(corp: Corp) -> Iterator[KfApi]:
    """The platform of `corp`, with the real time."""
    with KfApi(corp, Clock(now())) as platform:
        yield platform


@pytest.fixture
def assistant(little: Assistant) -> Helper:
    return Helper(little)


@dataclass
class Office:
    """One process of our service."""

    app: FastAPI
    channels: Channels

    def http(self) -> httpx.AsyncClient:
        """Calls the process at http://wence; returns once all that a request leads to is done."""
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=True)
        return httpx.AsyncClient(transport=transport, base_url="http://wence")

    async def look(self) -> None:
        """Lets the courier look once for what is left to do."""
        await self.channels.couriers["wecom"].look()


Begin = Callable[..., Office]


@pytest.fixture
async def begin(
    corp: Corp, kf: KfApi, assistant: Helper, database: Database
) -> AsyncIterator[Begin]:
    """Starts a process of the service: `begin()`. All share the database and the assistant. limits: as of `start`."""
    started: list[Office] = []

    def start_one(url: str | None = SITE, **limits: str) -> Office:
        environment = {
            "WENCE_WECOM_CORPID": corp.corpid,
            "WENCE_WECOM_TOKEN": corp.token,
            "WENCE_WECOM_SECRET": corp.secret,
            "WENCE_WECOM_AES_KEY": corp.aes_key,
            "WENCE_WECOM_API": kf.url,
        }
        found = limited(**limits) if limits else NO_LIMITS
        app = create_app(assistant, database, KEY, limits=found)  # type: ignore[arg-type]
        settings = ChannelSettings(wechat=None, wecom=wecom_settings(environment), url=url)
        started.append(Office(app, Channels(app, settings, KEY)))
        return started[-1]

    yield start_one
    assistant.gate.set()
    for one in started:
        await one.channels.close()


@pytest.fixture
async def customer(begin: Begin, kf: KfApi) -> AsyncIterator[Customer]:
    """A person before one process of the service."""
    async with begin().http() as http:
        yield Customer(kf, http)


def let_leases_run_out(database: Database) -> None:
    """What happens while nobody does anything for a while."""
    past = now() - timedelta(minutes=1)
    with database.session() as session:
        for table in (Inbox, SyncCursor):
            held = table.claimed_until.is_not(None)
            session.execute(update(table).where(held).values(claimed_until=past))
        sending = Outbox.state == "sending"
        session.execute(update(Outbox).where(sending).values(due_at=past))

"""The application with everything switched on, before an assistant of which nothing is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from fastapi import FastAPI

from bot.api import create_app
from bot.channels.mounting import Channels
from bot.channels.settings import ChannelSettings, wechat_settings, wecom_settings
from bot.model import Manifest, Model
from bot.store.database import Database
from tests.wechat.account import Account, Corp
from tests.wechat.service import SITE, desk_environment, official_environment

KEY = "a key for tests"


@dataclass
class Untrained:
    """Stands for the assistant; knows only whose tracker was deleted."""

    model = Model(Path("none"), Manifest("", "0" * 64, "2026-03-02T00:00:00+00:00"))
    forgotten: list[str] = field(default_factory=list)

    async def forget(self, sender: str) -> None:
        self.forgotten.append(sender)


@dataclass(frozen=True)
class Far:
    """A platform that cannot be reached: nothing may leave this machine."""

    url: str = "http://127.0.0.1:9"


def whole_app(database: Database) -> FastAPI:
    """The application on `database`, with WeChat and 微信客服."""
    app = create_app(Untrained(), database, KEY)
    wechat = wechat_settings(official_environment(Account(), Far(), push=True))
    wecom = wecom_settings(desk_environment(Corp(), Far()))
    Channels(app, ChannelSettings(wechat, wecom, SITE), KEY)
    return app

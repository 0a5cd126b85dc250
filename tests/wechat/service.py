"""Processes of our service, each served over HTTP on the loop of the test, for an account of the simulator."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Any

import uvicorn
from fastapi import FastAPI

from bot.api import create_app
from bot.channels.mounting import Channels
from bot.channels.settings import ChannelSettings, wechat_settings, wecom_settings
from bot.channels.wechat.turns import Limits
from bot.shared.limits import NO_LIMITS, LimitSettings
from bot.store.database import Database
from tests.wechat.account import Account, Corp
from tests.wechat.kf_api import KfApi
from tests.wechat.platform_api import PlatformApi

KEY = "a key for tests"
SITE = "https://wence.example.cn"
# A part of what the platform takes, so that nobody waits for five seconds three times.
PATIENCE, LIMITS = 2.0, Limits(answer=1.6, hold=3.0, pause=0)


@dataclass
class Service:
    """One process of ours, at `url`."""

    url: str
    app: FastAPI
    channels: Channels
    _server: uvicorn.Server
    _serving: asyncio.Task[None]

    @property
    def wechat(self) -> str:
        """The address that an official account's platform calls."""
        return f"{self.url}/wechat"

    @property
    def wecom(self) -> str:
        """The address that the platform of 微信客服 calls."""
        return f"{self.url}/wecom"

    def here(self, link: str) -> str:
        """Where this process serves `link`, an address of the site."""
        assert link.startswith(SITE), link
        return self.url + link.removeprefix(SITE)

    async def look(self) -> None:
        """Lets the courier look once for what is due."""
        await self.channels.couriers["wechat"].look()

    async def die(self) -> None:
        """Ends at once, whatever is under way."""
        for answering in self.channels._answering:
            for task in list(answering._tasks.values()):
                task.cancel()
        self._server.force_exit = True
        await self.stop()

    async def stop(self) -> None:
        """Ends as on SIGTERM."""
        self._server.should_exit = True
        await self._serving


def official_environment(account: Account, platform: PlatformApi, push: bool) -> dict[str, str]:
    """The variables that an operator sets for `account`. push: whether it may send of its own accord."""
    environment = {
        "WENCE_WECHAT_APPID": account.appid,
        "WENCE_WECHAT_TOKEN": account.token,
        "WENCE_WECHAT_SECRET": account.secret,
        "WENCE_WECHAT_API": platform.url,
        "WENCE_WECHAT_PUSH": "yes" if push else "no",
    }
    if account.mode != "plain":
        environment["WENCE_WECHAT_AES_KEY"] = account.aes_key
    return environment


def desk_environment(corp: Corp, platform: KfApi) -> dict[str, str]:
    """The variables that an operator sets for the 微信客服 of `corp`."""
    return {
        "WENCE_WECOM_CORPID": corp.corpid,
        "WENCE_WECOM_TOKEN": corp.token,
        "WENCE_WECOM_SECRET": corp.secret,
        "WENCE_WECOM_AES_KEY": corp.aes_key,
        "WENCE_WECOM_API": platform.url,
    }


async def serve_account(
    assistant: Any,
    database: Database,
    environment: dict[str, str],
    url: str | None = SITE,
    limits: LimitSettings = NO_LIMITS,
) -> Service:
    """Serves the channels that are set in `environment` with `assistant`. url: where people reach the web pages."""
    app = create_app(assistant, database, KEY, limits=limits)
    wechat, wecom = wechat_settings(environment), wecom_settings(environment)
    channels = Channels(app, ChannelSettings(wechat, wecom, url), KEY)
    if wechat is not None:
        app.state.wechat = replace(app.state.wechat, limits=LIMITS)
    return await serve(app, channels)


async def serve(app: FastAPI, channels: Channels) -> Service:
    """Serves `app` on a free port."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(app, lifespan="off", log_config=None, access_log=False, ws="none")
    )
    server.capture_signals = nullcontext  # type: ignore[method-assign]
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    await until(lambda: server.started)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    return Service(url, app, channels, server, serving)


async def until(condition: Callable[[], bool], patience: float = 10, every: float = 0.005) -> None:
    """Returns when `condition` holds; fails after `patience` seconds in which it does not. every: seconds."""
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, "it did not come to that"
        await asyncio.sleep(every)

"""Switches the channels on that are set up, on an application that is ready otherwise."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

import httpx
from fastapi import FastAPI

from bot.channels.answering import Answering
from bot.channels.courier import Courier, Sender
from bot.channels.platform import Platform, official_token
from bot.channels.responder import Responder
from bot.channels.settings import PUBLIC_URL, ChannelSettings, WechatSettings
from bot.channels.site import Site
from bot.channels.tokens import AccessTokens
from bot.channels.wechat import routes as wechat
from bot.channels.wechat.account import OfficialAccount
from bot.channels.wechat.turns import Turns
from bot.reception import Reception
from bot.store.addresses import Addresses
from bot.store.database import Database
from bot.store.outbox import Outbox


class Channels:
    """The channels of `app`, which has its reception and database; key: signs the links to the web."""

    def __init__(self, app: FastAPI, settings: ChannelSettings, key: str) -> None:
        self._http = httpx.AsyncClient()
        self._database: Database = app.state.database
        self._reception: Reception = app.state.reception
        self._site = Site(settings.url, key) if settings.url else None
        self.couriers: dict[str, Courier] = {}
        self._answering: list[Answering] = []
        app.state.couriers = self.couriers
        if settings.wechat is not None:
            app.state.wechat = self._official_account(settings.wechat)
            app.include_router(wechat.router)

    async def run(self) -> None:
        """Sends what is due, and answers what was left unanswered, until it is cancelled."""
        await asyncio.gather(*(courier.run() for courier in self.couriers.values()))

    async def close(self) -> None:
        """Ends the work under way."""
        for one in self._answering:
            await one.drain()
        await self._http.aclose()

    def _official_account(self, settings: WechatSettings) -> Turns:
        platform = None
        if settings.push and settings.secret is not None:
            fetch = partial(
                official_token, self._http, settings.api, settings.appid, settings.secret
            )
            tokens = AccessTokens(self._database, settings.appid, fetch)
            platform = Platform(settings.api, tokens, self._http)
        account = OfficialAccount(platform, self._site)
        web = None if self._site is None else "card" if settings.push else "link"
        responder = Responder(self._reception, account.channel, False, web, settings.push)
        answering, courier = self._workers(account, responder)
        return Turns(
            settings,
            account,
            self._reception,
            Addresses(self._database),
            Outbox(self._database),
            answering,
            courier,
        )

    def _workers(self, sender: Sender, responder: Responder) -> tuple[Answering, Courier]:
        answering = Answering(self._database, responder, lambda: sender.may_push)
        courier = Courier(sender, Addresses(self._database), Outbox(self._database), answering)
        self.couriers[sender.channel] = courier
        self._answering.append(answering)
        return answering, courier


def tell(settings: ChannelSettings, report: Callable[[str], None]) -> None:
    """Says which channels are on."""
    if settings.wechat is None:
        report("公众号：未启用（没有设置 WENCE_WECHAT_TOKEN 等，见 docs/wechat.md）")
        return
    mode = "明文模式" if settings.wechat.cipher is None else "加密"
    push = "可发客服消息" if settings.wechat.push else "只用被动回复"
    report(f"公众号：已启用，服务器地址（URL）以 /wechat 结尾，{mode}，{push}")
    if settings.url is None:
        report(f"没有设置 {PUBLIC_URL}，公众号里不会出现网页链接")

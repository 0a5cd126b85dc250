"""Switches the channels on that are set up, on an application that is ready otherwise."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

import httpx
from fastapi import FastAPI

from bot.channels.answering import Answering
from bot.channels.courier import Courier, Sender
from bot.channels.drawing import Web
from bot.channels.platform import Platform, official_token, wecom_token
from bot.channels.responder import Responder
from bot.channels.settings import PUBLIC_URL, ChannelSettings, WechatSettings, WecomSettings
from bot.channels.site import Site
from bot.channels.tokens import AccessTokens
from bot.channels.wechat import routes as wechat
from bot.channels.wechat.account import OfficialAccount
from bot.channels.wechat.arrivals import Arrivals
from bot.channels.wechat.turns import Turns
from bot.channels.wecom import routes as wecom
from bot.channels.wecom.account import Kf
from bot.channels.wecom.desk import Desk
from bot.channels.wecom.responder import KfResponder
from bot.channels.wecom.sync import Sync
from bot.reception import Reception
from bot.shared.limits import Limits
from bot.shared.locks import Locks
from bot.store.addresses import Addresses
from bot.store.cursors import Cursors
from bot.store.database import Database
from bot.store.outbox import Outbox

PATIENCE = 10.0  # seconds

logger = logging.getLogger(__name__)


class Channels:
    """The channels of `app`, which has its reception and database; key: signs the links to the web."""

    def __init__(self, app: FastAPI, settings: ChannelSettings, key: str) -> None:
        self._http = httpx.AsyncClient()
        self._database: Database = app.state.database
        self._reception: Reception = app.state.reception
        self._locks: Locks = app.state.locks
        self._limits: Limits = app.state.limits
        self._site = Site(settings.url, key) if settings.url else None
        self.couriers: dict[str, Courier] = {}
        self._answering: list[Answering] = []
        app.state.couriers = self.couriers
        if settings.wechat is not None:
            app.state.wechat = self._official_account(settings.wechat)
            app.include_router(wechat.router)
        if settings.wecom is not None:
            app.state.wecom = self._desk(settings.wecom)
            app.include_router(wecom.router)

    async def run(self) -> None:
        """Sends what is due, and answers what was left unanswered, until it is cancelled."""
        await asyncio.gather(*(courier.run() for courier in self.couriers.values()))

    async def close(self) -> None:
        """Ends once the work under way is done, or PATIENCE is over."""
        await self._settle()
        for one in self._answering:
            one.close()
        await self._http.aclose()

    async def _settle(self) -> None:
        working = {
            asyncio.create_task(one.drain(), name=channel)
            for channel, one in zip(self.couriers, self._answering, strict=True)
        }
        if not working:
            return
        _, left = await asyncio.wait(working, timeout=PATIENCE)
        for task in left:
            logger.warning("work of %s is left to the next process", task.get_name())
            # Nobody holds these messages from now on: they must not be answered here as well.
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def _official_account(self, settings: WechatSettings) -> Turns:
        platform = None
        if settings.push and settings.secret is not None:
            fetch = partial(
                official_token, self._http, settings.api, settings.appid, settings.secret
            )
            tokens = AccessTokens(self._database, settings.appid, fetch)
            platform = Platform(settings.api, tokens, self._http)
        account = OfficialAccount(platform, self._site)
        web: Web = None if self._site is None else "card" if settings.push else "link"
        responder = Responder(
            self._reception, account.channel, False, web, settings.push, self._limits
        )
        answering = Answering(self._database, responder, lambda: account.may_push, self._locks)
        courier = self._courier(account, answering)
        addresses = Addresses(self._database)
        arrivals = Arrivals(account.channel, settings.appid, addresses, answering.inbox)
        outbox = Outbox(self._database)
        return Turns(settings, account, arrivals, addresses, outbox, answering, courier)

    def _desk(self, settings: WecomSettings) -> Desk:
        token = partial(wecom_token, self._http, settings.api, settings.corpid, settings.secret)
        tokens = AccessTokens(self._database, settings.corpid, lambda _: token())
        platform = Platform(settings.api, tokens, self._http)
        account = Kf(platform, self._site)
        sync = Sync(platform, Cursors(self._database, account.channel))
        outbox = Outbox(self._database)
        web: Web = None if self._site is None else "card"
        responder = KfResponder(
            self._reception, account.channel, True, web, True, self._limits, outbox
        )
        # No request waits for the answer: it may be sent at once.
        answering = Answering(
            self._database, responder, lambda: True, self._locks, grace=timedelta(0)
        )
        return Desk(settings, sync, self._courier(account, answering, sync.resume))

    def _courier(
        self,
        sender: Sender,
        answering: Answering,
        fetch: Callable[[], Awaitable[None]] | None = None,
    ) -> Courier:
        addresses, outbox = Addresses(self._database), Outbox(self._database)
        courier = Courier(sender, addresses, outbox, answering, fetch)
        self.couriers[sender.channel] = courier
        self._answering.append(answering)
        return courier


def tell(settings: ChannelSettings, report: Callable[[str], None]) -> None:
    """Says which channels are on."""
    _tell_wechat(settings.wechat, report)
    if settings.wecom is None:
        report("微信客服：未启用（没有设置 WENCE_WECOM_TOKEN 等，见 docs/wechat.md）")
    else:
        report("微信客服：已启用，回调的 URL 以 /wecom 结尾")
    if settings.url is None and (settings.wechat or settings.wecom):
        report(f"没有设置 {PUBLIC_URL}，微信里不会出现网页链接")


def _tell_wechat(settings: WechatSettings | None, report: Callable[[str], None]) -> None:
    if settings is None:
        report("公众号：未启用（没有设置 WENCE_WECHAT_TOKEN 等，见 docs/wechat.md）")
        return
    mode = "明文模式" if settings.cipher is None else "加密"
    push = "可发客服消息" if settings.push else "只用被动回复"
    report(f"公众号：已启用，服务器地址（URL）以 /wechat 结尾，{mode}，{push}")

"""Goes through the configuration of 微信客服, point by point."""

from __future__ import annotations

import secrets
import time
from collections.abc import AsyncIterator
from functools import partial

import httpx

from bot.channels.findings import Finding, of_variables, right, unchecked, wrong
from bot.channels.platform import Platform, PlatformError, wecom_token
from bot.channels.reach import UnreachableError, ask
from bot.channels.settings import ChannelError, WecomSettings, wecom_settings
from bot.channels.signature import sign
from bot.channels.tokens import AccessTokens
from bot.store.database import Database

PATH = "/wecom"
ACCOUNTS = "/cgi-bin/kf/account/list"
SOUND = {
    "WENCE_WECOM_CORPID": "ww0123456789abcdef",
    "WENCE_WECOM_TOKEN": "token",
    "WENCE_WECOM_AES_KEY": "A" * 43,
    "WENCE_WECOM_SECRET": "secret",
    "WENCE_WECOM_API": "https://qyapi.weixin.qq.com",
}


async def of_desk(url: str | None, http: httpx.AsyncClient) -> AsyncIterator[Finding]:
    """The findings, as they come. url: of our site, None when nothing answers there."""
    try:
        settings = wecom_settings()
    except ChannelError:
        for one in of_variables(wecom_settings, SOUND):
            yield one
        yield unchecked("微信客服的服务器和平台：没有检查，请先改好上面的变量")
        return
    if settings is None:
        yield unchecked("微信客服：没有启用（没有设置 WENCE_WECOM_TOKEN 等）")
        return
    for one in of_variables(wecom_settings, SOUND):
        yield one
    if url is None:
        yield unchecked("服务器收不收微信客服的消息：没有检查，因为到不了服务器")
    else:
        yield await of_echo(settings, url + PATH, http)
    yield await of_accounts(settings, http)


async def of_echo(settings: WecomSettings, address: str, http: httpx.AsyncClient) -> Finding:
    """The request by which the platform verifies the address: encrypted, and answered in the clear."""
    echo = secrets.token_hex(8)
    sealed = settings.cipher.encrypt(echo.encode())
    query = {"timestamp": str(int(time.time())), "nonce": secrets.token_hex(8), "echostr": sealed}
    signed = sign(settings.token, query["timestamp"], query["nonce"], sealed)
    try:
        answer = await ask(http, "GET", address, params={**query, "msg_signature": signed})
    except UnreachableError as error:
        return wrong(f"{address}：{error}")
    if answer.status_code == 200 and answer.text == echo:
        return right(f"{address} 通过了验证：地址、代理、Token 和 EncodingAESKey 都对")
    if answer.status_code in (400, 403):
        return wrong(
            f"{address} 不认请求：运行中的服务用的 Token、EncodingAESKey 或企业 ID 与这里的不一样，"
            "改了变量要重启；或时钟不准"
        )
    if answer.status_code == 404:
        return wrong(
            f"{address} 不存在：运行中的服务没有启用微信客服。请在它的环境里设置变量后重启，并检查代理的路径"
        )
    return wrong(
        f"{address} 没有返回解密后的 echostr（HTTP {answer.status_code}）。请检查代理有没有改动或拦截请求"
    )


async def of_accounts(settings: WecomSettings, http: httpx.AsyncClient) -> Finding:
    """The 客服账号 that the application may answer for."""
    fetch = partial(_fetch, settings, http)
    tokens = AccessTokens(Database("sqlite://"), settings.corpid, fetch)
    try:
        answer = await Platform(settings.api, tokens, http).call(
            ACCOUNTS, {"offset": 0, "limit": 100}
        )
    except PlatformError as error:
        return wrong(f"查不到客服账号。{error}")
    names = [str(one.get("name")) for one in answer.get("account_list") or ()]
    if not names:
        return wrong("没有一个客服账号可用接口管理。请在企业微信管理后台的微信客服页添加")
    return right(f"企业 ID、Secret 和可信 IP 都对，客服账号：{'、'.join(names)}")


async def _fetch(settings: WecomSettings, http: httpx.AsyncClient, _: bool) -> tuple[str, int]:
    # WeCom hands out the same token until it ends, whoever asks and however.
    return await wecom_token(http, settings.api, settings.corpid, settings.secret)

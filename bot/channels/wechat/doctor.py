"""Goes through the configuration of an official account, point by point."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx

from bot.channels.findings import Finding, advice, of_variables, right, unchecked
from bot.channels.settings import ChannelError, WechatSettings, wechat_settings
from bot.channels.wechat.callbacks import of_callbacks
from bot.channels.wechat.permissions import of_permissions

SOUND = {
    "WENCE_WECHAT_APPID": "wx0123456789abcdef",
    "WENCE_WECHAT_TOKEN": "token",
    "WENCE_WECHAT_AES_KEY": "A" * 43,
    "WENCE_WECHAT_SECRET": "secret",
    "WENCE_WECHAT_PUSH": "no",
    "WENCE_WECHAT_API": "https://api.weixin.qq.com",
}


async def of_account(url: str | None, http: httpx.AsyncClient) -> AsyncIterator[Finding]:
    """The findings, as they come. url: of our site, None when nothing answers there."""
    try:
        settings = wechat_settings()
    except ChannelError:
        for one in of_variables(wechat_settings, SOUND):
            yield one
        yield unchecked("公众号的服务器和平台：没有检查，请先改好上面的变量")
        return
    if settings is None:
        yield unchecked("公众号：没有启用（没有设置 WENCE_WECHAT_TOKEN 等）")
        return
    for one in of_variables(wechat_settings, SOUND):
        yield one
    yield of_mode(settings)
    if url is None:
        yield unchecked("服务器收不收公众号的消息：没有检查，因为到不了服务器")
    else:
        async for one in of_callbacks(settings, url, http):
            yield one
    async for one in of_permissions(settings, url, http):
        yield one


def of_mode(settings: WechatSettings) -> Finding:
    """How messages are protected."""
    if settings.cipher is None:
        return advice(
            "明文模式：签名不包括消息的内容，中途改了也看不出。请在公众平台选“安全模式”，"
            "并设置 WENCE_WECHAT_AES_KEY"
        )
    return right("只收加密的消息，公众平台上应选“安全模式”")

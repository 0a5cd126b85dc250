"""Whether the running service takes what an official account's platform sends, tried with requests of our own."""

from __future__ import annotations

import secrets
import time
from collections.abc import AsyncIterator

import httpx

from bot.channels import xml
from bot.channels.findings import Finding, right, unchecked, wrong
from bot.channels.reach import UnreachableError, ask
from bot.channels.settings import WechatSettings
from bot.channels.signature import WINDOW, sign

PATH = "/wechat"


async def of_callbacks(
    settings: WechatSettings, url: str, http: httpx.AsyncClient
) -> AsyncIterator[Finding]:
    """url: of our site. Nothing that is sent makes a conversation, or anything else that is kept."""
    address = url + PATH
    try:
        echoed = await of_echo(settings, address, http)
        yield echoed
        if echoed.mark != "✓":
            yield unchecked(f"{address} 收不收消息：没有检查，因为上一项不对")
            return
        yield await of_age(settings, address, http)
        yield await of_message(settings, address, http)
    except UnreachableError as error:
        yield wrong(f"{address}：{error}")


async def of_echo(settings: WechatSettings, address: str, http: httpx.AsyncClient) -> Finding:
    """The request by which the platform verifies the address."""
    echo = secrets.token_hex(8)
    query = _signed(settings, int(time.time())) | {"echostr": echo}
    answer = await ask(http, "GET", address, params=query)
    if answer.status_code == 200 and answer.text == echo:
        return right(f"{address} 通过了验证：地址、代理和 Token 都对")
    if answer.status_code == 403:
        return wrong(
            f"{address} 不认签名：运行中的服务用的 Token 与这里的不一样，改了变量要重启；或时钟不准"
        )
    if answer.status_code == 404:
        return wrong(
            f"{address} 不存在：运行中的服务没有启用公众号。请在它的环境里设置变量后重启，并检查代理的路径"
        )
    return wrong(
        f"{address} 没有原样返回 echostr（HTTP {answer.status_code}）。请检查代理有没有改动或拦截请求"
    )


async def of_age(settings: WechatSettings, address: str, http: httpx.AsyncClient) -> Finding:
    """A request of long ago, which somebody may have overheard."""
    query = _signed(settings, int(time.time()) - 10 * WINDOW) | {"echostr": secrets.token_hex(8)}
    answer = await ask(http, "GET", address, params=query)
    if answer.status_code == 403:
        return right("过期的请求会被拒绝")
    return wrong(
        f"{address} 收下了过期的请求（HTTP {answer.status_code}）。请检查服务器的时钟、代理有没有缓存"
    )


async def of_message(settings: WechatSettings, address: str, http: httpx.AsyncClient) -> Finding:
    """A message that nobody sent, so that it is taken for read and left."""
    query, plain = _signed(settings, int(time.time())), "<xml><MsgType>event</MsgType></xml>"
    content = plain.encode()
    if settings.cipher is not None:
        sealed = settings.cipher.encrypt(content)
        query["msg_signature"] = sign(settings.token, query["timestamp"], query["nonce"], sealed)
        query["encrypt_type"] = "aes"
        content = xml.encrypted_reply(
            sealed, query["msg_signature"], query["timestamp"], query["nonce"]
        )
    answer = await ask(http, "POST", address, params=query, content=content)
    if answer.status_code == 200 and answer.text == "success":
        return right(f"{address} 收得到消息" + ("，能解密" if settings.cipher else ""))
    if answer.status_code in (400, 403):
        return wrong(
            f"{address} 读不了消息：运行中的服务用的 EncodingAESKey 或 AppID 与这里的不一样，改了变量要重启"
        )
    return wrong(
        f"{address} 收不到消息（HTTP {answer.status_code}）。请检查代理是否允许 POST、有没有拦截"
    )


def _signed(settings: WechatSettings, timestamp: int) -> dict[str, str]:
    nonce = secrets.token_hex(8)
    signature = sign(settings.token, str(timestamp), nonce)
    return {"signature": signature, "timestamp": str(timestamp), "nonce": nonce}

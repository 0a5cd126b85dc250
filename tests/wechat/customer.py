"""A person who writes to 微信客服, and the platform that tells our service of it."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

import httpx
from wechatpy.enterprise.crypto import WeChatCrypto

from tests.wechat.account import Corp
from tests.wechat.kf_api import KfApi
from tests.wechat.wire import signed


@dataclass
class Customer:
    """One person before the account of `platform`, whose callbacks go to `urls` in turn.

    statuses: what our service answered to each. shown: what stands on the screen.
    """

    platform: KfApi
    http: httpx.AsyncClient
    urls: Sequence[str] = ("http://wence/wecom",)
    userid: str = field(default_factory=lambda: f"wm{secrets.token_hex(15)}")
    statuses: list[int] = field(default_factory=list)

    @property
    def shown(self) -> list[dict[str, Any]]:
        return self.platform.inboxes[self.userid]

    @property
    def screen(self) -> list[str]:
        """What can be read: texts, and menus with a line for each choice."""
        return [_readable(one) for one in self.shown]

    async def write(self, text: str) -> list[str]:
        """Writes, and returns what was shown for it."""
        return await self.called(self.platform.said(self.userid, text))

    async def tap(self, title: str) -> list[str]:
        """Taps the choice called `title` in the last menu that has it."""
        for message in reversed(self.shown):
            for choice in message.get("msgmenu", {}).get("list", ()):
                if choice["click"]["content"] == title:
                    token = self.platform.said(self.userid, title, choice["click"]["id"])
                    return await self.called(token)
        raise AssertionError(f"no choice {title} on the screen: {self.screen}")

    async def send(self, msgtype: str) -> list[str]:
        """Sends a picture, a voice message and the like."""
        return await self.called(self.platform.sent(self.userid, msgtype, {"media_id": "a medium"}))

    async def enter(self) -> list[str]:
        """Opens the conversation."""
        return await self.called(self.platform.entered(self.userid))

    async def called(self, token: str) -> list[str]:
        """The platform calls our service once; returns what was shown then."""
        before = len(self.screen)
        query, body = callback(self.platform.corp, token)
        url = self.urls[len(self.statuses) % len(self.urls)]
        response = await self.http.post(url, params=query, content=body)
        self.statuses.append(response.status_code)
        assert response.content == b"success"
        return self.screen[before:]


def callback(corp: Corp, token: str) -> tuple[dict[str, str], bytes]:
    """The query and body by which the platform says that there is something to fetch."""
    return sealed(
        corp,
        f"<xml><ToUserName>{corp.corpid}</ToUserName><CreateTime>{int(time.time())}</CreateTime>"
        "<MsgType>event</MsgType><Event>kf_msg_or_event</Event>"
        f"<Token>{token}</Token><OpenKfId>{corp.open_kfid}</OpenKfId></xml>",
    )


def sealed(corp: Corp, message: str) -> tuple[dict[str, str], bytes]:
    """The query and body by which the platform sends `message`."""
    query, encrypt = _encrypted(corp, message)
    body = (
        f"<xml><ToUserName>{corp.corpid}</ToUserName><Encrypt>{encrypt}</Encrypt>"
        "<AgentID></AgentID></xml>"
    )
    return query, body.encode()


def challenge(corp: Corp, plain: str) -> dict[str, str]:
    """The query by which the platform has an address proven: `plain` is what it wants to read back."""
    query, encrypt = _encrypted(corp, plain)
    return {**query, "echostr": encrypt}


def _encrypted(corp: Corp, plain: str) -> tuple[dict[str, str], str]:
    timestamp, nonce = str(int(time.time())), secrets.token_hex(5)
    crypto = WeChatCrypto(corp.token, corp.aes_key, corp.corpid)
    envelope = ElementTree.fromstring(crypto.encrypt_message(plain, nonce, timestamp))
    encrypt = envelope.findtext("Encrypt") or ""
    signature = signed(corp.token, timestamp, nonce, encrypt)
    return {"msg_signature": signature, "timestamp": timestamp, "nonce": nonce}, encrypt


def _readable(message: dict[str, Any]) -> str:
    if message["msgtype"] == "text":
        return str(message["text"]["content"])
    menu = message["msgmenu"]
    titles = (f"[{choice['click']['content']}]" for choice in menu["list"])
    return "\n".join([menu.get("head_content", ""), *titles, menu.get("tail_content", "")]).strip()

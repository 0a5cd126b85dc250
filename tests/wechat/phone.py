"""A person with a telephone, and the platform between them and our service: it asks again, and shows replies."""

from __future__ import annotations

import asyncio
import html
import re
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote
from xml.sax.saxutils import escape

import httpx

from tests.wechat.platform_api import PlatformApi
from tests.wechat.windows import Deed
from tests.wechat.wire import read, sealed

OUT_OF_SERVICE = "该公众号暂时无法提供服务，请稍后再试"
REQUESTS = 3
_LINK = re.compile(r'<a href="([^"]*)">([^<]*)</a>')


@dataclass
class Phone:
    """One person who follows the account of `platform`, whose messages go to `urls` in turn.

    patience: seconds that the platform waits for an answer. statuses: what our service answered, None for nothing in
    time. shown: what stands on the screen.
    """

    platform: PlatformApi
    http: httpx.AsyncClient
    urls: Sequence[str]
    openid: str = field(default_factory=lambda: f"o{secrets.token_hex(13)}")
    patience: float = 5.0
    statuses: list[int | None] = field(default_factory=list)
    _sent: int = 0

    @property
    def shown(self) -> list[dict[str, Any]]:
        return self.platform.inboxes[self.openid]

    @property
    def texts(self) -> list[str]:
        """The texts on the screen."""
        return [one["text"]["content"] for one in self.shown if one["msgtype"] == "text"]

    @property
    def cards(self) -> list[dict[str, str]]:
        """The 图文 cards on the screen."""
        return [one["news"]["articles"][0] for one in self.shown if one["msgtype"] == "news"]

    async def write(self, text: str, tapped: int | None = None) -> list[str]:
        """Writes, and returns the texts that were shown for it at once."""
        extra = "" if tapped is None else f"<bizmsgmenuid>{tapped}</bizmsgmenuid>"
        content = f"<Content>{escape(text)}</Content>{extra}"
        return await self._message("text", content, "message" if tapped is None else "touch")

    async def tap(self, title: str) -> list[str]:
        """Taps the link called `title` in the last text that has it."""
        for text in reversed(self.texts):
            for url, label in _LINK.findall(text):
                if html.unescape(label) == title and url.startswith("weixin://bizmsgmenu?"):
                    # The client takes the address apart as it stands, then decodes the content.
                    parts = dict(part.split("=", 1) for part in url.split("?", 1)[1].split("&"))
                    content = unquote(parts["msgmenucontent"].replace("+", " "))
                    return await self.write(content, int(parts["msgmenuid"]))
        raise AssertionError(f"no link {title} on the screen: {self.texts}")

    def links(self) -> list[tuple[str, str]]:
        """The web links on the screen: address and title."""
        found = [link for text in self.texts for link in _LINK.findall(text)]
        return [(html.unescape(url), title) for url, title in found if not url.startswith("weixin")]

    async def write_everywhere(self, text: str) -> list[str]:
        """Writes a message of which every url gets a request at the same time; shows the first reply there is."""
        self.platform.did(self.openid, "message")
        before = len(self.texts)
        message = self.message("text", f"<Content>{escape(text)}</Content><MsgId>{_id()}</MsgId>")
        for _ in range(REQUESTS):
            came: list[bytes] = []
            for request in asyncio.as_completed([self.deliver(url, message) for url in self.urls]):
                reply = await request
                if reply is not None and not any(one != b"success" for one in came):
                    self.show(reply)
                    came.append(reply)
            if came:
                return self.texts[before:]
        self.show(b"")
        return self.texts[before:]

    async def speak(self, recognition: str | None) -> list[str]:
        """Sends a voice message that the platform has turned into words, or not."""
        words = "" if recognition is None else f"<Recognition>{escape(recognition)}</Recognition>"
        content = f"<MediaId>m</MediaId><Format>amr</Format>{words}"
        return await self._message("voice", content, "message")

    async def photograph(self) -> list[str]:
        """Sends a picture."""
        content = "<PicUrl>http://example.org/p</PicUrl><MediaId>m</MediaId>"
        return await self._message("image", content, "message")

    async def follow(self) -> list[str]:
        return await self._event("subscribe", "", "touch")

    async def unfollow(self) -> list[str]:
        self.platform.left(self.openid)
        return await self._event("unsubscribe", "", None)

    async def choose(self, key: str) -> list[str]:
        """Taps an entry of the account's menu that says `key`."""
        return await self._event("CLICK", key, "touch")

    async def scan(self) -> list[str]:
        return await self._event("SCAN", "scene", "touch")

    async def view(self, url: str) -> list[str]:
        return await self._event("VIEW", url, None)

    async def _message(self, kind: str, content: str, deed: Deed) -> list[str]:
        self._sent += 1
        return await self._post(kind, f"{content}<MsgId>{_id()}</MsgId>", deed)

    async def _event(self, event: str, key: str, deed: Deed | None) -> list[str]:
        content = f"<Event>{event}</Event><EventKey>{escape(key)}</EventKey>"
        return await self._post("event", content, deed)

    async def _post(self, kind: str, content: str, deed: Deed | None) -> list[str]:
        if deed is not None:
            self.platform.did(self.openid, deed)
        before = len(self.texts)
        message = self.message(kind, content)
        for request in range(REQUESTS):
            url = self.urls[(self._sent + request) % len(self.urls)]
            reply = await self.deliver(url, message)
            if reply is not None:
                self.show(reply)
                return self.texts[before:]
        self.show(b"")
        return self.texts[before:]

    def message(self, kind: str, content: str) -> str:
        """A message of this person as XML; each of its requests brings the same."""
        return (
            f"<xml><ToUserName>{self.platform.account.original_id}</ToUserName>"
            f"<FromUserName>{self.openid}</FromUserName>"
            f"<CreateTime>{int(time.time())}</CreateTime><MsgType>{kind}</MsgType>{content}</xml>"
        )

    async def deliver(self, url: str, message: str) -> bytes | None:
        """One request; None when the service did not answer in time."""
        query, body = sealed(self.platform.account, self.openid, message)
        try:
            response = await asyncio.wait_for(
                self.http.post(url, params=query, content=body, timeout=None),
                self.patience,
            )
        except (asyncio.TimeoutError, httpx.TransportError):
            self.statuses.append(None)
            return None
        self.statuses.append(response.status_code)
        return response.content if response.status_code == 200 else b""

    def show(self, reply: bytes) -> None:
        """What the platform makes of a reply."""
        if reply == b"success":
            return
        try:
            message = read(self.platform.account, self.openid, reply)
        except Exception:
            message = {"msgtype": "text", "text": {"content": OUT_OF_SERVICE}}
        self.shown.append(message)


def _id() -> str:
    """A message's id."""
    return f"{int(time.time())}{secrets.randbelow(10**9):09d}"

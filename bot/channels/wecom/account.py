"""How parts leave through 微信客服: plain text, menus, and one welcome."""

from __future__ import annotations

import hashlib
import logging
from typing import Any

from bot.channels.parts import Card, Menu, Part, Text
from bot.channels.phrases import phrases
from bot.channels.platform import Platform, PlatformError
from bot.channels.site import Site
from bot.store.tables import Address

SEND = "/cgi-bin/kf/send_msg"
WELCOME = "/cgi-bin/kf/send_msg_on_event"

logger = logging.getLogger(__name__)


class Kf:
    """The accounts of an enterprise. site: None where people cannot reach it."""

    channel = "wecom"
    repeatable = True  # by the message's id

    def __init__(self, platform: Platform, site: Site | None) -> None:
        self._platform = platform
        self._site = site

    @property
    def may_push(self) -> bool:
        """There is no other way to answer."""
        return True

    async def send(self, address: Address, part: Part, more: int, id_: int) -> None:
        """Sends `part`; raises PlatformError. A welcome that the platform refuses is left out."""
        message = {"msgid": _message_id(address, id_), **self._message(address, part, more)}
        if not part.code:
            to = {"touser": address.person, "open_kfid": address.account}
            await self._platform.call(SEND, {**to, **message})
            return
        try:
            await self._platform.call(WELCOME, {"code": part.code, **message})
        except PlatformError as error:
            if error.kind in ("busy", "address", "token"):
                raise
            logger.info("a welcome could not be sent: %s", error)

    def refused(self, error: PlatformError) -> None:
        """What is refused stays in the outbox; there is no other way to send it."""

    def _message(self, address: Address, part: Part, more: int) -> dict[str, Any]:
        said = phrases().waiting
        follows = said.more_parts.format(count=more, link=said.reply.format(words=said.more))
        if isinstance(part, Menu):
            menu: dict[str, Any] = {
                "list": [
                    {"type": "click", "click": {"id": str(number), "content": one.title}}
                    for number, one in enumerate(part.choices, start=1)
                ]
            }
            if part.text:
                menu["head_content"] = part.text
            if more:
                menu["tail_content"] = follows
            return {"msgtype": "msgmenu", "msgmenu": menu}
        lines = [*self._lines(address.sender, part), *([follows] if more else [])]
        return {"msgtype": "text", "text": {"content": "\n".join(lines)}}

    def _lines(self, sender: str, part: Text | Card) -> list[str]:
        """The part as text: a card needs a picture that would have to be uploaded."""
        url = self._site.conversation(sender) if self._site is not None else None
        if isinstance(part, Card):
            return [part.title, part.description, *([url] if url else [])]
        return [part.text, *([f"{phrases().web.link}：{url}"] if part.web and url else [])]


def _message_id(address: Address, id_: int) -> str:
    """The same for a part each time, and no other part's, even of another database of the same enterprise."""
    return hashlib.sha256(f"{address.sender} {id_}".encode()).hexdigest()[:32]

"""How parts leave through an official account: as the reply of a request, or by its customer-service messages."""

from __future__ import annotations

from typing import Any

from bot.channels import markup, xml
from bot.channels.parts import Card, Part, Text
from bot.channels.phrases import phrases
from bot.channels.platform import Platform, PlatformError
from bot.channels.site import Site
from bot.channels.wechat.incoming import Incoming
from bot.store.tables import Address

SEND = "/cgi-bin/message/custom/send"


class OfficialAccount:
    """platform: None where the account may send nothing of its own accord; site: None where people cannot reach it."""

    channel = "wechat"
    repeatable = False

    def __init__(self, platform: Platform | None, site: Site | None) -> None:
        self._platform = platform
        self._site = site
        self._forbidden = False

    @property
    def may_push(self) -> bool:
        """Whether the account may use the customer-service messages, as far as is known."""
        return self._platform is not None and not self._forbidden

    def reply(self, incoming: Incoming, sender: str, part: Part, more: int) -> bytes:
        """`part` as the reply of the request that brought `incoming`."""
        to, account, created = incoming.person, incoming.account, int(incoming.created)
        if isinstance(part, Card) and self._site is not None:
            url = self._site.conversation(sender)
            return xml.news_reply(to, account, created, part.title, part.description, url)
        return xml.text_reply(to, account, created, self._text(sender, part, more))

    async def send(self, address: Address, part: Part, more: int, id_: int) -> None:
        """Sends `part` unasked; raises PlatformError."""
        assert self._platform is not None
        message: dict[str, Any] = {"touser": address.person}
        if isinstance(part, Card) and self._site is not None:
            article = {
                "title": part.title,
                "description": part.description,
                "url": self._site.conversation(address.sender),
            }
            message |= {"msgtype": "news", "news": {"articles": [article]}}
        else:
            text = self._text(address.sender, part, more)
            message |= {"msgtype": "text", "text": {"content": text}}
        await self._platform.call(SEND, message)

    def refused(self, error: PlatformError) -> None:
        """An account without the right to these messages keeps to replies until it is started anew."""
        if error.code == 48001:
            self._forbidden = True

    def _text(self, sender: str, part: Part, more: int) -> str:
        if isinstance(part, Card):
            return f"{part.title}\n{part.description}"
        lines = [part.text]
        if isinstance(part, Text) and part.web and self._site is not None:
            lines.append(markup.page(self._site.conversation(sender), phrases().web.link))
        if more:
            said = phrases().waiting
            lines.append(
                said.more_parts.format(count=more, link=markup.tap(said.more, said.more, 0))
            )
        return "\n".join(lines)

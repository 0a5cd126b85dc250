"""Answers of 微信客服: choices are tapped in a menu, and everything is sent by its interface."""

from __future__ import annotations

from dataclasses import dataclass

from actions.answer import Answer
from bot.channels.content import Content
from bot.channels.drawing import draw
from bot.channels.parts import Menu, Part, Text
from bot.channels.phrases import phrases
from bot.channels.responder import Responder, greeting
from bot.store.outbox import Outbox

LOOKED_AT = 10  # replies, from the last one back, among whose menus a tap is looked for


@dataclass(frozen=True)
class KfResponder(Responder):
    """As every responder, with what only 微信客服 has. outbox: where answers wait that could not be sent."""

    outbox: Outbox

    async def respond(self, sender: str, content: Content, key: str) -> list[Part]:
        """The parts that answer `content`; what waits for the person is sent first, now that they have written."""
        if content.kind == "greeting":
            # The code sends one message, and no other may be sent before the person writes.
            welcome = (await super().respond(sender, content, key))[-1]
            return [welcome.model_copy(update={"code": content.code})]
        # Of an answer that was begun, the rest is only for who asks for it.
        self.outbox.wake(sender, rest=content.kind == "fetch")
        if content.kind == "fetch" and not self.outbox.waiting(sender):
            return [Text(text=phrases().waiting.nothing)]
        return await super().respond(sender, content, key)

    def _meant(self, sender: str, content: Content) -> str:
        if not content.tap:
            return super()._meant(sender, content)
        replies = self.reception.journal.last_replies(sender, LOOKED_AT)
        for answer in (*(Answer.model_validate(one.answer) for one in replies), greeting()):
            for part in draw(answer, menus=True, web=None):
                if isinstance(part, Menu) and len(part.choices) >= content.tap:
                    choice = part.choices[content.tap - 1]
                    if choice.title == content.text:
                        return choice.send
        return content.text  # a menu of long ago

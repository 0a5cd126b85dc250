"""From what a person did to the parts of an answer, through the same reception as every other channel."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from actions.about_bot import introduction, starters
from actions.answer import Answer
from actions.screening import PRIVACY
from bot.channels.content import Content
from bot.channels.drawing import MORE_ROOM, TEXT_LIMIT, draw, numbered
from bot.channels.parts import Part, Text
from bot.channels.phrases import phrases
from bot.channels.splitting import split
from bot.message import LONGEST_MESSAGE, TOO_LONG
from bot.reception import Reception
from rules import load_library

_NUMBER = re.compile(r"\s*(\d{1,2})\s*[.、。)]?\s*")


@dataclass(frozen=True)
class Responder:
    """Answers on one channel. menus, web: see `draw`; staffed: messages, an agent's too, can be sent unasked."""

    reception: Reception
    channel: str
    menus: bool
    web: Literal["card", "link"] | None
    staffed: bool

    async def respond(self, sender: str, content: Content, key: str) -> list[Part]:
        """The parts that answer `content`; none while an agent holds the conversation.

        key: by which the message is known when it is answered again.
        """
        said = phrases().incoming
        if content.kind in ("unheard", "unreadable"):
            return [Text(text=said.unheard if content.kind == "unheard" else said.unreadable)]
        if content.kind == "long":
            return [Text(text=TOO_LONG.format(length=content.length, most=LONGEST_MESSAGE))]
        if content.kind == "fetch":
            return []  # what is asked for is in the outbox
        if content.kind == "greeting":
            return self._drawn([greeting()])
        text = self._meant(sender, content)
        received = await self.reception.receive(
            sender, text, self.channel, staffed=self.staffed, key=f"{self.channel}:{key}"
        )
        parts = self._drawn([Answer.model_validate(row.answer) for row in received.answered])
        if parts and content.kind == "voice":
            parts = _preceded(said.recognised.format(text=text), parts)
        if parts and content.masked:
            parts = _preceded(said.masked, parts)
        return parts

    def _drawn(self, answers: list[Answer]) -> list[Part]:
        return [
            part
            for answer in answers
            for part in draw(answer, menus=self.menus, web=self.web, one_reply=not self.staffed)
        ]

    def _meant(self, sender: str, content: Content) -> str:
        """What the person says by `content`."""
        return self._picked(sender, content.text)

    def _picked(self, sender: str, text: str) -> str:
        """`text`, or what is sent for the choice of the last answer whose number it is."""
        number = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text))
        last = self.reception.journal.last_reply(sender) if number else None
        if number is None or last is None or not last.answer:
            return text
        choices = numbered(Answer.model_validate(last.answer))
        place = int(number[1]) - 1
        return choices[place].send if 0 <= place < len(choices) else text


def greeting() -> Answer:
    """What somebody is told who has just come."""
    library = load_library()
    hello = introduction(library, starters(library))
    return hello.model_copy(update={"notice": PRIVACY})


def _preceded(line: str, parts: list[Part]) -> list[Part]:
    """`parts` with a line before the first; as messages of its own when that one is full."""
    first = parts[0]
    if isinstance(first, Text) and len(first.text.encode()) + len(line.encode()) < 1700:
        return [first.model_copy(update={"text": f"{line}\n{first.text}"}), *parts[1:]]
    return [*(Text(text=one) for one in split(line, TEXT_LIMIT - MORE_ROOM)), *parts]

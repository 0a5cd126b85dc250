"""From what a person did to the parts of an answer, through the same reception as every other channel."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from actions.about_bot import introduction, starters
from actions.answer import Answer
from actions.screening import PRIVACY
from bot.channels.content import Content
from bot.channels.drawing import Web, draw_together, numbered
from bot.channels.parts import Part, Text
from bot.channels.phrases import phrases
from bot.message import LONGEST_MESSAGE, TOO_LONG
from bot.reception import Reception
from bot.shared.limits import Limits
from bot.store.journal import AGENT
from rules import load_library

_UNCOUNTED = ("greeting", "fetch", "farewell")
_NUMBER = re.compile(r"\s*(\d{1,2})\s*[.、。)]?\s*")


@dataclass(frozen=True)
class Responder:
    """Answers on one channel. menus, web: see `draw`; staffed: messages, an agent's too, can be sent unasked.

    limits: of how often one person may write.
    """

    reception: Reception
    channel: str
    menus: bool
    web: Web
    staffed: bool
    limits: Limits

    async def respond(self, sender: str, content: Content, key: str) -> list[Part]:
        """The parts that answer `content`; none while an agent holds the conversation.

        key: by which the message is known when it is answered again.
        """
        said = phrases().incoming
        if content.kind not in _UNCOUNTED and await self.limits.of_sender(sender):
            # Once in a while: whoever goes on would be answered as often as they write.
            told = await self.limits.of_sender(sender, "told")
            return [] if told else [Text(text=said.hurried)]
        if content.kind in ("unheard", "unreadable"):
            if self._held(sender):
                self.reception.journal.hear(
                    sender, self.channel, said.unseen, f"{self.channel}:{key}"
                )
                return []
            return [Text(text=said.unheard if content.kind == "unheard" else said.unreadable)]
        if content.kind == "long":
            return [Text(text=TOO_LONG.format(length=content.length, most=LONGEST_MESSAGE))]
        if content.kind == "farewell":
            await self.reception.forget(sender)
            return []
        if content.kind == "fetch":
            return []  # what is asked for is in the outbox
        if content.kind == "greeting":
            return self._drawn([greeting()], [])
        text = self._meant(sender, content)
        received = await self.reception.receive(
            sender, text, self.channel, staffed=self.staffed, key=f"{self.channel}:{key}"
        )
        notes = [said.recognised.format(text=text)] if content.kind == "voice" else []
        notes += [said.masked] if content.masked else []
        return self._drawn([Answer.model_validate(row.answer) for row in received.answered], notes)

    def _held(self, sender: str) -> bool:
        """Whether an agent holds the conversation."""
        conversation = self.reception.journal.conversation(sender)
        return conversation is not None and conversation.state == AGENT

    def _drawn(self, answers: list[Answer], notes: list[str]) -> list[Part]:
        return draw_together(
            answers, menus=self.menus, web=self.web, one_reply=not self.staffed, notes=notes
        )

    def _meant(self, sender: str, content: Content) -> str:
        """What the person says by `content`."""
        return self._picked(sender, content.text)

    def _picked(self, sender: str, text: str) -> str:
        """`text`, or what is sent for the choice of the last answer whose number it is."""
        number = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text))
        if number is None:
            return text
        last = self.reception.journal.last_reply(sender)
        answer = Answer.model_validate(last.answer) if last and last.answer else greeting()
        choices = numbered(answer)
        place = int(number[1]) - 1
        return choices[place].send if 0 <= place < len(choices) else text


def greeting() -> Answer:
    """What somebody is told who has just come."""
    library = load_library()
    hello = introduction(library, starters(library))
    return hello.model_copy(update={"notice": PRIVACY})

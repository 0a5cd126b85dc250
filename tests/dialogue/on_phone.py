"""People who are screened: on a telephone before the official account, or by the same words on the web."""

from __future__ import annotations

import asyncio
import html
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import httpx
from sqlalchemy import select

from actions.answer import Answer
from actions.render import buttons_of, text_of
from bot.channels.phrases import phrases
from bot.store.database import Database
from bot.store.journal import BOT, Journal
from bot.store.tables import Address
from tests.wechat.customer import Customer
from tests.wechat.phone import Phone

MOST_QUESTIONS = 20
_LINK = re.compile(r"<a [^>]*>([^<]*)</a>")
_SENTENCE = re.compile(r"[^。；\n]+[。；]?")


@dataclass(frozen=True)
class Deed:
    """What a person does: writes `words`, says them, taps the choice of that title, or types the number of one."""

    how: Literal["write", "speak", "tap", "number"]
    words: str

    def in_words(self, last: Answer | None) -> str:
        """What it says, as an answer to `last`."""
        choices = buttons_of(last) if last else []
        if self.how == "number":
            return choices[int(self.words) - 1]["payload"]
        if self.how == "tap":
            return next(one["payload"] for one in choices if one["title"] == self.words)
        return self.words


@dataclass(frozen=True)
class Screening:
    """A person's first words, and what they do about a question in which a key stands: the first does."""

    first: Deed
    deeds: dict[str, Deed]

    def deed_for(self, answer: Answer) -> Deed | None:
        """What they do about `answer`; None once nothing is asked any more."""
        if answer.question is None:
            return None
        asked = answer.question.ask
        found = [deed for words, deed in self.deeds.items() if words in asked]
        assert found, f"no deed for {answer.question}"
        return found[0]


class AtDesk:
    """Somebody who writes to 微信客服, as `Person` needs it. Voice is not recognised there: they type instead."""

    def __init__(self, customer: Customer) -> None:
        self.openid = customer.userid
        self.write, self.tap, self.speak = customer.write, customer.tap, customer.write
        self._customer = customer

    @property
    def texts(self) -> list[str]:
        return self._customer.screen


class Person:
    """Somebody with `phone`, who reads everything that was said to them, as `database` tells it."""

    def __init__(self, phone: Phone | AtDesk, database: Database) -> None:
        self.phone = phone
        self._database = database
        self._journal = Journal(database)

    @property
    def sender(self) -> str | None:
        """The name of their conversation; None while nobody knows them."""
        query = select(Address.sender).where(Address.person == self.phone.openid)
        with self._database.session() as session:
            return session.scalar(query)  # type: ignore[no-any-return]

    @property
    def answers(self) -> list[Answer]:
        """What the bot answered in the conversation so far, on whatever channel."""
        rows = self._journal.history(self.sender or "")
        return [Answer.model_validate(row.answer) for row in rows if row.author == BOT]

    async def do(self, deed: Deed) -> Answer:
        """Does it and reads the answer to its end; returns it."""
        heard = len(self.answers)
        shown = len(self.phone.texts)
        if deed.how == "speak":
            await self.phone.speak(deed.words)
        elif deed.how == "tap":
            await self.phone.tap(deed.words)
        else:
            await self.phone.write(deed.words)
        await self.read(shown, heard)
        return self.answers[-1]

    async def read(self, shown: int, heard: int) -> None:
        """Reads what came after `shown` texts until every sentence after `heard` answers stands there."""
        more, deadline = phrases().waiting.more, time.monotonic() + 10
        while missing := self._unseen(shown, heard):
            assert time.monotonic() < deadline, f"not on the screen: {missing}"
            if more in "".join(self.phone.texts[shown:][-1:]):
                await self.phone.write(more)
            else:
                await asyncio.sleep(0.005)

    def _unseen(self, shown: int, heard: int) -> list[str]:
        answers = self.answers[heard:]
        if not answers:
            return ["an answer"]
        screen = _bare("\n".join(map(readable, self.phone.texts[shown:])))
        return [one for answer in answers for one in _sentences(answer) if _bare(one) not in screen]

    async def screened(self, screening: Screening) -> Answer:
        """Goes through it; returns the last answer."""
        answer = await self.do(screening.first)
        for _ in range(MOST_QUESTIONS):
            deed = screening.deed_for(answer)
            if deed is None:
                return answer
            answer = await self.do(deed)
        raise AssertionError("it does not end")


async def screened_on_the_web(http: httpx.AsyncClient, screening: Screening) -> Answer:
    """As `Person.screened`, by the chat of `http`."""
    said, last = screening.first, None
    for _ in range(MOST_QUESTIONS):
        response = await http.post("/api/v1/chat", json={"text": said.in_words(last)})
        last = Answer.model_validate(response.json()["messages"][-1]["answer"])
        deed = screening.deed_for(last)
        if deed is None:
            return last
        said = deed
    raise AssertionError("it does not end")


def readable(text: str) -> str:
    """`text` as it is read: of a link its title."""
    return _LINK.sub(lambda link: html.unescape(link[1]), text)


def _sentences(answer: Answer) -> Iterator[str]:
    yield from filter(_bare, _SENTENCE.findall(text_of(answer)))
    yield from (one["title"] for one in buttons_of(answer))


def _bare(text: str) -> str:
    return "".join(text.split())

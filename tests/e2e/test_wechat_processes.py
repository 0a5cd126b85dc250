"""One official account before two processes of the real service that share a database on PostgreSQL."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select, text

from actions.answer import Answer
from bot.channels.drawing import draw
from bot.channels.parts import Text
from bot.store.database import now
from bot.store.tables import Address, Inbox, Outbox
from tests.dialogue.on_phone import readable
from tests.e2e.processes import Processes, processes
from tests.e2e.service import Service
from tests.wechat.account import Account
from tests.wechat.clock import Clock
from tests.wechat.phone import Phone
from tests.wechat.platform_api import PlatformApi
from tests.wechat.service import SITE, official_environment, until

PEOPLE, AT_ONCE = 40, 10
MORE = "继续看"
SAID = ("我是博士，想去福山工作，不知道够不够条件", "1", "不清楚")
QUESTION = "顶尖人才生活补助多少"


class Office(Processes):
    """The processes before the account, and the people who write to it."""

    async def settled(self, phone: Phone | None = None) -> None:
        """Everything (of `phone`) is answered, and nothing is being sent or about to be."""
        of_phone = select(Address.sender).where(Address.person == phone.openid) if phone else None
        inbox = [Inbox.done_at.is_(None)]
        outbox = [Outbox.state.in_(("waiting", "sending")), Outbox.due_at.is_not(None)]
        if of_phone is not None:
            inbox.append(Inbox.sender.in_(of_phone))
            outbox.append(Outbox.sender.in_(of_phone))
        await until(
            lambda: not self.count(Inbox, *inbox) and not self.count(Outbox, *outbox),
            patience=40,
            every=0.2,
        )

    def heard(self, phone: Phone) -> list[str]:
        """What `phone` wrote, as the journal has it."""
        return [one.text for one in self.messages(self._sender(phone)) if one.author == "person"]

    def answers(self, phone: Phone) -> list[Answer]:
        """What the bot answered to `phone`."""
        said = [one for one in self.messages(self._sender(phone)) if one.author == "bot"]
        return [Answer.model_validate(one.answer) for one in said]

    def tracked(self, phone: Phone) -> list[str]:
        """The messages of `phone` that Rasa's tracker holds."""
        return self.in_tracker(self._sender(phone))

    def _sender(self, phone: Phone) -> str:
        ((sender,),) = self.rows(select(Address.sender).where(Address.person == phone.openid))
        return str(sender)

    @contextmanager
    def held_up(self) -> Iterator[None]:
        """Nobody can note a message."""
        with self.database.engine.begin() as connection:
            connection.execute(text("LOCK TABLE message IN ACCESS EXCLUSIVE MODE"))
            yield


@pytest.fixture(scope="module")
def account() -> Account:
    return Account()


@pytest.fixture(scope="module")
def platform(account: Account) -> Iterator[PlatformApi]:
    with PlatformApi(account, Clock(now())) as platform:
        yield platform


@pytest.fixture(scope="module")
def office(account: Account, platform: PlatformApi, artefacts: Path) -> Iterator[Office]:
    """The processes, none at first."""
    variables = {**official_environment(account, platform, push=True), "WENCE_PUBLIC_URL": SITE}
    with processes(Office, artefacts, "wechat", **variables) as office:
        yield office


@pytest.fixture
async def new_phones(platform: PlatformApi) -> AsyncIterator[Callable[..., list[Phone]]]:
    """That many people before processes: `new_phones(40, services)`."""
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
    async with httpx.AsyncClient(limits=limits) as http:

        def new(count: int, services: list[Service]) -> list[Phone]:
            urls = [f"{one.url}/wechat" for one in services]
            return [Phone(platform, http, urls) for _ in range(count)]

        yield new


def as_drawn(answers: list[Answer]) -> list[str]:
    """The texts of `answers`, in the order in which they are sent."""
    parts = [part for one in answers for part in draw(one, menus=False, web="card")]
    return [readable(part.text) for part in parts if isinstance(part, Text)]


def on_screen(phone: Phone) -> list[str]:
    return [readable(one) for one in phone.texts]


async def test_two_processes_that_get_every_request_answer_once_and_in_order(
    office: Office, new_phones: Any
) -> None:
    phones, room = new_phones(PEOPLE, office.living(2)), asyncio.Semaphore(AT_ONCE)

    async def write(phone: Phone) -> None:
        async with room:
            for said in SAID:
                await phone.write_everywhere(said)
                await office.settled(phone)

    await asyncio.gather(*map(write, phones))
    for phone in phones:
        assert office.heard(phone) == list(SAID)
        assert office.tracked(phone) == list(SAID)
        assert len(office.answers(phone)) == len(SAID)
        assert on_screen(phone) == as_drawn(office.answers(phone)), phone.statuses


async def test_a_process_is_killed_and_nothing_is_lost_or_answered_twice(
    office: Office, new_phones: Any
) -> None:
    dying, other = office.living(2)
    phones = new_phones(PEOPLE, [other, dying, other])  # the second is asked first
    before = office.count(Inbox, Inbox.done_at.is_not(None))
    writing = [asyncio.create_task(phone.write(SAID[0])) for phone in phones]
    await until(lambda: office.count(Inbox, Inbox.done_at.is_not(None)) > before + PEOPLE / 4)
    dying.process.kill()
    await asyncio.gather(*writing)
    await office.settled()
    for phone in phones:
        assert office.heard(phone) == [SAID[0]]
        assert office.tracked(phone) == [SAID[0]]
        assert len(office.answers(phone)) == 1
        drawn, shown = as_drawn(office.answers(phone)), on_screen(phone)
        assert len(drawn) > 1
        unsure = [one for one in drawn if one not in shown]
        assert shown == [one for one in drawn if one in shown], phone.statuses
        # What was being sent when the process died may have arrived: only the person can tell, and ask for it.
        assert len(unsure) <= 1
        if unsure:
            (fetched,) = await phone.write(MORE)
            assert readable(fetched) == unsure[0]


async def test_on_sigterm_what_is_under_way_is_answered_first(
    office: Office, new_phones: Any
) -> None:
    (service,) = office.living(1)
    (phone,) = new_phones(1, [service])
    before = office.count(Inbox)
    with office.held_up():
        writing = asyncio.create_task(phone.write(QUESTION))
        await until(lambda: office.count(Inbox) > before)
        service.process.send_signal(signal.SIGTERM)
    await writing
    assert await asyncio.to_thread(service.process.wait, 20) == 0
    assert phone.statuses == [200]
    assert on_screen(phone) == as_drawn(office.answers(phone))
    assert office.tracked(phone) == [QUESTION]

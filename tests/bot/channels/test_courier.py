"""What is sent unasked: within what the platform allows, in order, once, and nothing is lost when it cannot be sent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.store import conversations
from bot.store.database import Database, now
from bot.store.outbox import SENDING, WAITING
from bot.store.tables import Address, Conversation, Outbox, Staff
from tests.bot.channels.conftest import LINES, LONG, Gated, NewPhone, Start
from tests.wechat.phone import Phone
from tests.wechat.platform_api import CUSTOM_SEND, STABLE_TOKEN, PlatformApi
from tests.wechat.service import Service, until

GREETING = "您好，我是小样。"


@pytest.fixture
async def service(start: Start) -> Service:
    return await start()


@pytest.fixture
def phone(service: Service, new_phone: NewPhone) -> Phone:
    return new_phone(service)


def lines(phone: Phone) -> list[int]:
    """The numbers of the lines of the long answer on the screen, in their order there."""
    shown = "\n".join(phone.texts)
    found = [(shown.find(f"第 {n} 行"), n) for n in range(LINES)]
    return [n for place, n in sorted(found) if place >= 0]


def passes(database: Database, **time: float) -> None:
    """What was to be done after that time is due."""
    with database.session() as session:
        for row in session.scalars(select(Outbox).where(Outbox.due_at.is_not(None))):
            row.due_at -= timedelta(**time)


def put_back(database: Database) -> bool:
    """Whether a part could not be sent and was put back."""
    with database.session() as session:
        return bool(session.scalars(select(Outbox.id).where(Outbox.error.is_not(None))).all())


def under_way(database: Database) -> bool:
    """Whether anything is still to be sent by itself."""
    with database.session() as session:
        on_its_way = Outbox.state.in_((WAITING, SENDING)) & Outbox.due_at.is_not(None)
        return bool(session.scalars(select(Outbox.id).where(on_its_way)).all())


async def test_one_token_serves_all(phone: Phone, platform: PlatformApi) -> None:
    await phone.write(LONG)
    await until(lambda: len(lines(phone)) == LINES)
    assert lines(phone) == list(range(LINES))
    assert platform.faults.count(STABLE_TOKEN) == 1


@pytest.mark.parametrize("code", [40001, 42001, 40014])
async def test_a_token_that_is_refused_is_renewed_once(
    phone: Phone, platform: PlatformApi, database: Database, code: int
) -> None:
    await phone.write(LONG)
    await until(lambda: len(lines(phone)) == LINES and not under_way(database))
    platform.faults.fail(CUSTOM_SEND, code)
    await phone.write(LONG)
    await until(lambda: len(phone.texts) == 2 * len(set(phone.texts)))
    assert platform.faults.count(STABLE_TOKEN) <= 3


@pytest.mark.parametrize("code", [45015, 45047, 48001, 45009, 40003])
async def test_what_is_refused_waits_for_the_person(
    phone: Phone, platform: PlatformApi, database: Database, code: int
) -> None:
    platform.faults.fail(CUSTOM_SEND, code, times=9)
    await phone.write(LONG)
    await until(lambda: put_back(database))
    await phone.write("继续看")
    while "继续看" in phone.texts[-1]:
        await phone.tap("继续看")
    assert lines(phone) == list(range(LINES))
    assert platform.faults.count(CUSTOM_SEND) == 1, "it went on though it was refused"


async def test_a_busy_platform_is_asked_again_later(
    phone: Phone, service: Service, platform: PlatformApi, database: Database
) -> None:
    platform.faults.fail(CUSTOM_SEND, -1, "system busy")
    await phone.write(LONG)
    await until(lambda: put_back(database))
    await service.look()
    assert platform.faults.count(CUSTOM_SEND) == 1
    passes(database, minutes=1)
    await service.look()
    assert lines(phone) == list(range(LINES))


async def test_after_a_tap_on_the_menu_no_more_than_three_are_sent_and_the_rest_is_offered(
    phone: Phone, platform: PlatformApi
) -> None:
    await phone.choose(LONG)
    await until(lambda: "继续看" in phone.texts[-1])
    assert platform.faults.count(CUSTOM_SEND) == 3
    while "继续看" in phone.texts[-1]:
        await phone.tap("继续看")
    assert lines(phone) == list(range(LINES))


async def test_a_send_without_an_answer_is_not_repeated_but_can_be_asked_for(
    phone: Phone, service: Service, platform: PlatformApi, database: Database
) -> None:
    platform.faults.answer(CUSTOM_SEND, b"<html>bad gateway</html>", 502)
    await phone.write(LONG)
    await until(lambda: put_back(database))
    passes(database, minutes=5)
    before = platform.faults.count(CUSTOM_SEND)
    await service.look()
    assert platform.faults.count(CUSTOM_SEND) == before
    assert len(lines(phone)) < LINES
    await phone.write("继续看")
    while "继续看" in phone.texts[-1]:
        await phone.tap("继续看")
    assert lines(phone) == list(range(LINES))


async def test_a_part_that_was_being_sent_when_the_process_died_is_kept(
    phone: Phone, service: Service, start: Start, platform: PlatformApi, database: Database
) -> None:
    with database.session() as session:
        session.execute(update(Outbox).values(state="sent"))
    platform.faults.hold(CUSTOM_SEND)
    await phone.write(LONG)
    await platform.faults.called(CUSTOM_SEND)
    await service.die()
    platform.faults.release(CUSTOM_SEND)
    passes(database, minutes=5)
    reborn = await start()
    await reborn.look()
    phone.urls = [reborn.wechat]
    await phone.write("继续看")
    while "继续看" in phone.texts[-1]:
        await phone.tap("继续看")
    assert len(lines(phone)) == LINES


async def test_an_agents_words_reach_the_person(
    phone: Phone, service: Service, database: Database, assistant: Gated
) -> None:
    await phone.write("你好")
    take_over(database)
    assert await phone.write("请问现在还能申报吗") == []
    agent_says(database, "您好，我是工作人员，请稍等。")
    await service.look()
    # The request before may still be looking for what to send, and then it is the one that sends.
    await until(lambda: len(phone.texts) > 1)
    assert phone.texts == [GREETING, "您好，我是工作人员，请稍等。"]
    assert assistant.turns == ["你好"]


async def test_where_nothing_is_sent_unasked_an_agents_words_are_the_next_reply(
    start: Start, new_phone: NewPhone, database: Database
) -> None:
    phone = new_phone(await start(push=False))
    await phone.write("你好")
    take_over(database)
    agent_says(database, "您好，我是工作人员。")
    assert await phone.write("在吗") == ["您好，我是工作人员。"]
    assert await phone.write("好的") == []


async def test_an_agents_words_wait_for_a_person_who_has_been_away_too_long(
    phone: Phone, service: Service, database: Database
) -> None:
    await phone.write("你好")
    take_over(database)
    with database.session() as session:
        session.execute(update(Address).values(push_until=now() - timedelta(hours=1)))
    agent_says(database, "您要的材料清单如下。")
    await service.look()
    assert phone.texts == [GREETING]
    await phone.write("有消息了吗")
    await until(lambda: phone.texts == [GREETING, "您要的材料清单如下。"])


def take_over(database: Database) -> None:
    """An agent takes the only conversation over."""
    with database.session() as session:
        agent = Staff(name="王芳", role="坐席", password_hash="x", created_at=now())
        session.add(agent)
        session.flush()
        found = session.scalar(select(Conversation.id))
        assert conversations.take_over(session, found, agent.id)


def agent_says(database: Database, text: str) -> None:
    """The agent writes in the console."""
    from bot.channels.agents import send_words

    with database.session() as session:
        conversation = session.scalar(select(Conversation))
        message = conversations.say(session, conversation.id, conversation.agent_id, text)
        assert message is not None
        send_words(session, conversation.sender, message.id, text)

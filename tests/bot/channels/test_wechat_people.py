"""What several people, or one in a hurry, do to an official account."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import SQLAlchemyError

from bot.store.database import Database
from bot.store.tables import Address, Conversation, Inbox, Message
from tests.bot.channels.conftest import LONG, Gated, NewPhone, Start
from tests.bot.channels.test_courier import passes, put_back, take_over
from tests.wechat.phone import Phone
from tests.wechat.platform_api import CUSTOM_SEND, PlatformApi
from tests.wechat.service import until

GREETING = "您好，我是小样。"


async def test_the_numbers_of_the_welcome_can_be_typed(phone: Phone, assistant: Gated) -> None:
    (hello,) = await phone.follow()
    assert "1. <a href" in hello
    await phone.write("1")
    assert assistant.turns == ["我想看看自己够不够条件"]


async def test_two_entries_of_the_menu_in_one_second(phone: Phone, assistant: Gated) -> None:
    await asyncio.gather(phone.choose("你好"), phone.choose("外面冷不冷"))
    assert sorted(assistant.turns) == ["你好", "外面冷不冷"]


async def test_who_writes_much_holds_up_nobody_else(
    start: Start, new_phone: NewPhone, assistant: Gated
) -> None:
    service = await start()
    busy, other = new_phone(service), new_phone(service)
    assistant.held.add("你好")
    assistant.gate.clear()
    writing = [asyncio.create_task(busy.write("你好")) for _ in range(6)]
    await until(lambda: assistant.turns == ["你好"])
    assert await other.write("外面冷不冷") != []
    assistant.gate.set()
    await asyncio.gather(*writing)
    await until(lambda: len(assistant.turns) == 7)


async def test_what_waited_when_its_person_left_is_not_answered(
    phone: Phone, assistant: Gated, database: Database
) -> None:
    assistant.gate.clear()
    writing = [asyncio.create_task(phone.write(words)) for words in ("你好", "外面冷不冷")]
    await until(lambda: assistant.turns == ["你好"] and _brought(database) == 2)
    leaving = asyncio.create_task(phone.unfollow())
    await until(lambda: _brought(database) == 3)
    assistant.gate.set()
    await asyncio.gather(*writing, leaving)
    with database.session() as session:
        for table in (Conversation, Message, Address):
            assert session.scalars(select(table)).all() == []
    assert assistant.turns == ["你好"] or _brought(database) == 3


async def test_a_part_that_may_have_arrived_is_not_sent_again_by_the_next_message(
    phone: Phone, platform: PlatformApi, database: Database
) -> None:
    platform.faults.answer(CUSTOM_SEND, b"<html>bad gateway</html>", 502)
    await phone.write(LONG)
    await until(lambda: put_back(database))
    passes(database, minutes=5)
    before = platform.faults.count(CUSTOM_SEND)
    await phone.write("你好")
    assert platform.faults.count(CUSTOM_SEND) == before
    assert phone.texts[-1].startswith(GREETING)


async def test_a_notice_does_not_displace_the_answer(start: Start, new_phone: NewPhone) -> None:
    phone = new_phone(await start(push=False))
    (reply,) = await phone.write("你好 13812345678")
    assert "号码已隐去" in reply
    assert GREETING in reply


async def test_an_agent_is_not_interrupted_by_the_bot_when_a_picture_comes(
    phone: Phone, database: Database
) -> None:
    await phone.write("你好")
    take_over(database)
    assert await phone.photograph() == []
    with database.session() as session:
        last = session.scalars(select(Message.text).order_by(Message.id.desc())).first()
    assert last is not None
    assert "看不到" in last


async def test_a_database_that_fails_for_a_moment_costs_no_message(
    phone: Phone, monkeypatch: pytest.MonkeyPatch, database: Database
) -> None:
    await phone.write("你好")
    whole, failures = database.session, [SQLAlchemyError("gone"), SQLAlchemyError("gone")]

    def session() -> object:
        if failures:
            raise failures.pop()
        return whole()

    monkeypatch.setattr(database, "session", session)
    (reply,) = await phone.write("外面冷不冷")
    assert "抱歉" not in reply


def test_errors_of_the_database_do_not_tell_what_was_written(database: Database) -> None:
    failing = "abs(-9223372036854775808)" if database.engine.name == "sqlite" else "1 / 0"
    with pytest.raises(SQLAlchemyError) as failed, database.session() as session:
        session.execute(text(f"SELECT {failing}, CAST(:text AS VARCHAR)"), {"text": "我有秘密"})
    assert "我有秘密" not in str(failed.value)


def _brought(database: Database) -> int:
    with database.session() as session:
        return len(session.scalars(select(Inbox.id)).all())

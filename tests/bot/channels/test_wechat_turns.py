"""An official account as a person meets it: one message, one turn, one reply, whatever happens on the way."""

from __future__ import annotations

import asyncio
import re
import time
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.channels import answering
from bot.store.database import Database, now
from bot.store.tables import Address, Conversation, Inbox, Message, Outbox
from tests.bot.channels.conftest import LINES, LONG, VERDICT, Gated, NewPhone, Start
from tests.wechat.account import Account
from tests.wechat.phone import OUT_OF_SERVICE, Phone
from tests.wechat.platform_api import CUSTOM_SEND, PlatformApi
from tests.wechat.service import PATIENCE, SITE, until

GREETING = "您好，我是小样。"


@pytest.mark.parametrize("mode", ["plain", "compatible", "safe"])
async def test_a_message_is_answered_in_every_mode(
    account: Account, mode: Any, start: Start, new_phone: NewPhone
) -> None:
    account.mode = mode
    phone = new_phone(await start())
    assert await phone.write("你好") == [GREETING]
    assert phone.statuses == [200]


async def test_choices_are_tapped_or_typed_by_number(start: Start, new_phone: NewPhone) -> None:
    service = await start()
    for pick in (lambda phone: phone.tap("红茶"), lambda phone: phone.write("２")):
        phone = new_phone(service)
        (offered,) = await phone.write("喝点茶吧")
        assert "1. <a href" in offered
        assert await pick(phone) == ["还是绿茶。"]


async def test_an_answer_of_several_messages(phone: Phone) -> None:
    shown = await phone.write(LONG)
    await until(lambda: f"第 {LINES - 1} 行" in phone.texts[-1])
    assert shown[0].startswith("长回答开始。")
    assert "继续看" not in shown[0]
    assert len(phone.texts) > 2
    assert [f"第 {n} 行" in "".join(phone.texts) for n in range(LINES)] == [True] * LINES
    places = ["".join(phone.texts).index(f"第 {n} 行") for n in range(LINES)]
    assert places == sorted(places)


async def test_without_customer_service_messages_the_rest_is_asked_for(
    start: Start, new_phone: NewPhone, platform: PlatformApi
) -> None:
    phone = new_phone(await start(push=False))
    await phone.write(LONG)
    while "继续看" in phone.texts[-1]:
        await phone.tap("继续看")
    assert [f"第 {n} 行" in "".join(phone.texts) for n in range(LINES)] == [True] * LINES
    assert platform.faults.count(CUSTOM_SEND) == 0


async def test_what_was_not_asked_for_of_an_answer_is_gone_with_the_next(
    start: Start, new_phone: NewPhone
) -> None:
    phone = new_phone(await start(push=False))
    await phone.write(LONG)
    assert "继续看" in phone.texts[-1]
    assert await phone.write("你好") == [GREETING]
    assert await phone.write("继续看") == ["没有等着看的内容了，请直接提问。"]


async def test_a_verdict_comes_with_a_card_that_opens_it_on_the_web(phone: Phone) -> None:
    await phone.write(VERDICT)
    await until(lambda: len(phone.cards) == 1)
    (card,) = phone.cards
    assert card["title"] == "独立创业人才：满足"
    assert card["url"].startswith(f"{SITE}/open/")
    here = phone.urls[0].removesuffix("/wechat")
    opened = await phone.http.get(here + card["url"].removeprefix(SITE))
    assert (opened.status_code, opened.headers["location"]) == (303, "/")
    chat = (await phone.http.get(f"{here}/api/v1/chat")).json()
    assert chat["messages"][0]["text"] == VERDICT


async def test_a_link_that_was_tampered_with_opens_nothing(phone: Phone) -> None:
    await phone.write(VERDICT)
    await until(lambda: len(phone.cards) == 1)
    here = phone.urls[0].removesuffix("/wechat")
    url = here + phone.cards[0]["url"].removeprefix(SITE)
    refused = await phone.http.get(url[:-2] + ("aa" if url[-2:] != "aa" else "bb"))
    assert refused.status_code == 410
    assert "过期" in refused.text
    assert (await phone.http.get(f"{here}/api/v1/chat")).json()["messages"] == []


async def test_voice_pictures_and_events(phone: Phone) -> None:
    assert await phone.speak("你好") == [f"听到您说：「你好」\n{GREETING}"]
    (unheard,) = await phone.speak(None)
    assert "打成字" in unheard
    (picture,) = await phone.photograph()
    assert "打成字" in picture
    (hello,) = await phone.follow()
    assert "问策" in hello
    assert "weixin://bizmsgmenu" in hello
    assert await phone.choose("你好") == [GREETING]
    assert await phone.view("https://wence.example.cn/") == []
    assert phone.statuses == [200] * 6


async def test_a_slow_answer_is_one_turn_and_one_reply_by_customer_service(
    phone: Phone, assistant: Gated
) -> None:
    assistant.gate.clear()
    assert await phone.write("你好") == []
    assert phone.statuses == [200], "the platform is told before it asks again"
    assistant.gate.set()
    await until(lambda: phone.texts == [GREETING])
    assert assistant.turns == ["你好"]


async def test_a_slow_answer_without_customer_service_reaches_the_retry(
    start: Start, new_phone: NewPhone, assistant: Gated
) -> None:
    phone = new_phone(await start(push=False))
    assistant.gate.clear()
    writing = asyncio.create_task(phone.write("你好"))
    await until(lambda: phone.statuses == [None])
    assistant.gate.set()
    assert await writing == [GREETING]
    assert assistant.turns == ["你好"]
    assert phone.texts == [GREETING]


async def test_the_last_request_offers_a_link_that_fetches_the_answer(
    start: Start, new_phone: NewPhone, assistant: Gated
) -> None:
    phone = new_phone(await start(push=False))
    assistant.gate.clear()
    (offer,) = await phone.write("你好")
    assert phone.statuses == [None, None, 200]
    assert "查看回答" in offer
    assistant.gate.set()
    assert await phone.tap("查看回答") == [GREETING]
    assert await phone.tap("查看回答") == ["没有等着看的内容了，请直接提问。"]
    assert assistant.turns == ["你好"]


async def test_two_processes_never_answer_twice(
    start: Start, new_phone: NewPhone, assistant: Gated
) -> None:
    phone = new_phone(await start(push=False), await start(push=False))
    assistant.gate.clear()
    writing = asyncio.create_task(phone.write("你好"))
    await until(lambda: phone.statuses == [None])
    assistant.gate.set()
    assert await writing == [GREETING]
    assert phone.statuses == [None, 200], "the retry went to the other process"
    assert assistant.turns == ["你好"]


async def test_a_restart_in_the_middle_loses_nothing(
    start: Start, new_phone: NewPhone, assistant: Gated, database: Database
) -> None:
    dying = await start()
    phone = new_phone(dying)
    assistant.gate.clear()
    await phone.write("你好")
    await dying.die()
    assistant.gate.set()
    expire_leases(database)
    reborn = await start()
    await reborn.look()
    assert phone.texts == []
    expire_leases(database)
    await reborn.look()
    assert phone.texts == [GREETING]
    with database.session() as session:
        heard = session.scalars(select(Message).where(Message.author == "person")).all()
        assert [one.text for one in heard] == ["你好"]


def expire_leases(database: Database) -> None:
    """The time in which a process that is gone would have gone on passes."""
    past = now() - timedelta(minutes=1)
    with database.session() as session:
        session.execute(update(Inbox).values(claimed_until=past))
        session.execute(update(Outbox).where(Outbox.due_at.is_not(None)).values(due_at=past))


async def test_a_process_that_is_busy_keeps_hold_of_its_messages(
    phone: Phone, assistant: Gated, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "LEASE", timedelta(seconds=0.3))
    assistant.gate.clear()
    writing = asyncio.create_task(phone.write("你好"))
    await until(lambda: assistant.turns == ["你好"])

    def held_until() -> Any:
        with database.session() as session:
            return session.scalar(select(Inbox.claimed_until))

    before, deadline = held_until(), time.monotonic() + 10
    while held_until() == before:  # the loop is given no turn
        assert time.monotonic() < deadline, "nobody holds it any longer"
    assistant.gate.set()
    assert await writing == [GREETING]


async def test_nothing_overtakes_a_reply_for_which_nobody_waited(
    phone: Phone, assistant: Gated, database: Database, platform: PlatformApi
) -> None:
    def answered() -> bool:
        with database.session() as session:
            return session.scalar(select(Inbox.done_at)) is not None

    assistant.gate.clear()
    phone.patience = 0.5
    platform.did(phone.openid, "message")
    message = phone.message("text", f"<Content>{LONG}</Content><MsgId>1</MsgId>")
    assert await phone.deliver(phone.urls[0], message) is None
    assistant.gate.set()
    await until(answered)
    phone.patience = PATIENCE
    phone.show(await phone.deliver(phone.urls[0], message) or b"")
    await until(lambda: f"第 {LINES - 1} 行" in phone.texts[-1])
    places = ["".join(phone.texts).index(f"第 {n} 行") for n in range(LINES)]
    assert places == sorted(places)


async def test_leaving_deletes_everything(phone: Phone, database: Database) -> None:
    await phone.write("你好")
    await phone.unfollow()
    with database.session() as session:
        for table in (Conversation, Message, Address, Outbox):
            assert session.scalars(select(table)).all() == []
        assert all(phone.openid not in str(vars(one)) for one in session.scalars(select(Inbox)))


async def test_telephone_numbers_are_kept_nowhere(phone: Phone, database: Database) -> None:
    (reply,) = await phone.write("你好，13812345678")
    assert reply.startswith("为保护您的信息，号码已隐去")
    with database.session() as session:
        for table in (Message, Inbox, Outbox):
            assert all(
                "13812345678" not in str(vars(one)) for one in session.scalars(select(table))
            )


async def test_a_failure_is_told_and_the_platform_shows_nothing_of_its_own(
    phone: Phone, monkeypatch: pytest.MonkeyPatch, database: Database
) -> None:
    (apology,) = await phone.write("故障演示")
    assert apology.startswith("抱歉")
    database.engine.dispose()
    monkeypatch.setattr(database, "_sessions", None)
    (again,) = await phone.write("你好")
    assert again.startswith("抱歉")
    assert OUT_OF_SERVICE not in phone.texts


async def test_a_message_keeps_the_id_of_the_request_that_brought_it(
    phone: Phone, database: Database
) -> None:
    await phone.write("你好")
    await phone.write("喝点茶吧")
    with database.session() as session:
        written = select(Message.request_id).where(Message.author == "person")
        ids = list(session.scalars(written))
    assert len(set(ids)) == 2
    assert all(re.fullmatch("[0-9a-f]{16}", one) for one in ids)

"""Nothing written to 微信客服 is lost or answered twice, wherever a process ends and however many there are."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from bot.channels.courier import Courier
from bot.channels.platform import Platform
from bot.channels.wecom.account import Kf
from bot.reception import Reception
from bot.store.cursors import Cursors
from bot.store.database import Database, now
from bot.store.inbox import Inbox
from bot.store.journal import BOT, PERSON, Journal
from bot.store.outbox import Outbox
from bot.store.tables import Message, SyncCursor
from tests.bot.channels.conftest import LONG
from tests.bot.channels.wecom.conftest import GREETING, Begin, Helper, let_leases_run_out
from tests.wechat.customer import Customer
from tests.wechat.kf_api import GET_TOKEN, SEND_MSG, SYNC_MSG, KfApi
from tests.wechat.service import until


class Killed(BaseException):
    """The process ended."""


def kill_at(where: type, method: str, after: bool, patch: pytest.MonkeyPatch) -> None:
    """The process ends when `method` is called first, before it does anything or right after it is done."""
    original: Callable[..., Any] = getattr(where, method)

    async def later(*given: Any, **named: Any) -> Any:
        await original(*given, **named)
        raise Killed

    def at_once(*given: Any, **named: Any) -> Any:
        if after:
            original(*given, **named)
        raise Killed

    patch.setattr(
        where, method, later if after and asyncio.iscoroutinefunction(original) else at_once
    )
    # A process that ends gives nothing back.
    if method != "release":
        patch.setattr(Cursors, "release", lambda *_: None)


def turns(database: Database) -> dict[str, int]:
    with database.session() as session:
        query = select(Message.author, func.count()).group_by(Message.author)
        return dict(session.execute(query).all())


@pytest.mark.parametrize(
    ("where", "method", "after"),
    [
        (Cursors, "note", True),
        (Cursors, "begin", True),
        (Platform, "call", False),
        (Platform, "call", True),
        (Cursors, "_insert", False),
        (Cursors, "_insert", True),
        (Cursors, "advance", True),
        (Cursors, "finish", False),
        (Cursors, "finish", True),
        (Courier, "look", False),
        (Inbox, "take_over", False),
        (Inbox, "take_over", True),
        (Journal, "hear", False),
        (Journal, "hear", True),
        (Helper, "reply", False),
        (Helper, "reply", True),
        (Journal, "answer", True),
        (Reception, "receive", True),
        (Inbox, "finish", False),
        (Inbox, "finish", True),
        (Outbox, "claim_next", True),
        (Kf, "send", False),
        (Kf, "send", True),
        (Outbox, "sent", False),
        (Outbox, "sent", True),
    ],
)
async def test_a_process_that_ends_anywhere_loses_nothing_and_says_nothing_twice(
    where: type,
    method: str,
    after: bool,
    begin: Begin,
    kf: KfApi,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with begin().http() as http:
        customer = Customer(kf, http)
        with monkeypatch.context() as patch:
            kill_at(where, method, after, patch)
            with pytest.raises(Killed):
                await customer.write("你好")
        let_leases_run_out(database)
        for _ in range(2):
            await begin().look()
    assert customer.screen == [GREETING]
    assert turns(database) == {PERSON: 1, BOT: 1}


@pytest.mark.parametrize("page", [1, 2, 3, 4])
async def test_a_process_that_ends_between_pages_loses_none(
    page: int, begin: Begin, kf: KfApi, assistant: Helper, database: Database
) -> None:
    kf.page = 2
    async with begin().http() as http:
        customer = Customer(kf, http)
        written = [f"第{n}句" for n in range(7)]
        for text in written:
            token = kf.said(customer.userid, text)
        with pytest.MonkeyPatch.context() as patch:
            original, pages = Cursors.advance, 0

            def advance(*given: Any) -> bool:
                nonlocal pages
                done = original(*given)
                if (pages := pages + 1) == page:
                    raise Killed
                return done

            patch.setattr(Cursors, "advance", advance)
            with pytest.raises(Killed):
                await customer.called(token)
        let_leases_run_out(database)
        await begin().look()
    assert assistant.turns == written
    assert turns(database) == {PERSON: 7, BOT: 7}


async def test_a_callback_that_cannot_be_noted_is_not_acknowledged(
    begin: Begin, kf: KfApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with begin().http() as http:
        customer = Customer(kf, http)
        token = kf.said(customer.userid, "你好")
        with monkeypatch.context() as patch:
            kill_at(Cursors, "note", False, patch)
            with pytest.raises(Killed):
                await customer.called(token)
        assert await customer.called(token) == [GREETING]  # the platform asks again


async def test_a_callback_while_fetching_leads_to_another_fetch(
    begin: Begin, kf: KfApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = Cursors.finish
    late: list[Customer] = []

    def finish(self: Cursors, account: str, claim: str, calls: int) -> bool:
        if not late:  # the last page is there, and now somebody writes
            late.append(Customer(kf, http))
            self.note(account, kf.said(late[0].userid, "你好"))
        return original(self, account, claim, calls)

    async with begin().http() as http:
        monkeypatch.setattr(Cursors, "finish", finish)
        await Customer(kf, http).write("你好")
    assert late[0].screen == [GREETING]


async def test_callbacks_while_another_process_fetches_wait_for_nobody(
    begin: Begin, kf: KfApi
) -> None:
    async with begin().http() as one, begin().http() as other:
        first, second = Customer(kf, one), Customer(kf, other)
        kf.faults.hold(SYNC_MSG)
        fetching = asyncio.create_task(first.write("你好"))
        await kf.faults.called(SYNC_MSG)
        assert await second.write("你好") == []
        kf.faults.release(SYNC_MSG)
        await fetching
    assert [first.screen, second.screen] == [[GREETING], [GREETING]]
    assert kf.faults.count(SYNC_MSG) == 2


async def test_of_one_person_a_message_waits_for_the_one_before_it(
    begin: Begin, kf: KfApi, assistant: Helper
) -> None:
    async with begin().http() as http:
        customer = Customer(kf, http)
        kf.said(customer.userid, "上茶")
        assistant.gate.clear()
        answering = asyncio.create_task(customer.write("你好"))
        await until(lambda: bool(assistant.turns))
        await asyncio.wait_for(begin().look(), 5)
        assert assistant.turns == ["上茶"]
        assistant.gate.set()
        await answering
    assert assistant.turns == ["上茶", "你好"]


async def test_two_processes_answer_each_message_once_and_in_order(
    begin: Begin, kf: KfApi, assistant: Helper, database: Database
) -> None:
    kf.page = 3
    async with begin().http() as one, begin().http() as other:
        people = [Customer(kf, (one, other)[n % 2]) for n in range(6)]
        said: list[asyncio.Future[list[str]]] = []
        for n in range(4):
            for place, person in enumerate(people):
                token = kf.said(person.userid, f"{place}号第{n}句")
                person.http = (one, other)[(place + n) % 2]
                said.append(asyncio.ensure_future(person.called(token)))
                said.append(asyncio.ensure_future(person.called(token)))
                await asyncio.sleep(0)
        await asyncio.gather(*said)
        for office in (begin(), begin()):
            await office.look()
    assert sorted(assistant.turns) == sorted(f"{p}号第{n}句" for p in range(6) for n in range(4))
    for place, person in enumerate(people):
        own = [text for text in assistant.turns if text.startswith(f"{place}号")]
        assert own == [f"{place}号第{n}句" for n in range(4)]
        assert len(person.screen) == 4
    assert turns(database) == {PERSON: 24, BOT: 24}


async def test_a_process_that_goes_on_for_another_has_to_do_without_an_old_token(
    begin: Begin, kf: KfApi, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with begin().http() as http:
        customer = Customer(kf, http)
        with monkeypatch.context() as patch:
            kill_at(Cursors, "note", True, patch)
            with pytest.raises(Killed):
                await customer.write("你好")
    with database.session() as session:
        session.execute(update(SyncCursor).values(called_at=now() - timedelta(minutes=11)))
    await begin().look()
    assert customer.screen == [GREETING]
    assert b'"token"' not in kf.faults.calls[-2].body
    assert kf.faults.calls[-2].path == SYNC_MSG


async def test_a_token_that_the_platform_does_not_take_any_more_is_left_out(
    begin: Begin, kf: KfApi
) -> None:
    async with begin().http() as http:
        customer = Customer(kf, http)
        token = kf.said(customer.userid, "你好")
        kf.clock.advance(minutes=11)
        assert await customer.called(token) == [GREETING]
    assert kf.faults.count(SYNC_MSG) == 2


async def test_what_could_not_be_fetched_is_fetched_later_and_not_at_every_look(
    begin: Begin, kf: KfApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = begin()
    async with office.http() as http:
        customer = Customer(kf, http)
        kf.faults.fail(SYNC_MSG, -1, times=1)
        assert await customer.write("你好") == []
        for _ in range(3):
            await office.look()
        assert kf.faults.count(SYNC_MSG) == 1
        monkeypatch.setattr("bot.channels.wecom.sync.now", lambda: now() + timedelta(seconds=21))
        await office.look()
        assert customer.screen == [GREETING]


async def test_a_callback_is_reason_enough_to_try_again_at_once(begin: Begin, kf: KfApi) -> None:
    async with begin().http() as http:
        customer = Customer(kf, http)
        kf.faults.fail(SYNC_MSG, 48002, times=1)
        assert await customer.write("你好") == []
        assert await customer.write("你好") == [GREETING, GREETING]


@pytest.mark.parametrize(
    "answer", [b"[]", b"{", b'{"errcode": 0, "msg_list": 7}', b'{"errcode": 0}']
)
async def test_an_answer_that_is_none_stops_nothing(answer: bytes, begin: Begin, kf: KfApi) -> None:
    async with begin().http() as http:
        customer = Customer(kf, http)
        kf.faults.answer(SYNC_MSG, answer)
        await customer.write("你好")
        await customer.write("上茶")
    assert len(customer.screen) == 2


async def test_a_token_that_ended_is_renewed(begin: Begin, kf: KfApi) -> None:
    async with begin().http() as http:
        customer = Customer(kf, http)
        await customer.write("你好")
        kf.tokens.replace()
        assert await customer.write("你好") == [GREETING]
    assert kf.faults.count(GET_TOKEN) == 2


async def test_a_part_of_which_nobody_knows_whether_it_arrived_is_sent_again(
    begin: Begin, kf: KfApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = begin()
    async with office.http() as http:
        customer = Customer(kf, http)
        kf.faults.answer(SEND_MSG, b"", status=502)
        assert await customer.write("你好") == []
    monkeypatch.setattr("bot.store.outbox.now", lambda: now() + timedelta(seconds=21))
    await office.look()
    assert customer.screen == [GREETING]


async def test_a_long_answer_goes_on_where_it_was_cut_off(
    begin: Begin, kf: KfApi, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with begin().http() as http:
        customer = Customer(kf, http)
        with monkeypatch.context() as patch:
            kill_at(Outbox, "sent", False, patch)
            with pytest.raises(Killed):
                await customer.write(LONG)
        assert len(customer.screen) == 1
        let_leases_run_out(database)
        await begin().look()
    whole = "".join(customer.screen)
    assert [whole.count(f"第 {n} 行") for n in range(15)] == [1] * 15

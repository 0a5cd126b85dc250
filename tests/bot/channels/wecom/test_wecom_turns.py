"""微信客服 as a person meets it."""

from __future__ import annotations

import json
import logging
import secrets

import pytest
from sqlalchemy import select

from bot.channels.agents import send_words
from bot.store.addresses import Addresses
from bot.store.database import Database
from bot.store.journal import BOT, PERSON
from bot.store.tables import Address, Message
from tests.bot.channels.conftest import LONG, VERDICT
from tests.bot.channels.wecom.conftest import CHOICES, ENDLESS, GREETING, Begin, Helper
from tests.wechat.customer import Customer
from tests.wechat.kf_api import SEND_MSG, SEND_ON_EVENT, SYNC_MSG, KfApi
from tests.wechat.service import SITE

NOTHING = "没有等着看的内容了，请直接提问。"


def sender_of(database: Database, customer: Customer) -> str:
    with database.session() as session:
        query = select(Address.sender).where(Address.person == customer.userid)
        return str(session.scalar(query))


def noted(database: Database, author: str = PERSON) -> list[str]:
    with database.session() as session:
        query = select(Message.text).where(Message.author == author)
        return list(session.scalars(query.order_by(Message.id)))


async def test_a_message_is_answered_once(
    customer: Customer, database: Database, assistant: Helper
) -> None:
    assert await customer.write("你好") == [GREETING]
    assert noted(database) == ["你好"]
    assert noted(database, BOT) == [GREETING]


async def test_a_callback_that_comes_twice_brings_nothing_new(
    customer: Customer, kf: KfApi, assistant: Helper
) -> None:
    token = kf.said(customer.userid, "你好")
    assert await customer.called(token) == [GREETING]
    assert await customer.called(token) == []
    assert assistant.turns == ["你好"]


async def test_messages_of_several_pages_are_answered_in_order(
    customer: Customer, kf: KfApi, assistant: Helper
) -> None:
    kf.page = 2
    for text in ("你好", "喝茶", "你好", "上茶"):
        kf.said(customer.userid, text)
    await customer.write("谢谢")
    assert assistant.turns == ["你好", "喝茶", "你好", "上茶", "谢谢"]
    assert len(customer.screen) == 5
    assert kf.faults.count(SYNC_MSG) == 3


async def test_people_do_not_wait_for_each_other(
    customer: Customer, kf: KfApi, assistant: Helper
) -> None:
    others = [Customer(kf, customer.http) for _ in range(20)]
    for other in others:
        kf.said(other.userid, "你好")
        kf.said(other.userid, "喝茶")
    await customer.write("你好")
    assert [len(one.screen) for one in others] == [2] * 20
    assert {one.screen[0] for one in others} == {GREETING}


async def test_choices_are_a_menu_and_taps_say_what_they_stand_for(
    customer: Customer, assistant: Helper
) -> None:
    (offered,) = await customer.write(f"{CHOICES}2")
    assert offered == "请看：\n[第1种]\n[第2种]"
    await customer.tap("第2种")
    assert assistant.turns[-1] == "要2号"


async def test_a_tap_on_an_older_menu_means_its_own_choice(
    customer: Customer, assistant: Helper
) -> None:
    await customer.enter()
    await customer.write(f"{CHOICES}2")
    await customer.write("你好")
    await customer.tap("第2种")
    assert assistant.turns[-1] == "要2号"
    await customer.write(f"{CHOICES}3")
    await customer.tap("看看我够不够条件")
    assert assistant.turns[-1] == "我想看看自己够不够条件"


async def test_a_number_that_is_typed_picks_a_choice_of_the_last_answer(
    customer: Customer, assistant: Helper
) -> None:
    await customer.write(f"{CHOICES}2")
    await customer.write("２")
    assert assistant.turns[-1] == "要2号"


async def test_ten_choices_are_a_menu_and_eleven_are_lines(
    customer: Customer, assistant: Helper
) -> None:
    (ten,) = await customer.write(f"{CHOICES}10")
    assert ten.count("[第") == 10
    (eleven,) = await customer.write(f"{CHOICES}11")
    assert "11. 第11种" in eleven
    assert "weixin://" not in eleven
    await customer.write("11")
    assert assistant.turns[-1] == "要11号"


async def test_a_welcome_with_choices_that_work(
    customer: Customer, assistant: Helper, kf: KfApi
) -> None:
    (welcome,) = await customer.enter()
    assert welcome.startswith("您好，我是问策")
    assert assistant.turns == []
    assert await customer.enter() == []  # within 48 hours the platform gives no code for another
    await customer.tap("看看我够不够条件")
    assert assistant.turns == ["我想看看自己够不够条件"]


async def test_a_welcome_that_comes_too_late_is_left_out_for_good(
    customer: Customer, kf: KfApi, begin: Begin
) -> None:
    token = kf.entered(customer.userid)
    kf.clock.advance(seconds=30)
    assert await customer.called(token) == []
    assert kf.faults.count(SEND_ON_EVENT) == 1
    assert await customer.write("你好") == [GREETING]
    await begin().look()
    assert customer.screen == [GREETING]


@pytest.mark.parametrize("msgtype", ["image", "voice", "video", "location"])
async def test_what_cannot_be_read_is_told_so(customer: Customer, msgtype: str) -> None:
    (told,) = await customer.send(msgtype)
    assert "打成字" in told


@pytest.mark.parametrize("odd", ["你\0好", "\u202e你好", "\x0b", "好" * 5000])
async def test_odd_text_stops_nobody(customer: Customer, kf: KfApi, odd: str) -> None:
    other = Customer(kf, customer.http)
    kf.said(other.userid, odd)
    assert await customer.write("你好") == [GREETING]
    assert len(other.screen) == 1


async def test_messages_of_an_odd_form_do_not_stop_those_behind_them(
    customer: Customer, kf: KfApi
) -> None:
    good = {"msgid": "m2", "origin": 3, "msgtype": "text", "text": {"content": "你好"}}
    good |= {"external_userid": customer.userid, "send_time": kf.clock.timestamp}
    half = {**good, "msgid": "m1", "text": {"content": "\ud83d"}}
    page = {"errcode": 0, "next_cursor": "cursor-1", "has_more": 0, "msg_list": [half, 7, good]}
    kf.faults.answer(SYNC_MSG, json.dumps(page).encode())
    unread, answered = await customer.write("好")
    assert unread.startswith("没有读到文字")
    assert answered == GREETING


async def test_numbers_that_name_a_person_are_not_kept(
    customer: Customer, database: Database
) -> None:
    (told,) = await customer.write("我的电话是13800138000")
    assert told.startswith("为保护您的信息")
    assert "13800138000" not in "".join(noted(database))


async def test_what_may_not_be_sent_any_more_waits_until_it_is_asked_for(
    customer: Customer, begin: Begin
) -> None:
    shown = await customer.write(ENDLESS)
    assert len(shown) == 5
    assert shown[-1].endswith("段，回复「继续看」）")
    assert not any("继续看" in one for one in shown[:-1])
    await begin().look()
    assert len(customer.screen) == 5
    while "继续看" in customer.screen[-1]:
        assert await customer.write("继续看")
    whole = "".join(customer.screen)
    places = [whole.index(f"第 {n} 行") for n in range(40)]
    assert places == sorted(places)
    assert [whole.count(f"第 {n} 行") for n in range(40)] == [1] * 40
    assert await customer.write("继续看") == [NOTHING]


async def test_a_new_question_drops_the_rest_of_the_old_answer(customer: Customer) -> None:
    await customer.write(ENDLESS)
    shown = await customer.write("你好")
    assert shown[-1] == GREETING
    assert await customer.write("继续看") == [NOTHING]


async def test_what_the_platform_refuses_waits_until_the_person_writes(
    customer: Customer, kf: KfApi, begin: Begin
) -> None:
    kf.faults.fail(SEND_MSG, 95001, "send msg count limit")
    assert await customer.write("你好") == []
    await begin().look()
    assert customer.screen == []
    assert await customer.write("继续看") == [GREETING]


async def test_an_agents_words_are_sent_once_the_person_has_written(
    customer: Customer, begin: Begin, database: Database
) -> None:
    await customer.write("你好")
    sender = sender_of(database, customer)
    with database.session() as session:
        message = session.scalar(select(Message.id).where(Message.author == BOT))
        send_words(session, sender, message, "请带身份证来窗口。")
    office = begin()
    await office.look()
    assert customer.screen[1:] == ["请带身份证来窗口。"]

    Addresses(database).exhaust(sender)
    with database.session() as session:
        send_words(session, sender, message, "也可以寄来。")
    await office.look()
    assert len(customer.screen) == 2
    assert await customer.write("你好") == ["也可以寄来。", GREETING]


async def test_a_verdict_is_followed_by_a_link_to_the_web(customer: Customer) -> None:
    told, card = await customer.write(VERDICT)
    assert told.startswith("满足“独立创业人才”的条件。")
    address = card.splitlines()[-1]
    assert address.startswith(f"{SITE}/open/")
    opened = await customer.http.get(address.removeprefix(SITE))
    assert opened.status_code == 303


async def test_without_an_address_of_ours_there_is_no_link(begin: Begin, kf: KfApi) -> None:
    async with begin(url=None).http() as http:
        (told,) = await Customer(kf, http).write(VERDICT)
    assert "http" not in told


async def test_a_long_answer_is_several_texts(customer: Customer) -> None:
    shown = await customer.write(LONG)
    assert 2 < len(shown) <= 5
    assert [f"第 {n} 行" in "".join(shown) for n in range(15)] == [True] * 15


async def test_what_others_said_is_not_answered(
    customer: Customer, kf: KfApi, assistant: Helper
) -> None:
    person = customer.userid
    kf.said(person, "你好")
    kf._arrived(person, 5, "text", {"text": {"content": "我是人工坐席。"}})
    kf._arrived(person, 4, "event", {"event": {"event_type": "session_status_change"}})
    kf._arrived(person, 3, "text", {"text": None})
    assert await customer.called(kf._arrived(person, 9, "text", {"text": {"content": "？"}})) == [
        GREETING
    ]
    assert assistant.turns == ["你好"]


async def test_what_was_taken_back_is_not_answered(
    customer: Customer, kf: KfApi, assistant: Helper
) -> None:
    kf.said(customer.userid, "喝茶")
    recalled = kf._messages[-1]["msgid"]
    kf.said(customer.userid, "你好")
    event = {"event_type": "user_recall_msg", "recall_msgid": recalled}
    await customer.called(kf._arrived(customer.userid, 4, "event", {"event": event}))
    assert assistant.turns == ["你好"]


async def test_a_message_that_did_not_arrive_is_explained_in_the_log(
    customer: Customer, kf: KfApi, caplog: pytest.LogCaptureFixture
) -> None:
    failed = secrets.token_hex(16)  # Rasa keeps a line that comes again out of the log
    event = {"event_type": "msg_send_fail", "fail_msgid": failed, "fail_type": 10}
    with caplog.at_level(logging.WARNING, logger="bot"):
        await customer.called(kf._arrived(customer.userid, 4, "event", {"event": event}))
    assert any(failed in one and "对方拒收" in one for one in caplog.messages)
    assert customer.screen == []


async def test_when_nobody_was_served_before_old_messages_are_passed_over(
    customer: Customer, kf: KfApi, assistant: Helper
) -> None:
    kf.page = 1
    kf.clock.advance(hours=-5)
    kf.said(customer.userid, "上茶")
    kf.clock.advance(hours=4, minutes=55)
    kf.said(customer.userid, "喝茶")
    kf.clock.advance(minutes=5)
    await customer.write("你好")
    assert assistant.turns == ["喝茶", "你好"]


async def test_later_however_old_a_message_is_it_is_answered(
    customer: Customer, kf: KfApi, assistant: Helper
) -> None:
    await customer.write("你好")
    kf.said(customer.userid, "喝茶")
    kf.clock.advance(hours=5)
    await customer.write("上茶")
    assert assistant.turns == ["你好", "喝茶", "上茶"]

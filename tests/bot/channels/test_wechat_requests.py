"""Only the platform is listened to, and each of its signatures serves one message."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from tests.bot.channels.conftest import Gated, NewPhone, Start
from tests.wechat.account import Account
from tests.wechat.phone import Phone
from tests.wechat.wire import sealed, signed

# What is refused meets no database: one kind will do.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


async def test_a_signature_serves_one_message(phone: Phone, assistant: Gated) -> None:
    account = phone.platform.account
    query, body = sealed(account, phone.openid, phone.message("text", _text("你好", 1)))
    assert (await phone.http.post(phone.urls[0], params=query, content=body)).status_code == 200
    again = await phone.http.post(phone.urls[0], params=query, content=body)
    assert again.status_code == 200
    _, other = sealed(account, phone.openid, phone.message("text", _text("外面冷不冷", 2)))
    refused = await phone.http.post(phone.urls[0], params=query, content=other)
    assert refused.status_code == 403
    assert assistant.turns == ["你好"]


async def test_the_plain_form_is_refused_where_a_key_is_set(phone: Phone, assistant: Gated) -> None:
    plain = replace(phone.platform.account, mode="plain")
    query, body = sealed(plain, phone.openid, phone.message("text", _text("你好", 1)))
    refused = await phone.http.post(phone.urls[0], params=query, content=body)
    assert (refused.status_code, assistant.turns) == (403, [])


async def test_a_signed_body_of_the_plain_mode_cannot_be_used_for_another(
    account: Account, start: Start, new_phone: NewPhone, assistant: Gated
) -> None:
    account.mode = "plain"
    phone = new_phone(await start())
    query, body = sealed(account, phone.openid, phone.message("text", _text("你好", 1)))
    await phone.http.post(phone.urls[0], params=query, content=body)
    forged = phone.message("text", _text("外面冷不冷", 2)).encode()
    refused = await phone.http.post(phone.urls[0], params=query, content=forged)
    assert (refused.status_code, assistant.turns) == (403, ["你好"])


@pytest.mark.parametrize("field", ["signature", "msg_signature", "timestamp", "nonce"])
async def test_every_part_of_what_is_signed_counts(
    phone: Phone, assistant: Gated, field: str
) -> None:
    account = phone.platform.account
    query, body = sealed(account, phone.openid, phone.message("text", _text("你好", 1)))
    changed = str(int(query[field]) + 1) if field == "timestamp" else "0" + query[field][1:]
    for wrong in ({**query, field: changed + "0"}, {**query, field: ""}):
        refused = await phone.http.post(phone.urls[0], params=wrong, content=body)
        assert refused.status_code == 403
    assert assistant.turns == []


async def test_the_address_is_verified(phone: Phone) -> None:
    account, now_ = phone.platform.account, str(int(time.time()))
    query = {"timestamp": now_, "nonce": "n", "echostr": "5837397520"}
    right = {**query, "signature": signed(account.token, now_, "n")}
    echoed = await phone.http.get(phone.urls[0], params=right)
    assert (echoed.status_code, echoed.text) == (200, "5837397520")
    assert "text/plain" in echoed.headers["content-type"]
    wrong = {**query, "signature": signed("another", now_, "n")}
    assert (await phone.http.get(phone.urls[0], params=wrong)).status_code == 403
    old = str(int(time.time()) - 3600)
    late = {**query, "timestamp": old, "signature": signed(account.token, old, "n")}
    assert (await phone.http.get(phone.urls[0], params=late)).status_code == 403


def _text(words: str, message: int) -> str:
    return f"<Content>{words}</Content><MsgId>{message}</MsgId>"

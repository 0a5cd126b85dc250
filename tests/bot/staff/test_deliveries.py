"""Agents' words to people on WeChat: whether they have arrived, why they still wait, and whether they can be sent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from bot.channels.answering import Answering
from bot.channels.courier import Courier
from bot.channels.drawing import TEXT_LIMIT
from bot.channels.platform import PlatformError
from bot.channels.wechat.account import OfficialAccount
from bot.channels.wechat.incoming import AFTER_MESSAGE
from bot.shared.locks import Locks
from bot.store.addresses import Addresses
from bot.store.database import Database, now
from bot.store.inbox import Brought, Inbox
from bot.store.outbox import Outbox

WORDS = "您好，我是王芳"
LONG = "说" * (TEXT_LIMIT // 3 + 1)  # two messages on WeChat
OVER = "平台允许的条数或时间已用完，等对方再发消息"


@pytest.fixture
def outbox(database: Database) -> Outbox:
    return Outbox(database)


@pytest.fixture
def addresses(database: Database) -> Addresses:
    return Addresses(database)


@pytest.fixture
def account(
    app: FastAPI, database: Database, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> OfficialAccount:
    """The official account, which may send of its own accord. Nothing is sent but by the test."""
    unused: Any = object()
    account = OfficialAccount(unused, None)
    answering = Answering(database, unused, lambda: True, Locks())
    courier = Courier(account, Addresses(database), outbox, answering)
    monkeypatch.setitem(app.state.couriers, account.channel, courier)
    return account


@pytest.fixture
def sender(addresses: Addresses, talk: Any) -> str:
    """The sender of a conversation that has just begun on WeChat."""
    met = addresses.meet("wechat", "wx1", "oPerson", AFTER_MESSAGE)
    talk(met.sender, "找人工", channel="wechat", outcome="handed_over", waiting=True)
    return str(met.sender)


@pytest.fixture
async def url(agent: httpx.AsyncClient, sender: str) -> str:
    """The conversation, which the agent holds."""
    (row,) = (await agent.get("/conversations")).json()["rows"]
    assert row["channel"] == "wechat"
    found = f"/conversations/{row['id']}"
    await agent.post(f"{found}/takeover")
    return found


async def say(agent: httpx.AsyncClient, url: str, text: str = WORDS) -> dict[str, Any]:
    response = await agent.post(f"{url}/messages", json={"text": text})
    assert response.status_code == 201
    said: dict[str, Any] = response.json()
    return said


async def shown(agent: httpx.AsyncClient, url: str) -> list[tuple[str | None, str | None]]:
    """What is told of the agent's messages."""
    replay = (await agent.get(url)).json()["replay"]
    assert {one["delivery"] for one in replay if one["author"] != "agent"} <= {None}
    return [(one["delivery"], one["delivery_note"]) for one in replay if one["author"] == "agent"]


async def test_the_web_shows_words_by_itself(
    agent: httpx.AsyncClient, account: OfficialAccount, talk: Any
) -> None:
    # Any client of Rasa's interface may call its channel as ours is called.
    heard, _ = talk("一", "找人工", channel="wechat")
    url = f"/conversations/{heard.conversation_id}"
    await agent.post(f"{url}/takeover")
    said = await say(agent, url)
    assert (said["delivery"], said["delivery_note"]) == (None, None)
    assert await shown(agent, url) == [(None, None)]
    assert (await agent.get(url)).json()["reach"] is None


async def test_words_wait_and_arrive(
    agent: httpx.AsyncClient, account: OfficialAccount, outbox: Outbox, sender: str, url: str
) -> None:
    said = await say(agent, url)
    assert (said["delivery"], said["delivery_note"]) == ("waiting", "正在发送")
    assert await shown(agent, url) == [("waiting", "正在发送")]
    row = outbox.claim_next(sender)
    assert row is not None
    assert await shown(agent, url) == [("waiting", "正在发送")]
    outbox.sent(row.id)
    assert await shown(agent, url) == [("sent", None)]


async def test_words_in_two_messages_have_arrived_with_the_second(
    agent: httpx.AsyncClient, account: OfficialAccount, outbox: Outbox, sender: str, url: str
) -> None:
    await say(agent, url, LONG)
    first = outbox.claim_next(sender)
    assert first is not None
    outbox.sent(first.id)
    assert await shown(agent, url) == [("waiting", "正在发送")]
    second = outbox.claim_next(sender)
    assert second is not None
    outbox.hold(second, OVER)
    assert await shown(agent, url) == [("waiting", OVER)]
    outbox.wake(sender)
    second = outbox.claim_next(sender)
    assert second is not None
    outbox.sent(second.id)
    assert outbox.claim_next(sender) is None
    assert await shown(agent, url) == [("sent", None)]


async def test_words_behind_others_that_are_held(
    agent: httpx.AsyncClient, account: OfficialAccount, outbox: Outbox, sender: str, url: str
) -> None:
    await say(agent, url, LONG)
    await say(agent, url)
    row = outbox.claim_next(sender)
    assert row is not None
    outbox.hold(row, OVER)
    behind = ("waiting", "前面还有没送达的话，等对方再发消息")
    assert await shown(agent, url) == [("waiting", OVER), behind]


async def test_words_that_are_tried_again_later(
    agent: httpx.AsyncClient, account: OfficialAccount, outbox: Outbox, sender: str, url: str
) -> None:
    await say(agent, url)
    row = outbox.claim_next(sender)
    assert row is not None
    outbox.later(row.id, timedelta(seconds=20), "连不上微信平台")
    assert await shown(agent, url) == [("waiting", "连不上微信平台")]


async def test_words_that_a_reply_took_along(
    agent: httpx.AsyncClient, database: Database, outbox: Outbox, sender: str, url: str
) -> None:
    await say(agent, url)
    await say(agent, url, "还有一句")
    unasked = ("waiting", "不能主动发给对方，对方下次发消息时送达")
    assert await shown(agent, url) == [unasked, unasked]
    row, _ = Inbox(database, "test").admit(Brought("wechat", "wx1", "1", sender, {}))
    assert outbox.fetch(sender, row.id) is not None
    assert await shown(agent, url) == [("sent", None), unasked]


async def test_only_what_is_asked_for_is_told(
    agent: httpx.AsyncClient, account: OfficialAccount, url: str
) -> None:
    first, second = await say(agent, url), await say(agent, url, "还有一句")
    later = (await agent.get(f"{url}?after={first['id']}")).json()["replay"]
    assert [(one["id"], one["delivery"]) for one in later] == [(second["id"], "waiting")]


async def test_what_may_be_sent(
    agent: httpx.AsyncClient, account: OfficialAccount, addresses: Addresses, sender: str, url: str
) -> None:
    reach = (await agent.get(url)).json()["reach"]
    address = addresses.of(sender)
    assert address is not None
    assert reach == {
        "can_push": True,
        "left": 5,
        "last_at": f"{address.last_at.isoformat()}Z",
    }
    addresses.spend(sender)
    assert (await agent.get(url)).json()["reach"]["left"] == 4


async def test_after_48_hours_nothing_may_be_sent(
    agent: httpx.AsyncClient,
    account: OfficialAccount,
    url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    much_later = now() + timedelta(hours=48, seconds=1)
    monkeypatch.setattr("bot.store.addresses.now", lambda: much_later)
    assert (await agent.get(url)).json()["reach"]["left"] == 0


async def test_an_account_that_may_only_reply(
    agent: httpx.AsyncClient, account: OfficialAccount, url: str
) -> None:
    account.refused(PlatformError("没有权限", 48001))
    assert (await agent.get(url)).json()["reach"]["can_push"] is False
    assert (await say(agent, url))["delivery_note"] == "不能主动发给对方，对方下次发消息时送达"


async def test_a_channel_that_is_off_sends_nothing(agent: httpx.AsyncClient, url: str) -> None:
    assert (await agent.get(url)).json()["reach"]["can_push"] is False

"""Whatever is sent to the official account's address, the service stays as it was and answers the next good message."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from itertools import islice
from random import Random
from typing import Any
from urllib.parse import parse_qsl, urlencode
from xml.etree import ElementTree

import httpx
import pytest
from sqlalchemy import func, select

from bot.channels import requests
from bot.store.database import Database
from bot.store.tables import Base
from tests.bot.channels.conftest import Gated, NewPhone, Start
from tests.wechat.account import Account
from tests.wechat.hostile import hostile
from tests.wechat.odd import odd
from tests.wechat.requests import Request, right
from tests.wechat.wire import read

# What is refused meets no database: one kind will do.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
SEED, REQUESTS = 20171001, 500
MODES = ("plain", "compatible", "safe")


@pytest.fixture(params=MODES)
def account(request: pytest.FixtureRequest, account: Account) -> Account:
    """An account in each mode."""
    account.mode = request.param
    return account


async def test_what_brings_no_message_changes_nothing(
    start: Start,
    new_phone: NewPhone,
    assistant: Gated,
    account: Account,
    database: Database,
    caplog: pytest.LogCaptureFixture,
) -> None:
    phone = new_phone(await start())
    await phone.write("你好")
    before = _rows(database)
    taken_for_messages = []
    for one in islice(hostile(account, SEED), REQUESTS):
        answer = await _send(phone.http, phone.urls[0], one)
        passed_over = answer.status_code == 200 and answer.content == b"success"
        if not (passed_over or 400 <= answer.status_code < 500):
            taken_for_messages.append((one.kind, one.query[:200], one.body[:500]))
    assert taken_for_messages == []
    assert _rows(database) == before
    assert assistant.turns == ["你好"]
    assert _failures(caplog) == []
    assert await phone.write("你好") == ["您好，我是小样。"]


@pytest.mark.parametrize("account", ["plain", "safe"], indirect=True)
async def test_odd_messages_are_answered(
    start: Start,
    new_phone: NewPhone,
    account: Account,
    caplog: pytest.LogCaptureFixture,
) -> None:
    phone, random = new_phone(await start(push=False)), Random(SEED)
    for kind, document in odd(account, random).items():
        answer = await _send(phone.http, phone.urls[0], right(account, random, document))
        assert answer.status_code == 200, kind
        person = ElementTree.fromstring(document.replace(b'"GB2312"', b'"UTF-8"'))
        said = read(account, person.findtext("FromUserName") or "", answer.content)
        assert said["msgtype"] == "text", kind
    assert _failures(caplog) == []
    assert await phone.write("你好") == ["您好，我是小样。"]


@pytest.mark.parametrize("account", ["safe"], indirect=True)
@pytest.mark.parametrize(
    "sent",
    [
        "POST /wechat?{query} HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n<xml>",
        "POST /wechat?{query} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<xml>\r\n",
        "POST /wechat?{query} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "POST /wechat?{query} HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n<xml>",
        "POST /wechat?{query} HTTP/1.1\r\nHost",
        "POST /wechat?\x00\x01 HTTP/1.1\r\nHost: x\r\n\r\n",
        "<xml></xml>\r\n\r\n",
    ],
)  # fmt: skip
async def test_whoever_breaks_off_leaves_no_trace(
    start: Start, new_phone: NewPhone, account: Account, sent: str, caplog: pytest.LogCaptureFixture
) -> None:
    phone = new_phone(await start())
    query = right(account, Random(SEED), b"<xml/>").query
    url = httpx.URL(phone.urls[0])
    _, writer = await asyncio.open_connection(url.host, url.port)
    writer.write(sent.format(query=query).encode())
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    assert await phone.write("你好") == ["您好，我是小样。"]
    assert _failures(caplog) == []


@pytest.mark.parametrize("account", ["plain", "safe"], indirect=True)
@pytest.mark.parametrize("unsigned", ["signature", "timestamp", "nonce"])
async def test_who_has_not_signed_is_refused_before_the_body_has_come(
    start: Start, account: Account, unsigned: str
) -> None:
    service = await start()
    query = dict(parse_qsl(right(account, Random(SEED), b"<xml/>").query))
    query[unsigned] = "1"
    assert await _status_of_unfinished(service.wechat, urlencode(query)) == 403


@pytest.mark.parametrize("account", ["safe"], indirect=True)
async def test_a_body_that_does_not_come_is_given_up(
    start: Start, new_phone: NewPhone, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = await start()
    monkeypatch.setattr(requests, "PATIENCE", 0.01)
    query = right(account, Random(SEED), b"<xml/>").query
    assert await _status_of_unfinished(service.wechat, query) == 408
    monkeypatch.undo()
    assert await new_phone(service).write("你好") == ["您好，我是小样。"]


async def test_a_query_longer_than_any_of_the_platform_s_is_not_read(
    start: Start, new_phone: NewPhone, account: Account
) -> None:
    phone = new_phone(await start())
    request = right(account, Random(SEED), b"<xml/>")
    for method in ("GET", "POST"):
        url = f"{phone.urls[0]}?{request.query}&{urlencode({'more': 'x' * 5000})}"
        assert (await phone.http.request(method, url, content=request.body)).status_code == 414


async def _send(http: httpx.AsyncClient, url: str, one: Request) -> httpx.Response:
    content: Any = _pieces(one.body) if one.chunked else one.body
    return await http.post(f"{url}?{one.query}", content=content, headers=one.headers)


async def _status_of_unfinished(url: str, query: str) -> int:
    """What is answered to whoever sends only the beginning of a body and then waits."""
    to = httpx.URL(url)
    reader, writer = await asyncio.open_connection(to.host, to.port)
    head = f"POST {to.path}?{query} HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n<xml>"
    writer.write(head.encode())
    line = await asyncio.wait_for(reader.readline(), 60)  # for ever, were it not answered
    writer.close()
    await writer.wait_closed()
    return int(line.split()[1])


async def _pieces(body: bytes) -> AsyncIterator[bytes]:
    for at in range(0, len(body), 4096):
        yield body[at : at + 4096]


def _rows(database: Database) -> dict[str, int]:
    """How many rows each table has."""
    with database.session() as session:
        return {
            name: session.scalar(select(func.count()).select_from(table))
            for name, table in Base.metadata.tables.items()
        }


def _failures(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [
        one.getMessage() for one in caplog.records if one.exc_info or one.levelno >= logging.ERROR
    ]

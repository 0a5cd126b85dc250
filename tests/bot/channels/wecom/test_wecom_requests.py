"""What WeCom's platform sends: taken when it is the platform's, refused when it is not."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.channels import requests
from bot.channels.cipher import Cipher
from bot.channels.requests import RefusedError
from bot.channels.settings import WecomSettings
from bot.channels.wecom.request import echo, open_request
from bot.store.database import Database
from tests.bot.channels.wecom.conftest import Begin
from tests.wechat.account import Corp
from tests.wechat.customer import callback, challenge, sealed

VECTORS = {
    vector["name"]: vector
    for vector in json.loads((Path(__file__).parents[1] / "vectors.json").read_text("utf-8"))
}
POST, GET = VECTORS["V1 wecom POST"], VECTORS["V2 wecom GET"]
OTHERS_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


def settings(vector: dict[str, str]) -> WecomSettings:
    cipher = Cipher(vector["encoding_aes_key"], vector["receive_id"])
    return WecomSettings(vector["receive_id"], vector["token"], "", cipher, "")


def query(vector: dict[str, str]) -> dict[str, str]:
    return {name: vector[name] for name in ("msg_signature", "timestamp", "nonce")}


def test_the_published_address_proof() -> None:
    asked = {**query(GET), "echostr": GET["encrypt"]}
    assert echo(settings(GET), asked, float(GET["timestamp"])) == GET["plain"].encode()


def test_the_published_message_is_the_platforms_and_needs_nothing_done() -> None:
    body = f"<xml><ToUserName>x</ToUserName><Encrypt>{POST['encrypt']}</Encrypt></xml>".encode()
    assert open_request(settings(POST), query(POST), body, float(POST["timestamp"])) is None


@pytest.mark.parametrize("late", [-301, 301])
def test_a_request_of_another_time_is_refused(late: int) -> None:
    asked = {**query(GET), "echostr": GET["encrypt"]}
    with pytest.raises(RefusedError):
        echo(settings(GET), asked, float(GET["timestamp"]) + late)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """Of one kind: nothing here depends on it."""
    return Database(f"sqlite:///{tmp_path / 'wence.db'}")


@pytest.fixture
async def http(begin: Begin) -> httpx.AsyncClient:
    return begin().http()


async def test_the_address_is_proven(http: httpx.AsyncClient, corp: Corp) -> None:
    answer = await http.get("/wecom", params=challenge(corp, "1616140317555161061"))
    assert (answer.status_code, answer.text) == (200, "1616140317555161061")


@pytest.mark.parametrize(
    "changed",
    [
        {"msg_signature": "0" * 40},
        {"msg_signature": ""},
        {"nonce": "another"},
        {"nonce": ""},
        {"timestamp": "1409659589"},
        {"timestamp": "soon"},
        {"echostr": ""},
        {"echostr": "A" * 88},
        {"echostr": "A" * 2000},
    ],
)
async def test_no_address_is_proven_to_others(
    http: httpx.AsyncClient, corp: Corp, changed: dict[str, str]
) -> None:
    answer = await http.get("/wecom", params={**challenge(corp, "12345"), **changed})
    assert answer.status_code in (400, 403)
    assert answer.content == b""


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"<xml></xml>",
        b"<xml><Encrypt></Encrypt></xml>",
        b"<xml><Encrypt>AAAA</Encrypt></xml>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><xml><Encrypt>&b;</Encrypt></xml>',
        b"<xml><Event>kf_msg_or_event</Event><OpenKfId>wk1</OpenKfId><Token>t</Token></xml>",
    ],
)
async def test_a_body_that_is_not_signed_is_refused(
    http: httpx.AsyncClient, corp: Corp, body: bytes
) -> None:
    asked, _ = callback(corp, "token")
    answer = await http.post("/wecom", params=asked, content=body)
    assert answer.status_code in (400, 403)


@pytest.mark.parametrize(
    "changed",
    [
        {"msg_signature": ""},
        {"msg_signature": "0" * 39},
        {"nonce": ""},
        {"timestamp": "1409659589"},
        {"timestamp": ""},
    ],
)
async def test_a_query_that_cannot_be_right_is_refused_before_the_body_is_read(
    http: httpx.AsyncClient, corp: Corp, changed: dict[str, str]
) -> None:
    async def unread() -> AsyncIterator[bytes]:
        pytest.fail("the body was read")
        yield b""

    asked, _ = callback(corp, "token")
    answer = await http.post("/wecom", params={**asked, **changed}, content=unread())
    assert answer.status_code == 403


async def test_a_body_that_does_not_come_is_given_up(
    http: httpx.AsyncClient, corp: Corp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield b"<xml>"
        await asyncio.Event().wait()

    monkeypatch.setattr(requests, "PATIENCE", 0.01)
    asked, _ = callback(corp, "token")
    answer = await asyncio.wait_for(http.post("/wecom", params=asked, content=endless()), 60)
    assert answer.status_code == 408


async def test_a_callback_for_another_enterprise_or_key_is_refused(
    http: httpx.AsyncClient, corp: Corp
) -> None:
    for other in (
        Corp(token=corp.token, aes_key=corp.aes_key),
        Corp(token=corp.token, corpid=corp.corpid, aes_key=OTHERS_KEY),
        Corp(corpid=corp.corpid, aes_key=corp.aes_key),
    ):
        asked, body = callback(other, "token")
        assert (await http.post("/wecom", params=asked, content=body)).status_code in (400, 403)


@pytest.mark.parametrize(
    "message",
    [
        "<xml><Event>change_contact</Event></xml>",
        "<xml><Event>kf_msg_or_event</Event></xml>",
        "<xml><Event>kf_msg_or_event</Event><OpenKfId>a b</OpenKfId></xml>",
    ],
)
async def test_what_needs_nothing_done_is_acknowledged(
    http: httpx.AsyncClient, corp: Corp, message: str
) -> None:
    asked, body = sealed(corp, message)
    answer = await http.post("/wecom", params=asked, content=body)
    assert (answer.status_code, answer.content) == (200, b"success")


async def test_without_settings_there_is_no_such_address(client: httpx.AsyncClient) -> None:
    assert (await client.get("/wecom")).status_code == 404

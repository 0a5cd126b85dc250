"""Calls of WeChat's platforms, over HTTP against the simulator."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import traceback
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.channels import platform
from bot.channels.explain import explain, kind_of, read_codes
from bot.channels.platform import Platform, PlatformError, official_token
from bot.channels.tokens import AccessTokens
from bot.store.database import Database
from rules.errors import PackError
from tests.wechat.account import Account, Corp
from tests.wechat.clock import Clock
from tests.wechat.kf_api import KfApi
from tests.wechat.platform_api import (
    CUSTOM_SEND,
    DOMAIN_IP,
    MENU_CREATE,
    STABLE_TOKEN,
    PlatformApi,
)

PERSON = "oABC_person-1"
HELLO: dict[str, Any] = {"touser": PERSON, "msgtype": "text", "text": {"content": "您好 👋"}}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def api(clock: Clock) -> Iterator[PlatformApi]:
    with PlatformApi(Account(), clock) as api:
        api.did(PERSON, "message")
        yield api


def calls(base: str, account: Account, database: Database, clock: Clock) -> Platform:
    http = httpx.AsyncClient()
    fetch = partial(official_token, http, base, account.appid, account.secret)
    return Platform(base, AccessTokens(database, account.appid, fetch, clock), http)


@pytest.fixture
def ours(api: PlatformApi, database: Database, clock: Clock) -> Platform:
    return calls(api.url, api.account, database, clock)


async def refused(ours: Platform, path: str, body: dict[str, Any] | None) -> PlatformError:
    with pytest.raises(PlatformError) as raised:
        await ours.call(path, body)
    return raised.value


async def test_chinese_goes_out_as_utf_8_and_arrives(ours: Platform, api: PlatformApi) -> None:
    await ours.call(CUSTOM_SEND, HELLO)
    assert "您好 👋".encode() in api.faults.calls[-1].body
    assert api.inboxes[PERSON] == [{"msgtype": "text", "text": {"content": "您好 👋"}}]


async def test_without_a_body_it_is_read_and_what_it_answers_returned(ours: Platform) -> None:
    answer = await ours.call(DOMAIN_IP)
    assert answer["ip_list"] == ["198.51.100.1", "198.51.100.2"]


@pytest.mark.parametrize("code", [40001, 40014, 42001])
async def test_a_refused_token_is_renewed_and_the_call_repeated(
    ours: Platform, api: PlatformApi, code: int
) -> None:
    api.faults.fail(CUSTOM_SEND, code)
    await ours.call(CUSTOM_SEND, HELLO)
    assert len(api.inboxes[PERSON]) == 1
    assert api.faults.count(CUSTOM_SEND) == 2


async def test_a_token_that_somebody_else_ended_is_renewed(
    ours: Platform, api: PlatformApi
) -> None:
    await ours.call(CUSTOM_SEND, HELLO)
    api.tokens.replace()
    await ours.call(CUSTOM_SEND, HELLO)
    assert len(api.inboxes[PERSON]) == 2
    assert api.faults.count(STABLE_TOKEN) == 2


async def test_many_calls_with_an_ended_token_renew_it_once(
    ours: Platform, api: PlatformApi
) -> None:
    await ours.call(DOMAIN_IP)
    api.tokens.replace()
    await asyncio.gather(*(ours.call(DOMAIN_IP) for _ in range(20)))
    assert api.faults.count(STABLE_TOKEN) == 2


async def test_a_token_that_is_refused_again_is_an_error_not_a_loop(
    ours: Platform, api: PlatformApi
) -> None:
    api.faults.fail(CUSTOM_SEND, 40001, times=9)
    error = await refused(ours, CUSTOM_SEND, HELLO)
    assert (error.code, error.kind, error.ambiguous) == (40001, "token", False)
    assert api.faults.count(CUSTOM_SEND) == 2


async def test_a_token_that_stays_refused_is_told_as_it_is(
    ours: Platform, api: PlatformApi, clock: Clock
) -> None:
    for _ in range(2):
        await ours.call(DOMAIN_IP)
        api.tokens.spoil()
    error = await refused(ours, DOMAIN_IP, None)
    assert (error.code, error.kind) == (40001, "token")
    clock.advance(seconds=30)
    await ours.call(DOMAIN_IP)


async def test_messages_beyond_what_the_person_allowed(
    ours: Platform, api: PlatformApi, clock: Clock
) -> None:
    for _ in range(5):
        await ours.call(CUSTOM_SEND, HELLO)
    error = await refused(ours, CUSTOM_SEND, HELLO)
    assert (error.code, error.kind) == (45047, "quota")
    api.did(PERSON, "touch")
    for _ in range(3):
        await ours.call(CUSTOM_SEND, HELLO)
    assert (await refused(ours, CUSTOM_SEND, HELLO)).code == 45047
    clock.advance(hours=48)
    error = await refused(ours, CUSTOM_SEND, HELLO)
    assert (error.code, error.kind) == (45015, "window")
    assert "48 小时" in error.message
    assert len(api.inboxes[PERSON]) == 8


async def test_an_account_that_may_not_send(ours: Platform, api: PlatformApi) -> None:
    api.account.verified = False
    error = await refused(ours, CUSTOM_SEND, HELLO)
    assert (error.code, error.kind) == (48001, "forbidden")
    assert "WENCE_WECHAT_PUSH=no" in error.message


async def test_texts_of_more_bytes_than_the_platform_takes(
    ours: Platform, api: PlatformApi
) -> None:
    longest = "策" * 682 + "."
    await ours.call(CUSTOM_SEND, HELLO | {"text": {"content": longest}})
    error = await refused(ours, CUSTOM_SEND, HELLO | {"text": {"content": longest + "."}})
    assert error.code == 45002
    assert [one["text"]["content"] for one in api.inboxes[PERSON]] == [longest]


async def test_the_menu_and_its_limits(ours: Platform, api: PlatformApi) -> None:
    entry = {"type": "click", "name": "人才政策", "key": "topics"}
    below = [entry | {"name": "子" * 20}] * 5
    await ours.call(MENU_CREATE, {"button": [entry, {"name": "更多", "sub_button": below}]})
    assert api.menu is not None
    assert api.menu["button"][0]["name"] == "人才政策"
    for menu, code in (
        ([entry] * 4, 40016),
        ([entry | {"name": "人才政策问答"}], 40018),
        ([entry | {"key": "k" * 129}], 40019),
        ([{"type": "view", "name": "网页", "url": "u" * 1025}], 40020),
        ([{"name": "更多", "sub_button": [entry] * 6}], 40023),
        ([{"name": "更多", "sub_button": [entry | {"name": "子" * 21}]}], 40025),
    ):
        assert (await refused(ours, MENU_CREATE, {"button": menu})).code == code


async def test_the_operator_is_told_the_ip_that_is_not_listed(
    ours: Platform, api: PlatformApi
) -> None:
    api.account.ip_listed = False
    error = await refused(ours, DOMAIN_IP, None)
    assert (error.code, error.kind) == (40164, "address")
    assert "白名单" in error.message
    assert "203.0.113.7" in error.message


@pytest.mark.parametrize(("setting", "code"), [("secret", 40125), ("appid", 40013)])
async def test_wrong_credentials_are_told_apart(
    api: PlatformApi, database: Database, clock: Clock, setting: str, code: int
) -> None:
    account = Account(appid=api.account.appid, secret=api.account.secret)
    setattr(account, setting, "0123456789abcdef0123456789abcdef")
    ours = calls(api.url, account, database, clock)
    error = await refused(ours, DOMAIN_IP, None)
    assert (error.code, error.kind) == (code, "token")


async def test_a_platform_that_is_not_there(database: Database, clock: Clock) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        base = f"http://127.0.0.1:{listener.getsockname()[1]}"
    error = await refused(calls(base, Account(), database, clock), CUSTOM_SEND, HELLO)
    assert (error.code, error.kind, error.ambiguous) == (None, "busy", False)
    assert "连不上" in error.message


async def test_a_call_that_is_not_answered_may_have_been_done(
    ours: Platform, api: PlatformApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ours.call(DOMAIN_IP)
    monkeypatch.setattr(platform, "TIMEOUT", httpx.Timeout(5, read=0.05))
    api.faults.hold(CUSTOM_SEND)
    error = await refused(ours, CUSTOM_SEND, HELLO)
    assert error.ambiguous
    assert error.kind == "other"  # nothing to be sent again as if it had not been done
    assert "可能已经生效" in error.message


async def test_a_token_that_does_not_come_leaves_no_doubt_that_nothing_was_done(
    ours: Platform, api: PlatformApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "TIMEOUT", httpx.Timeout(5, read=0.05))
    api.faults.hold(STABLE_TOKEN)
    error = await refused(ours, CUSTOM_SEND, HELLO)
    assert (error.ambiguous, error.kind) == (False, "busy")
    assert api.faults.count(CUSTOM_SEND) == 0


@pytest.mark.parametrize(
    ("content", "status", "words", "ambiguous"),
    [
        (b"<html>Bad gateway</html>", 502, "HTTP 502", True),
        (b"not here", 404, "HTTP 404", False),
        (b"", 302, "HTTP 302", False),
        ("<html>请先登录</html>".encode(), 200, "<html>请先登录", True),
        (b"", 200, "JSON", True),
        (b"[1, 2]", 200, "JSON", True),
        (b'{"errcode": null}', 200, "JSON", True),
        (b"\xff\xfe", 200, "JSON", True),
    ],
)
async def test_answers_that_are_not_the_platforms(
    ours: Platform, api: PlatformApi, content: bytes, status: int, words: str, ambiguous: bool
) -> None:
    api.faults.answer(CUSTOM_SEND, content, status)
    error = await refused(ours, CUSTOM_SEND, HELLO)
    assert words in error.message
    assert (error.code, error.ambiguous) == (None, ambiguous)


async def test_a_token_answer_without_a_token(ours: Platform, api: PlatformApi) -> None:
    api.faults.answer(STABLE_TOKEN, b'{"errcode": 0}')
    assert "access_token" in (await refused(ours, DOMAIN_IP, None)).message


async def test_no_token_and_no_secret_reach_the_log_or_an_exception(
    ours: Platform,
    api: PlatformApi,
    database: Database,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    await ours.call(DOMAIN_IP)
    secrets = [api.account.secret, api.tokens.current]
    api.faults.fail(DOMAIN_IP, 45009, f"{api.tokens.current} of {api.account.secret} used up")
    api.faults.answer(CUSTOM_SEND, json.dumps([secrets]).encode())
    seen = [await refused(ours, DOMAIN_IP, None), await refused(ours, CUSTOM_SEND, HELLO)]
    monkeypatch.setattr(platform, "TIMEOUT", httpx.Timeout(5, read=0.05))
    api.faults.hold(CUSTOM_SEND)
    seen.append(await refused(ours, CUSTOM_SEND, HELLO))
    with KfApi(Corp(), clock) as kf:
        secrets.append(kf.corp.secret)
        with pytest.raises(PlatformError) as raised:
            await platform.wecom_token(httpx.AsyncClient(), kf.url, "wrong", kf.corp.secret)
    seen.append(raised.value)
    # The simulator runs in this process too: its server's own log does not count.
    logged = [one.getMessage() for one in caplog.records if not one.name.startswith("uvicorn")]
    assert any(f"{DOMAIN_IP} " in line for line in logged)  # httpx did log
    shown = "".join(logged + [line for one in seen for line in traceback.format_exception(one)])
    assert [secret for secret in secrets if secret in shown] == []
    assert not any(isinstance(one.__context__, httpx.HTTPError) for one in seen)


def test_a_code_that_is_not_known_is_told_in_the_platforms_words() -> None:
    shown = explain(77777, "strange\r\n\x1b[31mthing " + "字" * 500)
    assert shown.startswith("微信平台返回 77777。平台原话：strange [31mthing 字")
    assert shown.isprintable()
    assert len(shown) < 300
    assert kind_of(77777) == "other"


def test_every_explanation_is_one_line_that_says_what_to_do() -> None:
    codes = read_codes(Path(platform.__file__).parent / "errors.yaml")
    for code, one in codes.items():
        shown = explain(code, "words rid: 1")
        assert shown.isprintable()
        assert f"{code}：{one.means}。{one.do}。" in shown


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("40001: {means: 坏了, do: 修, kind: secret}", "errors.yaml:2 40001.kind"),
        ("40001: {means: 坏了, kind: token}", "errors.yaml:2 40001.do"),
        ("-1: {means: 坏了, do: 修, kind: busy}", "写了两次"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, line: str, words: str) -> None:
    file = tmp_path / "errors.yaml"
    file.write_text(f"-1: {{means: 忙, do: 等, kind: busy}}\n{line}\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"errors\.yaml:2") as raised:
        read_codes(file)
    assert words in str(raised.value)

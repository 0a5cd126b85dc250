"""The simulator keeps the platform's rules: what other tests pass against is as strict as its documents say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from tests.wechat.account import Account, Corp
from tests.wechat.clock import Clock
from tests.wechat.kf_api import SEND_MSG, SEND_ON_EVENT, SYNC_MSG, KfApi
from tests.wechat.platform_api import CUSTOM_SEND, MENU_CREATE, STABLE_TOKEN, PlatformApi

PERSON = "wmABC_person-1"
Call = Callable[..., dict[str, Any]]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def api(clock: Clock) -> Iterator[PlatformApi]:
    with PlatformApi(Account(), clock) as api:
        yield api


@pytest.fixture
def kf(clock: Clock) -> Iterator[KfApi]:
    with KfApi(Corp(), clock) as kf:
        yield kf


@pytest.fixture
def call(kf: KfApi) -> Call:
    def post(path: str, **body: Any) -> dict[str, Any]:
        query = {"access_token": kf.tokens.issue()[0]}
        return dict(httpx.post(kf.url + path, params=query, json=body).json())

    return post


def stable_token(api: PlatformApi, force: bool = False) -> dict[str, Any]:
    body = {
        "grant_type": "client_credential",
        "appid": api.account.appid,
        "secret": api.account.secret,
        "force_refresh": force,
    }
    return dict(httpx.post(api.url + STABLE_TOKEN, json=body).json())


def test_a_stable_token_stays_until_five_minutes_before_its_end(
    api: PlatformApi, clock: Clock
) -> None:
    first = stable_token(api)
    clock.advance(seconds=6899)
    assert stable_token(api)["access_token"] == first["access_token"]
    assert stable_token(api)["expires_in"] == 301
    clock.advance(seconds=1)
    assert stable_token(api)["access_token"] != first["access_token"]
    api.tokens.check(first)  # the old one is still good until its end


def test_forcing_works_every_thirty_seconds_and_twenty_times_a_day(
    api: PlatformApi, clock: Clock
) -> None:
    first = stable_token(api, force=True)["access_token"]
    clock.advance(seconds=29)
    assert stable_token(api, force=True)["access_token"] == first
    for _ in range(19):
        clock.advance(seconds=30)
        assert stable_token(api, force=True)["errcode"] == 0
    clock.advance(seconds=30)
    assert stable_token(api, force=True)["errcode"] == 45009
    clock.advance(days=1)
    assert stable_token(api, force=True)["errcode"] == 0


def test_tokens_that_are_missing_ended_or_replaced(api: PlatformApi, clock: Clock) -> None:
    def code(query: dict[str, str]) -> int:
        return int(httpx.post(api.url + CUSTOM_SEND, params=query, json={}).json()["errcode"])

    token = {"access_token": stable_token(api)["access_token"]}
    assert code({}) == 41001
    assert code({"access_token": "made up"}) == 40001
    assert code(token) == 40003  # the token is taken
    stable_token(api, force=True)
    assert code(token) == 40001
    clock.advance(seconds=7200)
    assert code({"access_token": api.tokens.current}) == 42001


def test_an_escaped_body_is_refused(api: PlatformApi) -> None:
    query = {"access_token": stable_token(api)["access_token"]}
    answer = httpx.post(api.url + MENU_CREATE, params=query, content=b'{"button": "\\u4e2d"}')
    assert answer.json()["errcode"] == 40033


def test_whoever_left_cannot_be_written_to(api: PlatformApi) -> None:
    query = {"access_token": stable_token(api)["access_token"]}
    body = {"touser": PERSON, "msgtype": "text", "text": {"content": "hello"}}
    api.did(PERSON, "message")
    api.left(PERSON)
    assert httpx.post(api.url + CUSTOM_SEND, params=query, json=body).json()["errcode"] == 45015


def test_messages_are_read_in_pages_by_cursor(kf: KfApi, call: Call) -> None:
    kf.page = 2
    for words in ("一", "二", "三"):
        token = kf.said(PERSON, words)
    first = call(SYNC_MSG, token=token)
    assert [one["text"]["content"] for one in first["msg_list"]] == ["一", "二"]
    assert first["has_more"] == 1
    second = call(SYNC_MSG, token=token, cursor=first["next_cursor"])
    assert [one["text"]["content"] for one in second["msg_list"]] == ["三"]
    assert second["has_more"] == 0
    again = call(SYNC_MSG, token=token, cursor=second["next_cursor"])
    assert again["msg_list"] == []
    assert again["next_cursor"] == second["next_cursor"]


def test_the_token_of_a_callback_is_good_for_ten_minutes(
    kf: KfApi, call: Call, clock: Clock
) -> None:
    token = kf.said(PERSON, "你好")
    clock.advance(minutes=10)
    assert call(SYNC_MSG, token=token)["errcode"] == 95007
    codes = [call(SYNC_MSG)["errcode"] for _ in range(6)]
    assert codes == [0, 0, 0, 0, 0, 45009]


def test_messages_are_kept_for_three_days(kf: KfApi, call: Call, clock: Clock) -> None:
    kf.said(PERSON, "旧的")
    clock.advance(days=3, seconds=1)
    token = kf.said(PERSON, "新的")
    (kept,) = call(SYNC_MSG, token=token)["msg_list"]
    assert kept["text"]["content"] == "新的"


def test_five_messages_in_forty_eight_hours(kf: KfApi, call: Call, clock: Clock) -> None:
    message = {
        "touser": PERSON,
        "open_kfid": kf.corp.open_kfid,
        "msgtype": "text",
        "text": {"content": "您好"},
    }
    assert call(SEND_MSG, **message)["errcode"] == 40096
    kf.said(PERSON, "你好")
    assert call(SEND_MSG, **message, msgid="answer-1")["msgid"] == "answer-1"
    assert call(SEND_MSG, **message, msgid="answer-1")["errcode"] == 0
    assert len(kf.inboxes[PERSON]) == 1  # the second was the same
    for _ in range(4):
        assert call(SEND_MSG, **message)["errcode"] == 0
    assert call(SEND_MSG, **message)["errcode"] == 95001
    kf.said(PERSON, "还在吗")
    clock.advance(hours=48)
    assert call(SEND_MSG, **message)["errcode"] == 95002
    assert len(kf.inboxes[PERSON]) == 5


@pytest.mark.parametrize(("choices", "code"), [(10, 0), (11, 95008)])
def test_a_menu_has_ten_choices_at_most(kf: KfApi, call: Call, choices: int, code: int) -> None:
    kf.said(PERSON, "你好")
    click = {"type": "click", "click": {"id": "1", "content": "人才政策"}}
    menu = {"head_content": "请选择", "list": [click] * choices}
    to = {"touser": PERSON, "open_kfid": kf.corp.open_kfid}
    assert call(SEND_MSG, **to, msgtype="msgmenu", msgmenu=menu)["errcode"] == code


def test_a_welcome_is_said_once_within_twenty_seconds(kf: KfApi, call: Call, clock: Clock) -> None:
    def welcome_code() -> str | None:
        token = kf.entered(PERSON)
        code = call(SYNC_MSG, token=token)["msg_list"][-1]["event"].get("welcome_code")
        return None if code is None else str(code)

    welcome = {"msgtype": "text", "text": {"content": "欢迎"}}
    late = welcome_code()
    clock.advance(seconds=20)
    assert call(SEND_ON_EVENT, code=late, **welcome)["errcode"] == 41050
    code = welcome_code()
    assert call(SEND_ON_EVENT, code=code, **welcome)["errcode"] == 0
    assert call(SEND_ON_EVENT, code=code, **welcome)["errcode"] == 41050
    assert welcome_code() is None
    assert kf.inboxes[PERSON] == [welcome]

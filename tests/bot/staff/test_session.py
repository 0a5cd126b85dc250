"""Logging in and out: what a person at the console, and one who should not be there, gets to see."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from bot.store.database import Database
from bot.store.tables import Audit, StaffSession

PASSWORD = "四个不相干的词 correct horse"


async def test_a_log_in_is_remembered_by_a_cookie_no_script_can_read(
    browser: Any, sign_in: Any
) -> None:
    client = browser()
    response = await sign_in(client, "王芳")
    assert response.status_code == 200
    assert response.json().keys() == {"id", "name", "role", "csrf"}
    assert (response.json()["name"], response.json()["role"]) == ("王芳", "坐席")
    cookie = response.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "path=/api/v1/staff" in cookie
    assert "max-age=43200" in cookie
    assert "secure" not in cookie
    assert (await client.get("/me")).json() == response.json()


async def test_over_https_the_cookie_is_secure(browser: Any, sign_in: Any) -> None:
    response = await sign_in(browser("https://wence"), "王芳")
    assert "secure" in response.headers["set-cookie"].lower()


async def test_the_database_holds_no_token(browser: Any, sign_in: Any, database: Database) -> None:
    client = browser()
    await sign_in(client, "王芳")
    with database.session() as session:
        row = session.scalars(select(StaffSession)).one()
    assert client.cookies["wence_staff"] not in (row.token_hash, row.csrf)
    assert len(row.token_hash) == 64


async def test_wrong_name_and_wrong_password_look_the_same(browser: Any, sign_in: Any) -> None:
    client = browser()
    wrong_password = await sign_in(client, "王芳", "不对的密码不对的密码")
    wrong_name = await sign_in(client, "没有这个人", "不对的密码不对的密码")
    assert wrong_password.status_code == wrong_name.status_code == 401
    told = [one.json() for one in (wrong_password, wrong_name)]
    assert all(one.pop("request_id") for one in told)
    assert told[0] == told[1]
    assert "名字或密码不对" in wrong_name.json()["detail"]


async def test_a_wrong_name_costs_as_much_work(
    browser: Any, sign_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.store import passwords

    checked = []
    matches = passwords.matches
    monkeypatch.setattr(
        passwords, "matches", lambda *given: checked.append(given[0]) or matches(*given)
    )
    verified = []
    verify = passwords._hasher.verify
    monkeypatch.setattr(
        type(passwords._hasher),
        "verify",
        lambda self, *given: verified.append(given) or verify(*given),
    )
    await sign_in(browser(), "没有这个人")
    assert checked == [None]
    assert len(verified) == 1


@pytest.mark.parametrize("name", ["王芳", "没有这个人"])
async def test_five_wrong_passwords_lock_for_a_quarter_of_an_hour(
    browser: Any, sign_in: Any, clock: Any, name: str
) -> None:
    client = browser()
    for _ in range(5):
        assert (await sign_in(client, name, "不对的密码不对的密码")).status_code == 401
        clock.advance(seconds=10)
    locked = await sign_in(client, name)
    assert locked.status_code == 429
    assert locked.headers["retry-after"] == "890"
    assert "890" in locked.json()["detail"]
    clock.advance(seconds=889)
    assert (await sign_in(client, name)).status_code == 429
    clock.advance(seconds=1)
    assert (await sign_in(client, name)).status_code == (200 if name == "王芳" else 401)


@pytest.mark.parametrize("name", ["王芳", "没有这个人"])
async def test_after_a_lock_five_more_may_be_tried(
    browser: Any, sign_in: Any, clock: Any, name: str
) -> None:
    client = browser()
    for _ in range(5):
        await sign_in(client, name, "不对的密码不对的密码")
    clock.advance(minutes=15)
    tried = [(await sign_in(client, name, "不对的密码不对的密码")).status_code for _ in range(6)]
    assert tried == [401] * 5 + [429]


async def test_a_right_password_starts_the_count_again(browser: Any, sign_in: Any) -> None:
    client = browser()
    for _ in range(2):
        for _ in range(4):
            assert (await sign_in(client, "王芳", "不对的密码不对的密码")).status_code == 401
        assert (await sign_in(client, "王芳")).status_code == 200


@pytest.mark.parametrize("name", ["王芳", "没有这个人"])
async def test_many_guesses_at_once_are_not_more_guesses(
    browser: Any, sign_in: Any, name: str
) -> None:
    client = browser()
    guesses = [sign_in(client, name, f"不对的密码不对的密码{n}") for n in range(12)]
    answers = [response.status_code for response in await asyncio.gather(*guesses)]
    assert sorted(answers) == [401] * 5 + [429] * 7


async def test_an_administrator_sees_and_ends_a_lock(
    browser: Any, sign_in: Any, administrator: httpx.AsyncClient, app: FastAPI
) -> None:
    from bot.store.logins import Logins

    app.state.logins = Logins(app.state.database)  # the list of accounts has no clock of its own
    await sign_in(administrator, "赵敏")
    client = browser()
    for _ in range(5):
        await sign_in(client, "王芳", "不对的密码不对的密码")
    account = (await administrator.get("/accounts")).json()[0]
    assert (account["name"], account["locked"]) == ("王芳", True)
    unlocked = await administrator.patch(f"/accounts/{account['id']}", json={"unlock": True})
    assert unlocked.json()["locked"] is False
    assert (await sign_in(client, "王芳")).status_code == 200


async def test_a_log_in_ends_by_itself_after_twelve_hours(
    agent: httpx.AsyncClient, clock: Any
) -> None:
    clock.advance(hours=11, minutes=59)
    assert (await agent.get("/me")).status_code == 200
    clock.advance(minutes=1)
    assert (await agent.get("/me")).status_code == 401


async def test_logging_out_deletes_the_session(
    agent: httpx.AsyncClient, database: Database
) -> None:
    cookie = dict(agent.cookies)
    assert (await agent.post("/logout")).status_code == 204
    assert (await agent.get("/me", cookies=cookie)).status_code == 401
    with database.session() as session:
        assert session.scalars(select(StaffSession)).all() == []


@pytest.mark.parametrize("token", [None, "", "不对", "x" * 43])
async def test_a_change_without_the_csrf_token_is_refused(
    agent: httpx.AsyncClient, token: str | None
) -> None:
    agent.headers.pop("X-CSRF-Token")
    headers = {} if token is None else {"X-CSRF-Token": token.encode()}
    response = await agent.post("/logout", headers=headers)
    assert response.status_code == 403
    assert response.json()["reason"] == "BadCsrfToken"
    assert (await agent.get("/me")).status_code == 200


async def test_changing_the_password_ends_all_log_ins(
    agent: httpx.AsyncClient, browser: Any, sign_in: Any
) -> None:
    elsewhere = browser()
    await sign_in(elsewhere, "王芳")
    new = "一个全新的密码一个全新的密码"
    response = await agent.post("/password", json={"old": PASSWORD, "new": new})
    assert response.status_code == 204
    assert (await agent.get("/me")).status_code == 401
    assert (await elsewhere.get("/me")).status_code == 401
    assert (await sign_in(agent, "王芳")).status_code == 401
    assert (await sign_in(agent, "王芳", new)).status_code == 200


@pytest.mark.parametrize(
    ("old", "new", "status", "field"),
    [
        ("不对的密码不对的密码", "一个全新的密码一个全新的密码", 403, "old"),
        (PASSWORD, "太短", 422, "new"),
    ],
)
async def test_a_password_that_cannot_be_changed(
    agent: httpx.AsyncClient, old: str, new: str, status: int, field: str
) -> None:
    response = await agent.post("/password", json={"old": old, "new": new})
    assert (response.status_code, response.json()["field"]) == (status, field)
    assert (await agent.get("/me")).status_code == 200


async def test_log_ins_are_in_the_audit_log_without_what_was_typed(
    browser: Any, sign_in: Any, database: Database
) -> None:
    client = browser()
    await sign_in(client, "我的密码误输在这里")
    for _ in range(5):
        await sign_in(client, "王芳", "不对的密码不对的密码")
    await sign_in(client, "李强")
    await client.post("/logout")
    with database.session() as session:
        rows = [
            (row.staff, row.action, row.detail)
            for row in session.scalars(select(Audit).order_by(Audit.id))
        ]
    assert rows == [
        (None, "登录失败", "没有这个账号"),
        *[("王芳", "登录失败", "")] * 4,
        ("王芳", "登录失败", "已锁定"),
        ("李强", "登录", ""),
        ("李强", "退出", ""),
    ]


@pytest.mark.parametrize(
    "body",
    [
        {"name": "\x00", "password": "x"},
        {"name": "", "password": "x"},
        {"name": "x" * 65, "password": "x"},
        {"name": "x", "password": "x" * 129},
        {"name": "x", "password": "x", "more": 1},
        {"name": 1, "password": "x"},
        {},
    ],
)
async def test_a_log_in_that_is_none(browser: Any, body: dict[str, Any]) -> None:
    assert (await browser().post("/login", json=body)).status_code == 422


async def test_half_a_character_is_refused(browser: Any) -> None:
    response = await browser().post(
        "/login",
        content=b'{"name": "\\ud800", "password": "x"}',
        headers={"Content-Type": "application/json"},
    )
    assert response.status_code == 422

"""Accounts as administrators keep them, and the audit log that nobody can change."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError as SqlError

from bot.store.database import Database

GOOD = "新同事的密码要够长"


async def account(client: httpx.AsyncClient, name: str) -> dict[str, Any]:
    rows = (await client.get("/accounts")).json()
    found: dict[str, Any] = next(row for row in rows if row["name"] == name)
    return found


async def test_a_new_account_can_log_in(
    administrator: httpx.AsyncClient, browser: Any, sign_in: Any
) -> None:
    new = {"name": "新同事", "role": "坐席", "password": GOOD + "10"}
    made = await administrator.post("/accounts", json=new)
    assert made.status_code == 201
    assert made.json() == {
        "id": made.json()["id"],
        "name": "新同事",
        "role": "坐席",
        "active": True,
        "locked": False,
        "last_login": None,
    }
    assert (await sign_in(browser(), "新同事", GOOD + "10")).status_code == 200
    assert (await account(administrator, "新同事"))["last_login"].endswith("Z")


@pytest.mark.parametrize(
    ("changed", "status", "field"),
    [
        ({"name": "王芳"}, 409, "name"),
        ({"name": " 王芳"}, 422, "name"),
        ({"name": "王\n芳"}, 422, "name"),
        ({"name": ""}, 422, "name"),
        ({"role": "经理"}, 422, "role"),
        ({"password": "九个字的密码不够长"}, 422, "password"),
        ({"name": "LongEnoughName", "password": "longenoughname"}, 422, "password"),
        ({"password": "\x00" * 12}, 422, "password"),
    ],
)
async def test_an_account_that_cannot_be(
    administrator: httpx.AsyncClient, changed: dict[str, str], status: int, field: str
) -> None:
    new = {"name": "新同事", "role": "坐席", "password": GOOD + "10", **changed}
    response = await administrator.post("/accounts", json=new)
    assert (response.status_code, response.json()["field"]) == (status, field)


async def test_a_deactivated_account_is_out_at_once(
    administrator: httpx.AsyncClient, agent: httpx.AsyncClient, talk: Any, sign_in: Any
) -> None:
    heard, _ = talk("一", "找人工")
    await agent.post(f"/conversations/{heard.conversation_id}/takeover")
    id_ = (await account(administrator, "王芳"))["id"]
    changed = await administrator.patch(f"/accounts/{id_}", json={"active": False})
    assert changed.json()["active"] is False
    assert (await agent.get("/me")).status_code == 401
    assert (await sign_in(agent, "王芳")).status_code == 401
    (row,) = (await administrator.get("/conversations")).json()["rows"]
    assert (row["state"], row["agent"]) == ("waiting", None)
    await administrator.patch(f"/accounts/{id_}", json={"active": True})
    assert (await sign_in(agent, "王芳")).status_code == 200


async def test_a_new_password_ends_the_log_ins(
    administrator: httpx.AsyncClient, agent: httpx.AsyncClient, sign_in: Any
) -> None:
    id_ = (await account(administrator, "王芳"))["id"]
    await administrator.patch(f"/accounts/{id_}", json={"password": GOOD + "11"})
    assert (await agent.get("/me")).status_code == 401
    assert (await sign_in(agent, "王芳", GOOD + "11")).status_code == 200


async def test_a_role_is_changed_within_a_log_in(
    administrator: httpx.AsyncClient, agent: httpx.AsyncClient
) -> None:
    id_ = (await account(administrator, "王芳"))["id"]
    await administrator.patch(f"/accounts/{id_}", json={"role": "管理员"})
    assert (await agent.get("/audit")).status_code == 200
    own = (await account(administrator, "赵敏"))["id"]
    assert (await agent.patch(f"/accounts/{own}", json={"role": "坐席"})).status_code == 200
    assert (await administrator.get("/audit")).status_code == 403


@pytest.mark.parametrize("change", [{"active": False}, {"role": "坐席"}])
async def test_the_last_administrator_stays(
    administrator: httpx.AsyncClient, change: dict[str, object]
) -> None:
    own = (await account(administrator, "赵敏"))["id"]
    response = await administrator.patch(f"/accounts/{own}", json=change)
    assert response.status_code == 409
    assert "最后一个" in response.json()["detail"]
    assert (await account(administrator, "赵敏"))["active"] is True
    assert (await administrator.get("/audit")).status_code == 200


async def test_two_administrators_cannot_put_each_other_out_at_once(
    administrator: httpx.AsyncClient, browser: Any, sign_in: Any
) -> None:
    new = {"name": "备用", "role": "管理员", "password": GOOD + "10"}
    spare = (await administrator.post("/accounts", json=new)).json()["id"]
    own = (await account(administrator, "赵敏"))["id"]
    other = browser()
    await sign_in(other, "备用", GOOD + "10")
    answers = await asyncio.gather(
        administrator.patch(f"/accounts/{spare}", json={"role": "坐席"}),
        other.patch(f"/accounts/{own}", json={"role": "坐席"}),
    )
    assert sorted(answer.status_code for answer in answers)[0] == 200
    assert sorted(answer.status_code for answer in answers)[1] in (403, 409)
    left = [client for client in (administrator, other) if (await client.get("/audit")).is_success]
    assert len(left) == 1


async def test_a_deactivated_administrator_is_none(administrator: httpx.AsyncClient) -> None:
    new = {"name": "备用", "role": "管理员", "password": GOOD + "10"}
    spare = (await administrator.post("/accounts", json=new)).json()["id"]
    await administrator.patch(f"/accounts/{spare}", json={"active": False})
    own = (await account(administrator, "赵敏"))["id"]
    assert (await administrator.patch(f"/accounts/{own}", json={"role": "坐席"})).status_code == 409


async def test_no_such_account(administrator: httpx.AsyncClient) -> None:
    assert (await administrator.patch("/accounts/999", json={"active": True})).status_code == 404


async def test_changes_of_accounts_are_in_the_audit_log(administrator: httpx.AsyncClient) -> None:
    new = {"name": "新同事", "role": "坐席", "password": GOOD + "10"}
    id_ = (await administrator.post("/accounts", json=new)).json()["id"]
    change = {"role": "管理员", "password": GOOD + "11", "unlock": True, "active": True}
    await administrator.patch(f"/accounts/{id_}", json=change)
    await administrator.post("/accounts", json=new)
    rows = (await administrator.get("/audit")).json()["rows"]
    assert [(row["action"], row["target"], row["detail"]) for row in rows[:2]] == [
        ("修改账号", "账号 新同事", "改为管理员，启用，重设密码，解除锁定"),
        ("新建账号", "账号 新同事", "坐席"),
    ]
    assert GOOD not in str(rows)


async def test_the_audit_log_is_paged(
    administrator: httpx.AsyncClient, browser: Any, sign_in: Any
) -> None:
    for _ in range(4):
        await sign_in(browser(), "王芳")
    first = (await administrator.get("/audit?limit=3")).json()
    second = (await administrator.get(f"/audit?limit=3&before={first['next']}")).json()
    ids = [row["id"] for row in (*first["rows"], *second["rows"])]
    assert ids == sorted(ids, reverse=True)
    assert (len(ids), second["next"]) == (5, None)


@pytest.mark.parametrize("change", ["UPDATE audit SET staff = 'x'", "DELETE FROM audit"])
async def test_no_sql_changes_the_audit_log(
    administrator: httpx.AsyncClient, database: Database, change: str
) -> None:
    with pytest.raises(SqlError, match="cannot be changed"), database.session() as session:
        session.execute(text(change))
    (row,) = (await administrator.get("/audit")).json()["rows"]
    assert (row["staff"], row["action"]) == ("赵敏", "登录")

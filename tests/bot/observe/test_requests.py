"""Every request has an id, on its answer, in the log and with its message; and one line in the log."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from bot.api import create_app
from bot.assistant import Assistant
from bot.store.database import Database
from bot.store.tables import Message
from tests.bot.observe.conftest import Lines

WEBHOOK = "/webhooks/rest/webhook"
GIVEN = "0f8fad5b-d9cb-469f-a165-70867728950e"


def noted(lines: Lines) -> list[dict[str, Any]]:
    return [line for line in lines() if line["logger"] == "bot.access"]


async def test_an_id_that_is_given_is_on_the_answer_and_in_the_log(
    client: httpx.AsyncClient, lines: Lines
) -> None:
    answer = await client.get("/health", headers={"X-Request-Id": GIVEN})
    assert answer.headers["X-Request-Id"] == GIVEN
    (line,) = noted(lines)
    assert line["request_id"] == GIVEN
    assert line["level"] == "INFO"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["time"])


@pytest.mark.parametrize("given", ["short", "x" * 65, 'a"b:1234567', "1234567\n8", "<script>1234"])
async def test_what_is_no_id_is_replaced(
    client: httpx.AsyncClient, lines: Lines, given: str
) -> None:
    answer = await client.get("/health", headers=[(b"x-request-id", given.encode())])
    made = answer.headers["X-Request-Id"]
    assert re.fullmatch("[0-9a-f]{16}", made)
    assert [line["request_id"] for line in noted(lines)] == [made]


async def test_a_line_names_the_route_and_nothing_of_who_asks(
    client: httpx.AsyncClient, lines: Lines
) -> None:
    await client.get(
        "/api/v1/staff/conversations/471147/messages/815815/trace?q=%E5%8D%9A%E5%A3%AB"
    )
    await client.get("/open/a-token-of-somebody")
    await client.get("/assets/none.js?openid=oABC")
    await client.get("/no/such/address/471147")
    await client.request("BREW", "/health")
    lines_ = noted(lines)
    assert [(line["route"], line["status"], line["channel"]) for line in lines_[:-1]] == [
        ("/api/v1/staff/conversations/{id}/messages/{message}/trace", 401, "console"),
        ("/open/{token}", 410, ""),
        ("/assets", 404, ""),
        ("unknown", 404, ""),
    ]
    assert [line["method"] for line in lines_] == ["GET"] * 4 + ["other"]
    shown = str(lines_)
    assert not re.search(r"471147|815815|somebody|oABC|q=|BREW", shown)
    assert all(line["ms"] > 0 for line in lines_)


async def test_a_problem_names_the_id_to_quote(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/v1/documents/none", headers={"X-Request-Id": GIVEN})
    assert answer.status_code == 404
    assert answer.json()["request_id"] == GIVEN


async def test_a_failure_is_logged_under_the_id_that_its_answer_names(
    little: Assistant, tmp_path: Path, lines: Lines
) -> None:
    class Broken:
        async def receive(self, sender: str, text: str, *_: object, **__: object) -> None:
            raise ValueError(text)

    app = create_app(little, Database(f"sqlite:///{tmp_path / 'wence.db'}"), "a key for tests")
    app.state.reception = Broken()
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://wence") as client:
        said = {"text": "我是张三，博士"}
        page = await client.post("/api/v1/chat", json=said)
        stream = await client.post(
            "/api/v1/chat", json=said, headers={"Accept": "text/event-stream"}
        )
    assert page.status_code == 500
    own = page.headers["X-Request-Id"]
    assert page.json()["request_id"] == own
    assert f'"request_id":"{stream.headers["X-Request-Id"]}"' in stream.text
    found = lines()
    failures = [line for line in found if line["level"] == "ERROR" and line["request_id"] == own]
    assert failures
    assert failures[0]["message"] == "POST /api/v1/chat failed"
    assert "张三" not in str(found)


async def test_a_message_keeps_the_id_of_its_own_request(
    little: Assistant, tmp_path: Path, lines: Lines
) -> None:
    database = Database(f"sqlite:///{tmp_path / 'wence.db'}")
    transport = httpx.ASGITransport(create_app(little, database, "a key for tests"))
    async with httpx.AsyncClient(transport=transport, base_url="http://wence") as client:
        await asyncio.gather(
            *(
                client.post(
                    WEBHOOK,
                    json={"sender": f"person {number}", "message": f"你好{number}"},
                    headers={"X-Request-Id": f"request-{number}"},
                )
                for number in range(5)
            )
        )
    with database.session() as session:
        kept = session.execute(
            select(Message.text, Message.request_id).where(Message.author == "person")
        ).all()
    assert sorted(kept) == [(f"你好{number}", f"request-{number}") for number in range(5)]
    assert "你好" not in str(lines())

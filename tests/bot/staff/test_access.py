"""Every route of the console: what nobody, an agent and an administrator get."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from fastapi import FastAPI

OPEN = {("post", "/login")}
FOR_ADMINISTRATORS = {
    ("delete", "/conversations/{id}"),
    ("get", "/audit"),
    ("get", "/accounts"),
    ("post", "/accounts"),
    ("patch", "/accounts/{id}"),
}
PREFIX = "/api/v1/staff"
NOT_THERE = {"id": "999999", "message": "999999"}
QUERY = {"from": "2026-03-01", "to": "2026-03-02"}


def routes(app: FastAPI) -> list[tuple[str, str]]:
    """Method and path of every route of the console."""
    return [
        (method, path.removeprefix(PREFIX))
        for path, operations in app.openapi()["paths"].items()
        if path.startswith(f"{PREFIX}/")
        for method in operations
    ]


async def knock(client: httpx.AsyncClient, method: str, path: str) -> httpx.Response:
    for name, value in NOT_THERE.items():
        path = path.replace(f"{{{name}}}", value)
    body = {} if method in ("get", "delete") else {"json": {}}
    return await client.request(method, path, params=QUERY, **body)


async def test_nobody_gets_anything(app: FastAPI, browser: Any) -> None:
    client = browser()
    shut = [route for route in routes(app) if route not in OPEN]
    assert len(shut) >= 20
    for method, path in shut:
        response = await knock(client, method, path)
        assert (method, path, response.status_code) == (method, path, 401)
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["reason"] == "NotLoggedIn"


async def test_an_agent_gets_what_is_not_for_administrators(
    app: FastAPI, agent: httpx.AsyncClient
) -> None:
    for method, path in sorted(routes(app), key=lambda route: route[1] == "/logout"):
        response = await knock(agent, method, path)
        refused = response.status_code == 403
        assert (method, path, refused) == (method, path, (method, path) in FOR_ADMINISTRATORS)
        if refused:
            assert response.json()["reason"] == "NotAllowed"


async def test_an_administrator_gets_everything(
    app: FastAPI, administrator: httpx.AsyncClient
) -> None:
    for method, path in sorted(routes(app), key=lambda route: route[1] == "/logout"):
        response = await knock(administrator, method, path)
        assert response.status_code not in (401, 403, 500), (method, path)


async def test_every_change_needs_the_csrf_token(
    app: FastAPI, administrator: httpx.AsyncClient
) -> None:
    administrator.headers.pop("X-CSRF-Token")
    changes = [one for one in routes(app) if one[0] != "get" and one not in OPEN]
    assert len(changes) == 9
    for method, path in changes:
        response = await knock(administrator, method, path)
        assert (method, path, response.status_code) == (method, path, 403)
        assert response.json()["reason"] == "BadCsrfToken"


async def test_every_answer_is_declared(app: FastAPI, administrator: httpx.AsyncClient) -> None:
    paths = app.openapi()["paths"]
    for method, path in sorted(routes(app), key=lambda route: route[1] == "/logout"):
        response = await knock(administrator, method, path)
        declared = paths[f"{PREFIX}{path}"][method]["responses"]
        assert str(response.status_code) in declared, (method, path)
        if response.status_code >= 400:
            assert "application/problem+json" in declared[str(response.status_code)]["content"]


@pytest.mark.parametrize(
    "query",
    [
        "/conversations?q=%00",
        f"/conversations?q={'x' * 201}",
        "/conversations?channel=%00",
        "/conversations?filter=other",
        "/conversations?before=0",
        "/conversations?before=2147483648",
        "/conversations?limit=0",
        "/conversations?limit=201",
        "/conversations/0",
        "/conversations/2147483648",
        "/conversations/1?after=-1",
        "/unanswered?before=99999999999999999999",
        "/statistics?from=2026-03-02&to=2026-03-01",
        "/statistics?from=2025-03-01&to=2026-03-02",
        "/statistics?from=0001-01-01&to=0001-01-02",
        "/statistics?from=9999-12-31&to=9999-12-31",
        "/statistics?from=2026-03-02",
        "/statistics/messages.csv?from=2026-02-30&to=2026-03-01",
        "/audit?before=x",
    ],
)
async def test_input_out_of_bounds(administrator: httpx.AsyncClient, query: str) -> None:
    response = await administrator.get(query)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"

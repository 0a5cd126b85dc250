"""The routes of the console: what they answer is declared, and input out of bounds is told as such."""

from __future__ import annotations

import httpx
import pytest
from fastapi import FastAPI

from tests.bot.staff.test_routes import PREFIX, knock


def routes(app: FastAPI) -> list[tuple[str, str]]:
    """Method and path of every route of the console."""
    return [
        (method, path.removeprefix(PREFIX))
        for path, operations in app.openapi()["paths"].items()
        if path.startswith(f"{PREFIX}/")
        for method in operations
    ]


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

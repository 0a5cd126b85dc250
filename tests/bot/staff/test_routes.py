"""Every route of the service × everybody who may knock: a new route fails here until it is said who may use it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from itsdangerous import TimestampSigner
from sqlalchemy import update

from bot.api.v1.person import COOKIE, new_sender
from bot.store.database import Database
from bot.store.logins import LASTS
from bot.store.tables import Staff
from tests.bot.staff.conftest import Clock, log_in
from tests.security.whole import KEY, whole_app

PREFIX = "/api/v1/staff"
NOT_THERE = {"id": "999999", "message": "999999", "pack": "none", "token": "none"}
QUERY = {"from": "2026-03-01", "to": "2026-03-02", "q": "补助"}

ANYBODY, STAFF, ADMINISTRATORS = "anybody", "staff", "administrators"
# Who may use a route, and what they are answered: without a body, and where nothing is there to be found.
EXPECTED = {
    "GET /": (ANYBODY, 200),
    "HEAD /": (ANYBODY, 200),
    "GET /console": (ANYBODY, 200),
    "HEAD /console": (ANYBODY, 200),
    "GET /assets": (ANYBODY, 404),
    "GET /health": (ANYBODY, 200),
    "GET /ready": (ANYBODY, 200),
    "GET /version": (ANYBODY, 200),
    "GET /openapi.json": (ANYBODY, 200),
    "GET /api/v1/openapi.json": (ANYBODY, 200),
    "GET /webhooks/rest/": (ANYBODY, 200),
    "POST /webhooks/rest/webhook": (ANYBODY, 422),
    "GET /open/{token}": (ANYBODY, 410),
    "HEAD /open/{token}": (ANYBODY, 410),
    "POST /open/{token}": (ANYBODY, 410),
    "GET /api/v1/about": (ANYBODY, 200),
    "GET /api/v1/chat": (ANYBODY, 200),
    "POST /api/v1/chat": (ANYBODY, 422),
    "DELETE /api/v1/chat": (ANYBODY, 204),
    "PATCH /api/v1/chat/facts": (ANYBODY, 422),
    "PUT /api/v1/chat/messages/{message}/feedback": (ANYBODY, 422),
    "POST /api/v1/screening": (ANYBODY, 200),
    "GET /api/v1/search": (ANYBODY, 200),
    "GET /api/v1/documents": (ANYBODY, 200),
    "GET /api/v1/documents/{pack}": (ANYBODY, 404),
    "GET /api/v1/facts": (ANYBODY, 200),
    # Whoever cannot sign as the platform does is refused, whoever they are here.
    "GET /wechat": (ANYBODY, 403),
    "POST /wechat": (ANYBODY, 403),
    "GET /wecom": (ANYBODY, 400),
    "POST /wecom": (ANYBODY, 403),
    "POST /api/v1/staff/login": (ANYBODY, 422),
    "GET /api/v1/staff/me": (STAFF, 200),
    "POST /api/v1/staff/password": (STAFF, 422),
    "GET /api/v1/staff/conversations": (STAFF, 200),
    "GET /api/v1/staff/conversations/{id}": (STAFF, 404),
    "POST /api/v1/staff/conversations/{id}/takeover": (STAFF, 404),
    "POST /api/v1/staff/conversations/{id}/handback": (STAFF, 404),
    "POST /api/v1/staff/conversations/{id}/messages": (STAFF, 422),
    "DELETE /api/v1/staff/conversations/{id}": (ADMINISTRATORS, 404),
    "GET /api/v1/staff/conversations/{id}/messages/{message}/trace": (STAFF, 404),
    "GET /api/v1/staff/unanswered": (STAFF, 200),
    "GET /api/v1/staff/intents": (STAFF, 200),
    "GET /api/v1/staff/unanswered/export": (STAFF, 200),
    "PUT /api/v1/staff/unanswered/{message}": (STAFF, 422),
    "GET /api/v1/staff/statistics": (STAFF, 200),
    "GET /api/v1/staff/statistics/messages.csv": (STAFF, 200),
    "GET /api/v1/staff/audit": (ADMINISTRATORS, 200),
    "GET /api/v1/staff/accounts": (ADMINISTRATORS, 200),
    "POST /api/v1/staff/accounts": (ADMINISTRATORS, 422),
    "PATCH /api/v1/staff/accounts/{id}": (ADMINISTRATORS, 404),
    "POST /api/v1/staff/logout": (STAFF, 204),  # at the end: it ends the log-in
}
STRANGERS = ("nobody", "a person who chats", "a log-in that is over", "an account that is off")
ROLES = (*STRANGERS, "坐席", "管理员", "坐席 without CSRF token", "管理员 without CSRF token")


def expected(route: str, role: str) -> tuple[int, str | None]:
    """The status, and the reason when it is refused."""
    who, status = EXPECTED[route]
    if who != ANYBODY and role in STRANGERS:
        return 401, "NotLoggedIn"
    if who != ANYBODY and "without" in role and not route.startswith("GET"):
        return 403, "BadCsrfToken"
    if who == ADMINISTRATORS and role.startswith("坐席"):
        return 403, "NotAllowed"
    return status, None


@pytest.fixture(scope="session")
def whole() -> FastAPI:
    """The application with every channel switched on."""
    return whole_app(Database("sqlite://"))


@pytest.fixture
def built(whole: FastAPI) -> FastAPI:
    """The tests of this module ask all of it."""
    return whole


def all_routes(app: FastAPI) -> set[str]:
    """Method and path of everything that `app` answers; a folder of files as GET."""
    return {
        f"{method} {context.path}"
        for context in iter_route_contexts(app.routes)
        for method in context.methods or ("GET",)
    }


def test_it_is_said_of_every_route_who_may_use_it(app: FastAPI) -> None:
    assert all_routes(app) == set(EXPECTED)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """Of one kind: who may what does not depend on it."""
    return Database(f"sqlite:///{tmp_path / 'wence.db'}")


Come = Callable[[str], Any]


@pytest.fixture
def come(browser: Any, database: Database, clock: Clock) -> Come:
    """Somebody of a role, by its name in ROLES."""

    async def one(role: str) -> httpx.AsyncClient:
        client = browser()
        client.base_url = "http://wence"
        if role == "a person who chats":
            client.cookies.set(
                COOKIE, TimestampSigner(KEY, salt="chat").sign(new_sender()).decode()
            )
        elif role != "nobody":
            name = "赵敏" if role.startswith("管理员") else "王芳"
            client.base_url = f"http://wence{PREFIX}"
            assert (await log_in(client, name)).status_code == 200
            client.base_url = "http://wence"
        if role == "a log-in that is over":
            clock.advance(seconds=LASTS.total_seconds() + 1)
        elif role == "an account that is off":
            with database.session() as session:
                session.execute(update(Staff).values(active=False))
        elif "without" in role:
            client.headers.pop("X-CSRF-Token")
        return client

    return one


@pytest.mark.parametrize("role", ROLES)
async def test_every_route_for(role: str, come: Come) -> None:
    client, found = await come(role), {}
    for route in EXPECTED:
        response = await knock(client, *route.split(" "))
        refused = response.status_code in (401, 403) and response.content
        found[route] = (response.status_code, response.json()["reason"] if refused else None)
        if refused:
            assert response.headers["content-type"] == "application/problem+json"
    assert found == {route: expected(route, role) for route in EXPECTED}


async def test_no_other_method_gets_anywhere(come: Come) -> None:
    client = await come("管理员")
    paths = {route.split(" ")[1] for route in EXPECTED}
    for method in ("TRACE", "OPTIONS", "CONNECT", "PROPFIND"):
        for path in paths:
            response = await knock(client, method, path)
            assert response.status_code in (404, 405), (method, path)


async def knock(client: httpx.AsyncClient, method: str, path: str) -> httpx.Response:
    for name, value in NOT_THERE.items():
        path = path.replace(f"{{{name}}}", value)
    body = {"json": {}} if method.lower() in ("post", "put", "patch") else {}
    return await client.request(method, path, params=QUERY, **body)

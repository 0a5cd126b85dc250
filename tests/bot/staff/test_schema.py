"""Schemathesis over the console's part of the OpenAPI document: every answer is as declared."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

TRIES = 25  # a route
# What a schema cannot say is refused: days in the wrong order, a password that is the name, an intent that is none.
NOT_ASKED = [positive_data_acceptance]


def operations(app: FastAPI) -> list[schemathesis.APIOperation]:
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    found = (one.ok() for one in schema.get_all_operations())
    return [one for one in found if "/staff/" in one.path]


def hold(operation: schemathesis.APIOperation, headers: dict[str, str]) -> None:
    @settings(
        max_examples=TRIES, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=operation.as_strategy())
    def check(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=headers, excluded_checks=NOT_ASKED)

    check()


async def test_every_answer_is_as_declared(
    app: FastAPI, browser: Any, sign_in: Any, talk: Any, clock: Any
) -> None:
    for number in range(3):
        talk(f"{number}", "占股30%", outcome="unanswered", known={"share_percent": 30})
    found = operations(app)
    assert len(found) >= 20
    for operation in found:
        clock.advance(hours=1)  # after wrong guesses of the old password
        client: httpx.AsyncClient = browser()
        assert (await sign_in(client, "李强")).status_code == 200
        hold(operation, credentials(client))


@pytest.mark.parametrize("path", ["accounts", "accounts/{id}", "audit", "conversations/{id}"])
async def test_every_answer_to_an_administrator_is_as_declared(
    app: FastAPI, browser: Any, sign_in: Any, talk: Any, path: str
) -> None:
    talk("一", "占股30%", known={"share_percent": 30})
    for operation in operations(app):
        if operation.path.endswith(path):
            client: httpx.AsyncClient = browser()
            assert (await sign_in(client, "赵敏")).status_code == 200
            hold(operation, credentials(client))


def credentials(client: httpx.AsyncClient) -> dict[str, str]:
    cookie = f"wence_staff={client.cookies['wence_staff']}"
    return {"Cookie": cookie, "X-CSRF-Token": client.headers["X-CSRF-Token"]}

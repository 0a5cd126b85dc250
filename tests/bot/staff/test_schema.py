"""Schemathesis over the console's part of the OpenAPI document: every answer is as declared."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
import schemathesis
from fastapi import FastAPI

from tests.bot.declared import hold, operations


def of_staff(app: FastAPI) -> list[schemathesis.APIOperation]:
    return [one for one in operations(app) if "/staff/" in one.path]


async def test_every_answer_is_as_declared(
    app: FastAPI, browser: Any, sign_in: Any, talk: Any, clock: Any
) -> None:
    for number in range(3):
        talk(f"{number}", "占股30%", outcome="unanswered", known={"share_percent": 30})
    found = of_staff(app)
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
    for operation in of_staff(app):
        if operation.path.endswith(path):
            client: httpx.AsyncClient = browser()
            assert (await sign_in(client, "赵敏")).status_code == 200
            hold(operation, credentials(client))


def credentials(client: httpx.AsyncClient) -> dict[str, str]:
    cookie = f"wence_staff={client.cookies['wence_staff']}"
    return {"Cookie": cookie, "X-CSRF-Token": client.headers["X-CSRF-Token"]}

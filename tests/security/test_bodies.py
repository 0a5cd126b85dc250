"""No request body is taken in beyond its limit, whatever is said of its length, and the service goes on."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from bot.api.body_limit import LARGEST_BODY
from tests.bot.staff.test_routes import EXPECTED, NOT_THERE
from tests.security.conftest import log_in
from tests.wechat.service import Service, serve

CHANGES = [one.split(" ") for one in EXPECTED if one.split(" ")[0] not in ("GET", "HEAD")]
# Refused before their body is looked at, or answered without it.
WITHOUT_BODY = (
    "/wechat",
    "/wecom",
    "/open/{token}",
    "/api/v1/staff/logout",
    "/api/v1/staff/conversations/{id}",
    "/api/v1/staff/conversations/{id}/takeover",
    "/api/v1/staff/conversations/{id}/handback",
)


@pytest.fixture
async def service(app: FastAPI) -> AsyncIterator[Service]:
    """The application behind a real server."""
    nothing: Any = SimpleNamespace()
    running = await serve(app, nothing)
    yield running
    await running.stop()


async def send(service: Service, request: bytes, and_leave: bool) -> bytes:
    """What is answered to the bytes of a request, b"" for nothing. and_leave: nothing more comes after them."""
    host, port = service.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        writer.write(request)
        if and_leave:
            writer.write_eof()
        return await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 60)
    except asyncio.IncompleteReadError as error:
        return error.partial
    finally:
        writer.close()


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer else 0


async def still_there(service: Service) -> None:
    async with httpx.AsyncClient() as client:
        assert (await client.get(f"{service.url}/health")).status_code == 200


def path_of(route: str) -> str:
    for name, value in NOT_THERE.items():
        route = route.replace(f"{{{name}}}", value)
    return route


@pytest.mark.parametrize("told", ["length", "chunks"])
async def test_no_route_takes_more(browser: httpx.AsyncClient, told: str) -> None:
    await log_in(browser)
    large = b'{"text": "' + b"a" * LARGEST_BODY + b'"}'

    async def in_chunks() -> AsyncIterator[bytes]:
        for start in range(0, len(large), 4096):
            yield large[start : start + 4096]

    assert len(CHANGES) >= 15
    for method, route in sorted(CHANGES, key=lambda one: one[1].endswith("/logout")):
        content = large if told == "length" else in_chunks()
        headers = {"Content-Type": "application/json"}
        answer = await browser.request(method, path_of(route), content=content, headers=headers)
        takes_one = route not in WITHOUT_BODY and (method, route) != ("DELETE", "/api/v1/chat")
        assert (answer.status_code == 413) == takes_one, (method, route, answer.status_code)
        assert answer.status_code < 500


CHAT = b"POST /api/v1/chat HTTP/1.1\r\nHost: wence\r\nContent-Type: application/json\r\n"
EMPTY = json.dumps({"text": ""}).encode()  # valid JSON that is refused as input


@pytest.mark.parametrize(
    ("request_", "statuses"),
    [
        (CHAT + b"Content-Length: %d\r\n\r\n" % len(EMPTY) + EMPTY, {422}),  # an honest one
        (CHAT + b"Content-Length: 5\r\n\r\n" + b"a" * 99, {400}),
        (CHAT + b"Content-Length: 999999999999\r\n\r\n" + b"a" * (LARGEST_BODY + 1), {413}),
        (CHAT + b"Content-Length: 500\r\n\r\n" + EMPTY, {0, 400}),
        (CHAT + b"Content-Length: -1\r\n\r\n" + EMPTY, {400}),
        (CHAT + b"Content-Length: 1e3\r\n\r\n" + EMPTY, {400}),
        (CHAT + b"Content-Length: 12\r\nContent-Length: 5\r\n\r\n" + EMPTY, {400}),
        (CHAT + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + EMPTY, {400}),
        (CHAT + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n" + EMPTY, {0, 400}),
        # Both would let a proxy and the service see different requests.
        (CHAT + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", {400}),
        (CHAT + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", {400}),
        (b"POST /api/v1/chat HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", {400, 422}),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", {400}),
    ],
)
async def test_who_lies_about_the_length_gets_nothing(
    service: Service, request_: bytes, statuses: set[int]
) -> None:
    assert status(await send(service, request_, and_leave=0 in statuses)) in statuses
    await still_there(service)


async def test_a_small_body_that_unpacks_to_a_large_one_is_not_unpacked(
    browser: httpx.AsyncClient,
) -> None:
    bomb = gzip.compress(b'{"text": "' + b"a" * 10_000_000 + b'"}')
    assert len(bomb) < LARGEST_BODY
    for path in ("/api/v1/chat", "/webhooks/rest/webhook", "/api/v1/screening"):
        headers = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
        answer = await browser.post(path, content=bomb, headers=headers)
        assert answer.status_code == 400, path


@pytest.mark.parametrize("depth", [100, 30_000])
async def test_deep_nesting_is_a_bad_request(browser: httpx.AsyncClient, depth: int) -> None:
    for path in ("/api/v1/chat", "/webhooks/rest/webhook", "/api/v1/screening"):
        nested = b"[" * depth + b"]" * depth
        answer = await browser.post(
            path, content=nested, headers={"Content-Type": "application/json"}
        )
        assert answer.status_code in (400, 422), path

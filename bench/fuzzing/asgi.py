"""Calls an application as a server does, without a network: also with bytes that no client would send."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

Header = tuple[bytes, bytes]


@dataclass(frozen=True)
class Response:
    """What the application answered; headers by name in lower case, those of cookies joined by a line."""

    status: int
    headers: dict[str, str]
    body: bytes


async def call(
    app: Any,
    method: str,
    path: str,
    query: bytes,
    headers: Sequence[Header],
    chunks: Sequence[bytes],
) -> Response:
    """The response to one request whose body comes in `chunks`. Raises what the application raises."""
    left = list(chunks) or [b""]
    status, found, body = 0, dict[str, str](), b""

    async def receive() -> dict[str, Any]:
        if not left:
            await asyncio.Event().wait()  # whoever asked stays until the answer is complete
        chunk = left.pop(0)
        return {"type": "http.request", "body": chunk, "more_body": bool(left)}

    async def send(message: dict[str, Any]) -> None:
        nonlocal status, body
        if message["type"] == "http.response.start":
            status = message["status"]
            for name, value in message["headers"]:
                key, text = name.decode("latin-1").lower(), value.decode("latin-1")
                found[key] = f"{found[key]}\n{text}" if key in found else text
        elif message["type"] == "http.response.body":
            body += message.get("body", b"")

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode("ascii"),
        "root_path": "",
        "query_string": query,
        "headers": list(headers),
        "client": ("127.0.0.1", 40000),
        "server": ("wence", 80),
        "state": {},
    }
    await app(scope, receive, send)
    return Response(status, found, body)

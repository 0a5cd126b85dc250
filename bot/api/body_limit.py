"""No request body grows beyond a limit, whatever its headers say."""

from __future__ import annotations

from contextlib import suppress

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 64 * 1024  # bytes


class BodyLimit:
    """Lets `app` read at most `LARGEST_BODY` bytes; reading on is answered with 413.

    Whoever goes away before the whole body has come is answered nothing.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        taken = 0

        async def limited() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body") or b"")
            if taken > LARGEST_BODY:
                raise HTTPException(413)
            return message

        with suppress(ClientDisconnect):
            await self._app(scope, limited if scope["type"] == "http" else receive, send)

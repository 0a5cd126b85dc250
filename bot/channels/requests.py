"""What the requests of both platforms have in common: how they are verified, and refused."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.channels import xml
from bot.channels.cipher import Cipher, CipherError
from bot.channels.signature import fresh, same, sign

SUCCESS = b"success"  # the platform shows nothing and does not ask again
LONGEST_QUERY = 4096  # bytes
PATIENCE = 5.0  # seconds, after which the platforms have given a request up themselves
# PostgreSQL keeps no NUL, and the nonce is kept.
_NONCE = re.compile(r"[!-~]{1,128}")

logger = logging.getLogger(__name__)


class RefusedError(Exception):
    """A request is not the platform's, or nothing can be read in it. status: HTTP's; the text is for the log."""

    def __init__(self, status: int, reason: str) -> None:
        self.status = status
        super().__init__(reason)


def check_nonce(query: Mapping[str, str]) -> None:
    """Raises RefusedError unless the request has a nonce of up to 128 visible ASCII characters."""
    if not _NONCE.fullmatch(query.get("nonce", "")):
        raise RefusedError(403, "no nonce")


def check_signature(token: str, query: Mapping[str, str], name: str, *signed: str) -> None:
    """Raises RefusedError unless the parameter `name` signs the request's time, its nonce and what is `signed`."""
    expected = sign(token, query.get("timestamp", ""), query.get("nonce", ""), *signed)
    if not same(query.get(name, ""), expected):
        raise RefusedError(403, f"wrong {name}")


def check_age(query: Mapping[str, str], now: float) -> None:
    """Raises RefusedError unless the request was signed a short while before or after `now`, in seconds since 1970."""
    if not fresh(query.get("timestamp", ""), now):
        raise RefusedError(403, "old or future time stamp")


async def body_of(request: Request) -> bytes:
    """The body of a request whose query is in order. Raises RefusedError when it does not come within PATIENCE."""
    try:
        return await asyncio.wait_for(request.body(), PATIENCE)
    except asyncio.TimeoutError:
        raise RefusedError(408, "the body did not come") from None


def read_body(body: bytes) -> dict[str, str]:
    """The fields of an XML document. Raises RefusedError."""
    try:
        return xml.parse(body)
    except xml.XmlError as error:
        raise RefusedError(400, str(error)) from None


def decrypted(cipher: Cipher, sealed: str) -> bytes:
    """What `sealed` holds. Raises RefusedError."""
    try:
        return cipher.decrypt(sealed)
    except CipherError as error:
        raise RefusedError(400, str(error)) from None


def refused(request: Request, error: RefusedError) -> Response:
    """What whoever sent such a request is answered: nothing but a status."""
    logger.warning("%s %s refused: %s", request.method, request.url.path, error)
    # Whoever was too slow may go on sending: that is not to be waited for.
    headers = {"Connection": "close"} if error.status == 408 else None
    return PlainTextResponse("", error.status, headers)


class PlatformRoute(APIRoute):
    """A route that refuses a longer query than any platform's before it is taken apart, which would take long."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_short(request: Request) -> Response:
            if len(request.scope["query_string"]) > LONGEST_QUERY:
                return refused(request, RefusedError(414, "a long query"))
            return await handle(request)

        return handle_short

"""How often one address and one person may ask; whoever asks more is told when to come again."""

from __future__ import annotations

import math

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.api.problems import Problem, answer
from bot.shared.limits import Limits

STAFF = "/api/v1/staff/"
LIMITED = {
    ("POST", "/api/v1/chat"): "chat",
    ("PATCH", "/api/v1/chat/facts"): "chat",
    ("POST", "/webhooks/rest/webhook"): "chat",
    ("POST", "/api/v1/screening"): "screening",
    ("POST", f"{STAFF}login"): "login",
}
# Not the platforms' addresses: whoever has no signature is refused there sooner than counted.
PREFIXES = ("/api/", "/webhooks/", "/open/")


class RateLimits:
    """Refuses requests to `app` from addresses that sent too many. Pages and what tells of our state are not counted.

    The console's requests are counted only where they are refused: all seats of a hotline may have one address.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = limit_of(scope["method"], scope["path"]) if scope["type"] == "http" else None
        if name is None:
            await self._app(scope, receive, send)
            return
        limits: Limits = scope["app"].state.limits
        host = (scope.get("client") or [None])[0]
        afterwards = name == "refused"
        if wait := await limits.of_address(name, host, weight=0 if afterwards else 1):
            problem = _too_many(wait, "同一个网络地址的请求太多了", "Too many requests")
            await answer(Request(scope), problem)(scope, receive, send)
            return
        refused = False

        async def watched(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start":
                refused = message["status"] in (401, 403)
            await send(message)

        await self._app(scope, receive, watched if afterwards else send)
        if refused:
            await limits.of_address(name, host)


def limit_of(method: str, path: str) -> str | None:
    """The name of the limit by address for a request; None where there is none."""
    if name := LIMITED.get((method, path)):
        return name
    if path.startswith(STAFF):
        return "refused"
    return "requests" if path.startswith(PREFIXES) else None


async def admit(request: Request, sender: str) -> None:
    """Counts a message of `sender`; raises Problem 429 when they sent too many."""
    limits: Limits = request.app.state.limits
    if wait := await limits.of_sender(sender):
        raise _too_many(wait, "您发得太快了", "Too many messages")


def _too_many(wait: int, chinese: str, english: str) -> Problem:
    when = f"{wait} 秒" if wait < 120 else f"{math.ceil(wait / 60)} 分钟"
    return Problem(
        429,
        "TooManyRequests",
        f"{chinese}，请 {when}后再试 / {english}, please try again in {wait} seconds",
        headers={"Retry-After": str(wait)},
    )

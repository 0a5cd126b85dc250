"""Every request has an id, which its answer, its log lines and its message carry; and one line in the log."""

from __future__ import annotations

import logging
import re
import time
from contextvars import ContextVar
from secrets import token_hex

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.observe import metrics

HEADER = "X-Request-Id"
# A proxy may give the id; nothing but an id gets into headers, log and database.
_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_CHANNELS = {
    "/api/v1/staff": "console",
    "/api": "web",
    "/webhooks": "rest",
    "/wechat": "wechat",
    "/wecom": "wecom",
}
GONE = 499  # who asked went away before there was an answer, as nginx writes it

logger = logging.getLogger("bot.access")
_current: ContextVar[str | None] = ContextVar("request_id", default=None)


def request_id() -> str | None:
    """The id of the request that is being answered, also in the tasks and threads begun for it."""
    return _current.get()


class Observed:
    """Gives each request of `app` its id, and notes how it was answered.

    It is to be the outermost layer, so that what the others answer by themselves is noted too.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(HEADER, "")
        own = given if _ID.fullmatch(given) else token_hex(8)
        # It is not reset: what is logged of a failure is logged after this has been left.
        _current.set(own)
        started, status, ended = time.perf_counter(), 0, 0.0

        async def noted(message: Message) -> None:
            nonlocal status, ended
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = own
            await send(message)
            # What is done after the answer is not what anybody waits for.
            if message["type"] == "http.response.body" and not message.get("more_body"):
                ended = time.perf_counter()

        try:
            await self._app(scope, receive, noted)
        except Exception:
            status = status or 500
            raise
        finally:
            seconds = (ended or time.perf_counter()) - started
            _note(scope, status or GONE, seconds)


def _note(scope: Scope, status: int, seconds: float) -> None:
    method = scope["method"] if scope["method"] in _METHODS else "other"
    route = template(scope)
    metrics.note_request(route, method, status, seconds)
    fields = {
        "method": method,
        "route": route,
        "status": status,
        "ms": round(seconds * 1000, 1),
        "channel": next((name for start, name in _CHANNELS.items() if route.startswith(start)), ""),
    }
    logger.info("request", extra={"fields": fields})


def template(scope: Scope) -> str:
    """The path of a request as its route declares it: with names in place of ids and tokens, and without a query."""
    route = scope.get("route")
    if route is not None:
        # The route knows only the part that its own router declares; what stands before has no parameters.
        own = route.path.count("/")
        return "/".join(scope["path"].split("/")[:-own]) + str(route.path)
    # Files that are mounted have no route, but the place where they are mounted.
    return (scope.get("root_path") or "unknown") if "endpoint" in scope else "unknown"

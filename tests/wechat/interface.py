"""What the interfaces of WeChat's platforms have in common: JSON both ways, refusals as code and words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from typing_extensions import Self

from tests.wechat.faults import Call, Faults
from tests.wechat.server import Server

Handler = Callable[[Mapping[str, str], dict[str, Any]], dict[str, Any]]
_ESCAPED = re.compile(rb"\\u[0-9a-fA-F]{4}")


class Refusal(Exception):
    """The platform does not do it, and says why in its own words."""

    def __init__(self, code: int, errmsg: str) -> None:
        self.code, self.errmsg = code, errmsg
        super().__init__(f"{code} {errmsg}")


class Interface:
    """A platform that listens at `url` while it is used as a context manager."""

    def __init__(self, handlers: Mapping[str, tuple[str, Handler]]) -> None:
        """handlers: path → method and what answers its query and body."""
        self.faults = Faults()
        self._server = Server(
            [
                Route(path, self._endpoint(method, handler), methods=["GET", "POST"])
                for path, (method, handler) in handlers.items()
            ]
        )
        self.url = self._server.url

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.faults.close()
        self._server.close()

    def _endpoint(self, method: str, handler: Handler) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            query, raw = dict(request.query_params), await request.body()
            instead = await self.faults.meet(Call(request.url.path, query, raw))
            if instead is not None:
                return instead
            try:
                if request.method != method:
                    raise Refusal(*_WRONG_METHOD[method])
                answer = {"errcode": 0, "errmsg": "ok", **handler(query, _body(method, raw))}
            except Refusal as refusal:
                answer = {"errcode": refusal.code, "errmsg": f"{refusal.errmsg} rid: {RID}"}
            content = json.dumps(answer, ensure_ascii=False).encode()
            # As the platform calls it, which is not how HTTP calls it.
            return Response(content, media_type="application/json; encoding=utf-8")

        return endpoint


RID = "66e5c46f-52840e51-094bb310"
_WRONG_METHOD = {"GET": (43001, "require GET method"), "POST": (43002, "require POST method")}


def _body(method: str, raw: bytes) -> dict[str, Any]:
    if method == "GET":
        return {}
    if not raw:
        raise Refusal(44002, "empty post data")
    if _ESCAPED.search(raw):
        raise Refusal(40033, "invalid charset, must be utf-8 without \\uxxxx")
    try:
        body = json.loads(raw)
    except ValueError as error:
        raise Refusal(47001, "data format error") from error
    if not isinstance(body, dict):
        raise Refusal(47001, "data format error")
    return body

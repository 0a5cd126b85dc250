"""The address that WeCom's platform calls: GET and POST /wecom."""

from __future__ import annotations

import time

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.responses import Response

from bot.channels.requests import SUCCESS, PlatformRoute, RefusedError, body_of, refused
from bot.channels.wecom.desk import Desk
from bot.channels.wecom.request import check_query, echo, open_request

router = APIRouter(prefix="/wecom", route_class=PlatformRoute, include_in_schema=False)


@router.get("")
async def verify(request: Request) -> Response:
    """Proves to the platform that the address is ours."""
    desk: Desk = request.app.state.wecom
    try:
        plain = echo(desk.settings, request.query_params, time.time())
    except RefusedError as error:
        return refused(request, error)
    return Response(plain, media_type="text/plain")


@router.post("")
async def receive(request: Request) -> Response:
    """Notes that there is something to fetch, and fetches and answers it afterwards.

    What cannot be noted is not answered `success`: the platform asks again.
    """
    desk: Desk = request.app.state.wecom
    query = request.query_params
    try:
        # Nobody's body is waited for whose query is wrong already.
        check_query(query, time.time())
        callback = open_request(desk.settings, query, await body_of(request), time.time())
    except RefusedError as error:
        return refused(request, error)
    then = None
    if callback is not None:
        await desk.sync.note(callback)
        then = BackgroundTask(desk.attend, callback.account)
    return Response(SUCCESS, media_type="text/plain", background=then)

"""The address that an official account's platform calls: GET and POST /wechat."""

from __future__ import annotations

import logging
import time

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.responses import PlainTextResponse, Response

from bot.channels.requests import SUCCESS, PlatformRoute, RefusedError, body_of, refused
from bot.channels.wechat.incoming import UnknownFormError, read
from bot.channels.wechat.request import check_query, echo, open_request, seal
from bot.channels.wechat.turns import Turns
from bot.store.inbox import ReplayError

router = APIRouter(prefix="/wechat", route_class=PlatformRoute, include_in_schema=False)
logger = logging.getLogger(__name__)


@router.get("")
async def verify(request: Request) -> Response:
    """Proves to the platform that the address is ours."""
    turns: Turns = request.app.state.wechat
    try:
        return PlainTextResponse(echo(turns.settings, request.query_params, time.time()))
    except RefusedError as error:
        return refused(request, error)


@router.post("")
async def receive(request: Request) -> Response:
    """Takes one message or event in, and replies to it."""
    turns: Turns = request.app.state.wechat
    query = request.query_params
    try:
        # Nobody else's body is waited for.
        check_query(turns.settings, query, time.time())
        opened = open_request(turns.settings, query, await body_of(request), time.time())
        incoming = read(opened.fields)
        turn = await turns.take(incoming, opened.signed, request.is_disconnected)
    except RefusedError as error:
        return refused(request, error)
    except ReplayError:
        return refused(request, RefusedError(403, "a signature is used again for another message"))
    except UnknownFormError as error:
        logger.info("a message of a form that is not known: %s", error)
        return Response(SUCCESS, media_type="text/plain")
    if turn.reply is None:
        return Response(SUCCESS, media_type="text/plain", background=BackgroundTask(turn.then))
    return Response(
        seal(turns.settings, turn.reply),
        media_type="application/xml",
        background=BackgroundTask(turn.then),
    )

"""The door for people who come from WeChat: a signed link opens their conversation on the page."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot import links
from bot.api.v1.person import remember

router = APIRouter(include_in_schema=False)

EXPIRED = """<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>问策</title>
<p>这个链接已经过期。请回到微信对话里再问一次，点新的链接；也可以<a href="/">直接打开问策</a>，从头开始。</p>
<p>This link is too old. Please go back to the chat and ask once more, or <a href="/">open Wence</a>.</p>
"""


@router.get(links.PATH + "{token}")
async def open_conversation(request: Request, token: str) -> Response:
    """Has the browser go on with the conversation that the link names."""
    sender = links.sender_of(token, request.app.state.key)
    if sender is None:
        return HTMLResponse(EXPIRED, 410)
    response = RedirectResponse(
        "/", 303, {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    )
    remember(request, response, sender)
    return response

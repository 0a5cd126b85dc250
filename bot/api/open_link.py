"""The door for people who come from WeChat: a signed link opens their conversation on the page."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot import links
from bot.api.v1.person import Sender, remember

ADDRESS = links.PATH + "{token}"

_HEAD = """<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>问策</title>
"""
EXPIRED = f"""{_HEAD}
<p>这个链接已经过期。请回到微信对话里再问一次，点新的链接；也可以<a href="/">直接打开问策</a>，从头开始。</p>
<p>This link is too old. Please go back to the chat and ask once more, or <a href="/">open Wence</a>.</p>
"""
ANOTHER = f"""{_HEAD}
<p>这个链接会打开微信里的对话，而这个浏览器里已经有另一个对话。打开以后，这里就回不到现在的对话了。
如果链接不是您自己在微信里得到的，请不要打开。</p>
<p>This link opens a conversation from WeChat in place of the one that this browser has now, which cannot be reached
from here afterwards. If you did not get the link in WeChat yourself, do not open it.</p>
<form method="post"><button>打开微信里的对话</button></form>
<p><a href="/">留在现在的对话</a></p>
"""

router = APIRouter(include_in_schema=False)


@router.api_route(ADDRESS, methods=["GET", "HEAD"])
def open_conversation(request: Request, token: str, present: Sender) -> Response:
    """Has the browser go on with the conversation that the link names.

    Asks first when it would leave another one: whoever sends somebody a link of their own could read on there.
    """
    sender = links.sender_of(token, request.app.state.key)
    if sender is None:
        return HTMLResponse(EXPIRED, 410)
    if present not in (None, sender) and request.app.state.reception.journal.conversation(present):
        return HTMLResponse(ANOTHER)
    return _opened(request, sender)


@router.post(ADDRESS)
async def leave_for_it(request: Request, token: str, present: Sender) -> Response:
    """Does so after the question."""
    sender = links.sender_of(token, request.app.state.key)
    if sender is None:
        return HTMLResponse(EXPIRED, 410)
    if present is None:
        # Only a form of our own brings the cookie (SameSite): another site's has the question put.
        return RedirectResponse(request.url.path, 303)
    return _opened(request, sender)


def _opened(request: Request, sender: str) -> Response:
    response = RedirectResponse("/", 303)
    remember(request, response, sender)
    return response

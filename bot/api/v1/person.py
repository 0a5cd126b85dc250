"""Who is chatting: an anonymous person, known by a signed cookie that holds a random name and nothing else."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import Depends, Request, Response
from itsdangerous import BadSignature, TimestampSigner

COOKIE = "wence_chat"
PATH = "/"  # the links from WeChat are to see it too, not the API alone
LIFE = 180 * 24 * 60 * 60  # seconds


def known_sender(request: Request) -> str | None:
    """The sender that the request's cookie names; None without one that we have signed."""
    cookie = request.cookies.get(COOKIE)
    if cookie is None:
        return None
    signer = _signer(request)
    try:
        sender, signed_at = signer.unsign(cookie, return_timestamp=True)
    except BadSignature:
        return None
    # One from the future is ours too: the clock has been put back since.
    return sender.decode() if signer.get_timestamp() - signed_at.timestamp() <= LIFE else None


def new_sender() -> str:
    """A name that nobody can guess."""
    return f"web-{secrets.token_hex(16)}"


def remember(request: Request, response: Response, sender: str) -> None:
    """Has the browser come back as `sender`."""
    response.set_cookie(
        COOKIE,
        _signer(request).sign(sender).decode(),
        max_age=LIFE,
        path=PATH,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def _signer(request: Request) -> TimestampSigner:
    return TimestampSigner(request.app.state.key, salt="chat")


Sender = Annotated[str | None, Depends(known_sender)]

"""Who is chatting: an anonymous person, known by a signed cookie that holds a random name and nothing else."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request, Response
from itsdangerous import BadSignature, TimestampSigner

COOKIE = "wence_chat"
PATH = "/"  # the links from WeChat are to see it too, not the API alone
LIFE = 180 * 24 * 60 * 60  # seconds
KEY_VARIABLE = "WENCE_SECRET"


def signing_key(folder: Path) -> str:
    """The key from the environment; else a random one, kept in `folder` and readable by its owner only."""
    if key := os.environ.get(KEY_VARIABLE):
        return key
    file = folder / "secret"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return file.read_text(encoding="ascii").strip()


def known_sender(request: Request) -> str | None:
    """The sender that the request's cookie names; None without one that we have signed."""
    cookie = request.cookies.get(COOKIE)
    if cookie is None:
        return None
    try:
        return _signer(request).unsign(cookie, max_age=LIFE).decode()
    except BadSignature:
        return None


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

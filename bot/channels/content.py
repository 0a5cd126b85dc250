"""What a person did on WeChat, as far as it is to be answered; kept in the inbox until it is."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from bot.masking import mask
from bot.message import LONGEST_MESSAGE, as_plain_text


class Content(BaseModel):
    """Something to answer. text: what was written, tapped or recognised, masked; masked: something was taken out.

    kind: text, voice (recognised), long (more than is read: only its length is kept), unheard (a voice message without
    its words), unreadable (a picture …), greeting, fetch (the person asks for what waits), farewell (they follow us no
    more). Of 微信客服: tap is the number, from 1, of the choice in a menu whose title is `text`; code is what a welcome
    is sent with.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["text", "voice", "long", "unheard", "unreadable", "greeting", "fetch", "farewell"]
    text: str = ""
    masked: bool = False
    length: int = 0
    tap: int = 0
    code: str = ""


def words(kind: Literal["text", "voice"], text: str) -> Content:
    """What was written or said; numbers that name a person are masked before it is kept.

    Characters that nobody sees are gone before: among digits they would hide a number from the masks.
    """
    if len(text) > LONGEST_MESSAGE:
        return Content(kind="long", length=len(text))
    plain, masked = mask(as_plain_text(text))
    return Content(kind=kind, text=plain, masked=masked)


def dumped(content: Content | None) -> dict[str, Any] | None:
    """`content` as the inbox keeps it."""
    return None if content is None else content.model_dump(exclude_defaults=True)

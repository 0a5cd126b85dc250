"""The limits of a message of 微信客服."""

from __future__ import annotations

import re
from secrets import token_hex
from typing import Any

from tests.wechat.interface import Refusal

MOST_CHOICES = 10
# What each type of choice must bring, and how many bytes it may have.
CHOICES = {
    "click": {"id": 64, "content": 128},
    "view": {"url": 2048, "content": 1024},
}


def check_msgid(body: dict[str, Any]) -> str:
    """The id that the body gives its message, or a new one; raises Refusal."""
    msgid = body.get("msgid") or token_hex(16)
    if not re.fullmatch(r"[0-9a-zA-Z_-]{1,32}", str(msgid)):
        raise Refusal(40058, "invalid msgid")
    return str(msgid)


def check_message(body: dict[str, Any], types: tuple[str, ...]) -> None:
    """Raises Refusal when the message is of no type of `types` or breaks its limits."""
    type_ = body.get("msgtype")
    content = body.get(str(type_))
    if type_ not in types or not isinstance(content, dict):
        raise Refusal(40008, "invalid msgtype")
    if type_ == "text":
        _check_size(content.get("content"), 2048)
    elif type_ == "link":
        if not content.get("thumb_media_id"):
            raise Refusal(40007, "invalid media_id")
        _check_size(content.get("title"), 128)
        _check_size(content.get("url"), 2048)
    else:
        _check_menu(content)


def _check_menu(menu: dict[str, Any]) -> None:
    for words in ("head_content", "tail_content"):
        if words in menu:
            _check_size(menu[words], 1024)
    if len(menu.get("list", ())) > MOST_CHOICES:
        raise Refusal(95008, "menu item count out of limit")
    for choice in menu.get("list", ()):
        fields = CHOICES.get(choice.get("type"))
        if fields is None:
            raise Refusal(95009, "invalid menu item type")
        for name, most in fields.items():
            _check_size(choice[choice["type"]].get(name), most)


def _check_size(words: Any, most: int) -> None:
    if not isinstance(words, str) or not words:
        raise Refusal(44004, "empty content")
    if len(words.encode()) > most:
        raise Refusal(45002, "content size out of limit")

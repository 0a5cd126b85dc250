"""WeChat's own links in text: a tap that sends words, and a page that opens."""

from __future__ import annotations

import re

# The client decodes what a tap sends as a URL, where + is a space; Chinese stays as it is, as everybody writes it.
_RESERVED = re.compile(r"[%+&#\"'<>\s]")


def tap(send: str, title: str, number: int) -> str:
    """A link that sends `send` as the person's next message. number: comes back with it from a full account."""
    encoded = _RESERVED.sub(lambda one: f"%{ord(one[0]):02X}", send)
    url = f"weixin://bizmsgmenu?msgmenucontent={encoded}&msgmenuid={number}"
    return f'<a href="{url}">{shown(title)}</a>'


def page(url: str, title: str) -> str:
    """A link that opens a page."""
    return f'<a href="{url}">{shown(title)}</a>'


def shown(text: str) -> str:
    """`text` as it stands inside a link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

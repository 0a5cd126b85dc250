"""What a person may send, and how their text is kept from being read as a command."""

from __future__ import annotations

import re
import unicodedata

LONGEST_MESSAGE = 2000  # characters
LONGEST_SENDER = 255  # the width of the tracker store's column
LONGEST_CHANNEL = 64  # that of the journal's

NO_WORDS = "没有读到文字。请用文字提问，比如问政策里的一项待遇，或者说说您的情况。"
TOO_LONG = "这条消息有 {length} 个字，一次最多读 {most} 个字。请挑要紧的分几条发。"

_INVISIBLE = ("Cc", "Cf", "Cn", "Co", "Cs")  # control, format, unassigned, private, half of a pair
_LINE = re.compile(r"[\r\n\t\v\f]+")


def as_plain_text(text: str) -> str:
    """`text` without invisible characters, without white space around it and without slashes before it in any form.

    Rasa reads a message that begins with "/" as an intent with slots, so that anybody could set any
    slot. Full-width slashes count too: a later step may make them plain.
    """
    visible = "".join(
        one for one in _LINE.sub(" ", text) if unicodedata.category(one) not in _INVISIBLE
    )
    start = 0
    while start < len(visible) and _is_skipped(visible[start]):
        start += 1
    return visible[start:].rstrip()


def unreadable(text: str) -> str | None:
    """What to answer to a text that cannot be read: too long, or without a letter or a digit; None for others."""
    if len(text) > LONGEST_MESSAGE:
        return TOO_LONG.format(length=len(text), most=LONGEST_MESSAGE)
    if not any(unicodedata.category(one)[0] in "LN" for one in text):
        return NO_WORDS
    return None


def _is_skipped(character: str) -> bool:
    return unicodedata.normalize("NFKC", character).strip() in ("", "/")

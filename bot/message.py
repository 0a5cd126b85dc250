"""What a person may send, and how their text is kept from being read as a command."""

from __future__ import annotations

import unicodedata

LONGEST_MESSAGE = 2000
LONGEST_SENDER = 255  # the width of the tracker store's column


def as_plain_text(text: str) -> str:
    """`text` without white space around it and without slashes before it, in any of their forms.

    Rasa reads a message that begins with "/" as an intent with slots, so that anybody could set any
    slot. Full-width slashes count too (a later step may make them plain), and so do slashes behind
    invisible characters.
    """
    start = 0
    while start < len(text) and _is_skipped(text[start]):
        start += 1
    return text[start:].rstrip()


def _is_skipped(character: str) -> bool:
    plain = unicodedata.normalize("NFKC", character)
    return plain.strip() in ("", "/") or unicodedata.category(character) in ("Cc", "Cf")

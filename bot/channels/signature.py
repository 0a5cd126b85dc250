"""WeChat's signature: sha1 of sorted strings, and the age up to which a signed request is taken."""

from __future__ import annotations

import hashlib
import hmac
import re

WINDOW = 300  # seconds
# Thirteen digits would already be milliseconds; longer strings are not worth turning into a number.
_SECONDS = re.compile(r"[0-9]{1,12}")


def sign(*parts: str) -> str:
    """The sha1, in lower-case hexadecimal, of the parts sorted and joined; the token is one of the parts."""
    return hashlib.sha1(b"".join(sorted(map(_bytes, parts)))).hexdigest()


def same(a: str, b: str) -> bool:
    """Whether two signatures are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(_bytes(a), _bytes(b))


def fresh(timestamp: str, now: float) -> bool:
    """Whether `timestamp`, seconds since 1970 in digits, lies within WINDOW of `now`, before or after."""
    return _SECONDS.fullmatch(timestamp) is not None and abs(int(timestamp) - now) <= WINDOW


def _bytes(text: str) -> bytes:
    # A request can carry half a surrogate pair, which plain UTF-8 refuses with an exception.
    return text.encode("utf-8", "surrogatepass")

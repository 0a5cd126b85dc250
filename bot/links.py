"""Links that open a conversation on the web: signed, and good for a short while."""

from __future__ import annotations

from itsdangerous import BadSignature, URLSafeTimedSerializer

PATH = "/open/"
LIFE = 30 * 60  # seconds


def link(base: str, key: str, sender: str) -> str:
    """The address at which the conversation with `sender` goes on. base: that of the site."""
    return f"{base}{PATH}{_serializer(key).dumps(sender)}"


def sender_of(token: str, key: str) -> str | None:
    """Whose conversation a link opens; None when it is too old or not ours."""
    try:
        sender = _serializer(key).loads(token, max_age=LIFE)
    except BadSignature:
        return None
    return sender if isinstance(sender, str) else None


def _serializer(key: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key, salt="link")

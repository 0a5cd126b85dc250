"""Requests of WeCom's platform: verified and opened. It encrypts them all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.channels.requests import (
    RefusedError,
    check_age,
    check_nonce,
    check_signature,
    decrypted,
    read_body,
)
from bot.channels.settings import WecomSettings

LONGEST_ECHO = 1024  # characters of the encrypted one
_ACCOUNT = re.compile(r"[0-9A-Za-z_-]{1,64}")
_SIGNATURE = re.compile(r"[0-9a-f]{40}")
_TOKEN = re.compile(r"[!-~]{1,128}")


@dataclass(frozen=True)
class Callback:
    """Says that `account` (its open_kfid) was sent something; token: with it that may be fetched for ten minutes."""

    account: str
    token: str | None


def check_query(query: Mapping[str, str], now: float) -> None:
    """Raises RefusedError when the query alone tells that a request is not the platform's.

    Its signature covers the body: here only its form is looked at.
    """
    check_nonce(query)
    if not _SIGNATURE.fullmatch(query.get("msg_signature", "")):
        raise RefusedError(403, "no msg_signature")
    check_age(query, now)


def echo(settings: WecomSettings, query: Mapping[str, str], now: float) -> bytes:
    """What the platform wants to read back when the address is set up. Raises RefusedError."""
    sealed = query.get("echostr", "")
    if not 0 < len(sealed) <= LONGEST_ECHO:
        raise RefusedError(400, "no echostr")
    return _opened(settings, query, sealed, now)


def open_request(
    settings: WecomSettings, query: Mapping[str, str], body: bytes, now: float
) -> Callback | None:
    """The callback that a request brings; None for other events, which need nothing done. Raises RefusedError.

    One that is sent again has us look for messages once more, which does no harm.
    """
    sealed = read_body(body).get("Encrypt", "")
    fields = read_body(_opened(settings, query, sealed, now))
    account, token = fields.get("OpenKfId", ""), fields.get("Token", "")
    if fields.get("Event") != "kf_msg_or_event" or not _ACCOUNT.fullmatch(account):
        return None
    return Callback(account, token if _TOKEN.fullmatch(token) else None)


def _opened(settings: WecomSettings, query: Mapping[str, str], sealed: str, now: float) -> bytes:
    check_query(query, now)
    check_signature(settings.token, query, "msg_signature", sealed)
    return decrypted(settings.cipher, sealed)

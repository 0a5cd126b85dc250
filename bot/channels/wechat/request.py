"""Requests of an official account's platform: verified, opened, and the replies to them sealed."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass

from bot.channels import xml
from bot.channels.requests import (
    RefusedError,
    check_age,
    check_nonce,
    check_signature,
    decrypted,
    read_body,
)
from bot.channels.settings import WechatSettings
from bot.channels.signature import sign

LONGEST_ECHO = 128  # characters


@dataclass(frozen=True)
class Opened:
    """A request that the platform has sent: the fields of its message, and what it was signed with."""

    fields: dict[str, str]
    signed: str


def check_query(settings: WechatSettings, query: Mapping[str, str], now: float) -> None:
    """Raises RefusedError when the query alone tells that a request is not the platform's, whatever its body."""
    check_nonce(query)
    check_signature(settings.token, query, "signature")
    check_age(query, now)


def echo(settings: WechatSettings, query: Mapping[str, str], now: float) -> str:
    """What the platform wants to read back when the address is set up. Raises RefusedError."""
    check_query(settings, query, now)
    text = query.get("echostr", "")
    if not 0 < len(text) <= LONGEST_ECHO or not text.isprintable():
        raise RefusedError(400, "no echostr")
    return text


def open_request(
    settings: WechatSettings, query: Mapping[str, str], body: bytes, now: float
) -> Opened:
    """The message that a request brings.

    With a key only encrypted ones are read: a signature of the plain form does not cover the body. Raises RefusedError.
    """
    check_query(settings, query, now)
    fields = read_body(body)
    if settings.cipher is not None:
        sealed = fields.get("Encrypt", "")
        if not sealed:
            raise RefusedError(403, "plain text, though WENCE_WECHAT_AES_KEY is set")
        check_signature(settings.token, query, "msg_signature", sealed)
        fields = read_body(decrypted(settings.cipher, sealed))
    if set(fields) <= {"ToUserName", "Encrypt"}:
        raise RefusedError(400, "encrypted, though WENCE_WECHAT_AES_KEY is not set")
    return Opened(fields, f"{query['timestamp']}.{query['nonce']}")


def seal(settings: WechatSettings, reply: bytes) -> bytes:
    """`reply` as the platform takes it: encrypted when its requests are."""
    if settings.cipher is None:
        return reply
    timestamp, nonce = str(int(time.time())), secrets.token_hex(8)
    encrypted = settings.cipher.encrypt(reply)
    signature = sign(settings.token, timestamp, nonce, encrypted)
    return xml.encrypted_reply(encrypted, signature, timestamp, nonce)

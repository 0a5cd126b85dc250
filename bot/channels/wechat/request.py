"""Requests of an official account's platform: verified, opened, and the replies to them sealed."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass

from bot.channels import xml
from bot.channels.cipher import CipherError
from bot.channels.settings import WechatSettings
from bot.channels.signature import fresh, same, sign

LONGEST_FIELD = 128  # characters of a parameter of the address


class RefusedError(Exception):
    """A request is not the platform's, or nothing can be read in it. status: HTTP's; the text is for the log."""

    def __init__(self, status: int, reason: str) -> None:
        self.status = status
        super().__init__(reason)


@dataclass(frozen=True)
class Opened:
    """A request that the platform has sent: the fields of its message, and what it was signed with."""

    fields: dict[str, str]
    signed: str


def echo(settings: WechatSettings, query: Mapping[str, str], now: float) -> str:
    """What the platform wants to read back when the address is set up. Raises RefusedError."""
    _verify(settings, query, now)
    text = query.get("echostr", "")
    if not 0 < len(text) <= LONGEST_FIELD or not text.isprintable():
        raise RefusedError(400, "no echostr")
    return text


def open_request(
    settings: WechatSettings, query: Mapping[str, str], body: bytes, now: float
) -> Opened:
    """The message that a request brings.

    With a key only encrypted ones are read: a signature of the plain form does not cover the body. Raises RefusedError.
    """
    _verify(settings, query, now)
    try:
        fields = xml.parse(body)
        if settings.cipher is not None:
            sealed = fields.get("Encrypt", "")
            if not sealed:
                raise RefusedError(403, "plain text, though WENCE_WECHAT_AES_KEY is set")
            expected = sign(settings.token, query["timestamp"], query["nonce"], sealed)
            if not same(query.get("msg_signature", ""), expected):
                raise RefusedError(403, "wrong msg_signature")
            fields = xml.parse(settings.cipher.decrypt(sealed))
    except (xml.XmlError, CipherError) as error:
        raise RefusedError(400, str(error)) from None
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


def _verify(settings: WechatSettings, query: Mapping[str, str], now: float) -> None:
    timestamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
    if not 0 < len(nonce) <= LONGEST_FIELD:
        raise RefusedError(403, "no nonce")
    if not same(query.get("signature", ""), sign(settings.token, timestamp, nonce)):
        raise RefusedError(403, "wrong signature")
    if not fresh(timestamp, now):
        raise RefusedError(403, "old or future time stamp")

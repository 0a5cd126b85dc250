"""Requests to an official account's address, signed and encrypted as the platform does or as nobody should."""

from __future__ import annotations

import base64
import time
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlencode

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.wechat.account import Account
from tests.wechat.documents import message
from tests.wechat.wire import signed


@dataclass(frozen=True)
class Request:
    """A POST. kind: what is wrong with it; query: percent-encoded; chunked: sent without its length."""

    kind: str
    query: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    chunked: bool = False


def right(account: Account, random: Random, document: bytes, kind: str = "right") -> Request:
    """`document` as the platform brings it, in the mode of the account."""
    if account.mode == "plain":
        return post(kind, query_for(account, random), document)
    return enveloped(kind, account, random, encrypted(account, random, document))


def query_for(account: Account, random: Random, **changed: str) -> dict[str, str]:
    """What every request is signed with. changed: of its time and nonce, before they are signed."""
    query = {"timestamp": str(int(time.time())), "nonce": str(random.randrange(10**9, 10**10))}
    query |= changed
    return {"signature": signed(account.token, *query.values()), **query}


def enveloped(
    kind: str, account: Account, random: Random, sealed: str, query: dict[str, str] | None = None
) -> Request:
    """`sealed` as an encrypted message is brought, with the signature over it unless `query` has another."""
    query = query or query_for(account, random)
    over = signed(account.token, query["timestamp"], query["nonce"], sealed)
    plain = message(account, random) if account.mode == "compatible" else b"<xml></xml>"
    body = plain.replace(b"</xml>", b"<Encrypt>" + sealed.encode() + b"</Encrypt></xml>")
    return post(kind, {"encrypt_type": "aes", "msg_signature": over, **query}, body)


def post(kind: str, query: dict[str, str], body: bytes) -> Request:
    """The request of these."""
    return Request(kind, urlencode(query), body)


def encrypted(account: Account, random: Random, document: bytes) -> str:
    """`document` as the platform encrypts it, here with random bytes by a seed."""
    text = random.randbytes(16) + len(document).to_bytes(4, "big") + document
    text += account.appid.encode()
    padding = 32 - len(text) % 32
    return block_encrypted(account, text + bytes([padding]) * padding)


def block_encrypted(account: Account, text: bytes) -> str:
    """The base64 of `text`, whole blocks, encrypted with the key of the account."""
    key = base64.b64decode(account.aes_key + "=")
    encryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    return base64.b64encode(encryptor.update(text) + encryptor.finalize()).decode()

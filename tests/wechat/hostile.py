"""Requests to an official account's address that are not the platform's, or bring no message: drawn by a seed."""

from __future__ import annotations

import base64
import gzip
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from string import ascii_letters, digits
from urllib.parse import urlencode

from tests.wechat.account import Account
from tests.wechat.documents import DOCUMENTS, message
from tests.wechat.requests import (
    Request,
    block_encrypted,
    encrypted,
    enveloped,
    post,
    query_for,
    right,
)

_TYPES = ("text/xml", "application/json", "multipart/form-data", "text/xml; charset=utf-16",
          "application/x-www-form-urlencoded", "x" * 5000, "")  # fmt: skip
_TIMES = ("", "0", "-1", "1" + "0" * 30, "1.5", "1e9", "NaN", "abc", "9" * 50_000)
_NONCES = ("", "n" * 129, "n" * 50_000, "a\0b", "a\nb", "a b", "随机", "😀", "\u2028", "\x7f")
_SIGNATURES = ("", "0" * 40, "f" * 50_000, "签名", "😀", "\0", "None")


def hostile(account: Account, seed: int) -> Iterator[Request]:
    """Requests without an end, none of which is to be answered with words; to be sent within five minutes."""
    random = Random(seed)
    ways = _WAYS + (() if account.mode == "plain" else _WAYS_OF_ENCRYPTED)
    while True:
        for way in random.sample(ways, len(ways)):
            yield _dressed(way(account, random), random)


def _dressed(request: Request, random: Random) -> Request:
    headers = {"content-type": random.choice(_TYPES), **request.headers}
    return replace(request, headers=headers, chunked=random.random() < 0.1)


def _inside(account: Account, random: Random) -> Request:
    """Signed and encrypted rightly, but not a message."""
    kind = random.choice(list(DOCUMENTS))
    return right(account, random, DOCUMENTS[kind](account, random), kind)


def _outside(account: Account, random: Random) -> Request:
    """The address is called rightly; the body is not what it should be."""
    kind = random.choice(list(DOCUMENTS))
    return post(
        f"{kind}, in the open", query_for(account, random), DOCUMENTS[kind](account, random)
    )


def _signed_wrongly(account: Account, random: Random) -> Request:
    other = replace(account, token=f"{random.getrandbits(64):x}")
    return replace(right(other, random, message(account, random)), kind="another token")


def _odd_query(account: Account, random: Random) -> Request:
    body = right(account, random, message(account, random)).body
    query = query_for(account, random)
    name = random.choice(("signature", "timestamp", "nonce"))
    doubled = random.choice(("", "0", "x" * 1000))
    text = random.choice((
        urlencode({one: value for one, value in query.items() if one != name}),
        urlencode([*query.items(), (name, doubled)]),
        urlencode({**query, name: "x" * random.choice((200, 50_000))}),
        urlencode({**query, "signature": random.choice(_SIGNATURES)}),
        urlencode({"signature[]": query["signature"], "timestamp": query["timestamp"]}),
        "", "&" * 50_000, "a&" * 25_000, "=" * 5000, "%" * 5000, "%00", "%ff%fe=%ed%a0%80",
        f"signature=%ed%a0%80&timestamp={query['timestamp']}&nonce=%ff",
    ))  # fmt: skip
    return Request("an odd query", text, body)


def _odd_time(account: Account, random: Random) -> Request:
    now = int(time.time())
    shifts = (-(10**9), -86400, -3600, -900, 900, 3600, 86400, 10**9)
    full_width = str.maketrans(digits, "０１２３４５６７８９")
    wide = (
        str(now).translate(full_width),
        f" {now}",
        f"{now}\n",
        f"+{now}",
        f"{now}000",
        f"{now}.0",
    )
    stamp = random.choice((*_TIMES, *wide, *(str(now + shift) for shift in shifts)))
    query = query_for(account, random, timestamp=stamp)
    return post("an odd time", query, right(account, random, message(account, random)).body)


def _odd_nonce(account: Account, random: Random) -> Request:
    query = query_for(account, random, nonce=random.choice(_NONCES))
    if account.mode == "plain":
        return post("an odd nonce", query, message(account, random))
    sealed = encrypted(account, random, message(account, random))
    return enveloped("an odd nonce", account, random, sealed, query)


def _compressed(account: Account, random: Random) -> Request:
    request = right(account, random, message(account, random))
    body = random.choice(
        (gzip.compress(request.body), b"\x1f\x8b" + request.body, request.body[1:])
    )
    return replace(request, kind="gzip", body=body, headers={"content-encoding": "gzip"})


def _for_another(account: Account, random: Random) -> Request:
    """Encrypted with another key, for another appid, or with another signature."""
    document = message(account, random)
    others = (
        replace(account, aes_key="".join(random.choices(ascii_letters + digits, k=43))),
        replace(account, appid=account.appid[:-1] + "!"),
        replace(account, appid=""),
    )
    sealed = encrypted(random.choice(others), random, document)
    return enveloped("for another", account, random, sealed)


def _odd_signature(account: Account, random: Random) -> Request:
    query, sealed = query_for(account, random), encrypted(account, random, message(account, random))
    odd = random.choice((*_SIGNATURES, query["signature"]))
    return enveloped("an odd signature", account, random, sealed, {**query, "msg_signature": odd})


def _odd_sealed(account: Account, random: Random) -> Request:
    """A right signature over what cannot be decrypted."""
    sealed = encrypted(account, random, message(account, random))
    data = base64.b64decode(sealed)
    return enveloped("undecryptable", account, random, random.choice((
        "", "x", "=", "====", "签", sealed[:-1], sealed[1:], sealed[:-24], sealed + "!", sealed * 20,
        base64.b64encode(data[: random.randrange(len(data))]).decode(),
        base64.b64encode(data[-16 * random.randint(1, 6) :]).decode(),
        base64.b64encode(random.randbytes(16 * random.randint(1, 2500))).decode(),
        base64.b64encode(_flipped(data, random)).decode(),
        sealed.replace("A", "-").replace("B", "_") + "_", "A" * 60_000, " " * 60_000,
    )))  # fmt: skip


def _odd_inside(account: Account, random: Random) -> Request:
    """Encrypted with the right key, but padding or length are wrong."""
    document = message(account, random)
    start, appid = random.randbytes(16), account.appid.encode()
    right_length = len(document).to_bytes(4, "big")
    plain = random.choice((
        start, start + right_length, start + b"\xff" * 4 + document + appid,
        start + b"\x7f\xff\xff\xff" + document, start + b"\0" * 4 + document + appid,
        start + (len(document) + 1).to_bytes(4, "big") + document + appid,
        start + (len(document) - 1).to_bytes(4, "big") + document + appid,
        start + len(document).to_bytes(4, "little") + document + appid,
        start + right_length + document + appid + b"x", document, b"",
    ))  # fmt: skip
    padding = 32 - len(plain) % 32
    bad = random.choice((
        bytes([padding]) * padding, bytes([255]) * padding, bytes([0]) * padding,
        bytes([padding % 32 + 1]) * padding,
    ))  # fmt: skip
    return enveloped("badly packed", account, random, block_encrypted(account, plain + bad))


def _odd_envelope(account: Account, random: Random) -> Request:
    request = right(account, random, message(account, random))
    sealed = request.body.split(b"<Encrypt>")[1].split(b"</Encrypt>")[0]
    body = random.choice((
        request.body.replace(b"Encrypt>", b"encrypt>"),
        request.body.replace(b"<Encrypt>", b"<Encrypt>x</Encrypt><Encrypt>"),
        request.body.replace(b"<Encrypt>", b"<Encrypt><a/>"),
        b"<xml><Encrypt>" + sealed, sealed,
        b'<!DOCTYPE xml [<!ENTITY e "' + sealed + b'">]><xml><Encrypt>&e;</Encrypt></xml>',
        request.body[: request.body.index(b"</Encrypt>") - random.randint(0, 50)],
        request.body.replace(b"<Encrypt>", b"<Encrypt>" + b"\xef\xbb\xbf"),
    ))  # fmt: skip
    return replace(request, kind="an odd envelope", body=body)


def _flipped(data: bytes, random: Random) -> bytes:
    """`data` with one bit the other way: it decrypts to the same length, with a block of nonsense in it."""
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1 :]


Way = Callable[[Account, Random], Request]
_WAYS: tuple[Way, ...] = (
    _inside, _inside, _inside, _inside, _outside, _outside, _signed_wrongly,
    _odd_query, _odd_time, _odd_nonce, _compressed,
)  # fmt: skip
_WAYS_OF_ENCRYPTED: tuple[Way, ...] = (
    _for_another, _odd_signature, _odd_sealed, _odd_inside, _odd_envelope,
)  # fmt: skip

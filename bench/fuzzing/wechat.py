"""What stands between WeChat's platforms and the assistant: signatures, cipher, XML, and what a message is."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Any
from urllib.parse import parse_qsl
from xml.etree import ElementTree

from hypothesis import strategies as st

from bench.fuzzing.documents import ACCOUNT, NOW, data, queries
from bench.fuzzing.targets import Target, hold
from bot.channels import xml
from bot.channels.cipher import Cipher, CipherError
from bot.channels.content import Content
from bot.channels.requests import RefusedError
from bot.channels.settings import WechatSettings, WecomSettings
from bot.channels.signature import sign
from bot.channels.wechat import incoming, request
from bot.channels.wecom import incoming as kf
from bot.channels.wecom import request as wecom
from bot.masking import mask
from bot.message import LONGEST_MESSAGE, as_plain_text
from tests.wechat.documents import DOCUMENTS, message
from tests.wechat.requests import block_encrypted, encrypted

SEED = 20171001
LARGEST = 64 * 1024  # bytes of a body
_BLOCK = 16
_LONGEST_KEY = 64  # characters
CIPHER = Cipher(ACCOUNT.aes_key, ACCOUNT.appid)
PLAIN = WechatSettings(ACCOUNT.appid, ACCOUNT.token, None, None, False, "")
SAFE = WechatSettings(ACCOUNT.appid, ACCOUNT.token, None, CIPHER, False, "")
CORP = WecomSettings(ACCOUNT.appid, ACCOUNT.token, "", CIPHER, "")


def target() -> Target:
    """Bytes (one character each), the way in which they reach the service, and a query."""
    logging.disable()
    random = Random(SEED)
    ordinary = _latin(message(ACCOUNT, random, Content="补贴分几次发" * (LARGEST // 24)))
    seeds = [kind(ACCOUNT, random) for kind in DOCUMENTS.values()] + [message(ACCOUNT, random)]
    return Target(
        drawn=drawn(),
        from_bytes=_from_bytes,
        check=check,
        yardstick=[(WAYS.index(_reply), ordinary, "")] * 3,
        seeds=[bytes([way]) + one[:4000] for way in range(len(WAYS)) for one in seeds],
        tokens=_TOKENS,
    )


def drawn() -> st.SearchStrategy[Any]:
    """What `check` takes."""
    return st.tuples(st.integers(0, len(WAYS) - 1), data(), queries())


def check(value: Any) -> None:
    """`value`: the place of a way, what is brought, and a query for the way that reads one."""
    way, data, query = value
    WAYS[way % len(WAYS)](data.encode("latin-1")[:LARGEST], query)


def _from_bytes(data: bytes) -> Any:
    rest = _latin(data[1:])
    return data[0] if data else 0, rest, rest


def _document(data: bytes, _: str) -> None:
    """In plain mode, with the right query."""
    _open(PLAIN, _signed("signature"), data)


def _sealed(data: bytes, _: str) -> None:
    """Encrypted as the platform does; for both platforms."""
    text = encrypted(ACCOUNT, Random(SEED), data)
    hold(CIPHER.decrypt(text) == data, "decrypted is not what was encrypted")
    body, query = _envelope(text), _signed("msg_signature", text)
    _open(SAFE, _signed("signature") | query, body)
    _wecom(query, body)


def _packed(data: bytes, _: str) -> None:
    """Encrypted with the right key, whatever is inside."""
    whole = data + bytes(-len(data) % _BLOCK)
    try:
        CIPHER.decrypt(block_encrypted(ACCOUNT, whole or bytes(_BLOCK)))
    except CipherError:
        return
    hold(whole.find(ACCOUNT.appid.encode()) >= 0, "decrypted for another receiver")


def _encrypt(data: bytes, _: str) -> None:
    """Signed rightly, whatever is said to be encrypted."""
    text = _text(data)
    query = _signed("signature") | _signed("msg_signature", text)
    try:
        CIPHER.decrypt(text)
    except CipherError:
        pass
    else:
        raise AssertionError("taken for an encrypted message")
    _open(SAFE, query, _envelope(text))


def _body(data: bytes, _: str) -> None:
    """Any body, where encrypted ones are awaited."""
    _open(SAFE, _signed("signature"), data)
    _wecom(_signed("msg_signature"), data)


def _query(_: bytes, query: str) -> None:
    """Any query: it is not signed by the platform."""
    asked = dict(parse_qsl(query, keep_blank_values=True, errors="surrogateescape"))
    for name in ("timestamp", "nonce", "signature", "msg_signature"):
        asked.setdefault(name, query[:200])
    for attempt in (
        lambda: request.open_request(PLAIN, asked, b"<xml/>", NOW),
        lambda: request.echo(PLAIN, asked, NOW),
        lambda: wecom.open_request(CORP, asked, b"<xml/>", NOW),
        lambda: wecom.echo(CORP, asked, NOW),
    ):
        hold(_refused(attempt), "a request that nobody signed is taken")


def _reply(data: bytes, query: str) -> None:
    """What we answer is read by another parser as what was said."""
    text = _text(data)
    said = xml.text_reply("o", "gh", NOW, text)
    read = ElementTree.fromstring(said).findtext("Content") or ""
    visible = "".join(
        one for one in text if one in "\t\n\r" or " " <= one < "\ud800" or one > "\udfff"
    )
    visible = visible.replace("\ufffe", "").replace("\uffff", "")
    # XML's parsers read each end of line as one character.
    hold(read == visible.replace("\r\n", "\n").replace("\r", "\n"), "the reply is read as another")
    ElementTree.fromstring(xml.news_reply("o", "gh", NOW, text, query, text))
    ElementTree.fromstring(request.seal(SAFE, said))
    sign(text, query)


def _kf(data: bytes, query: str) -> None:
    """A message as 微信客服 hands it out: any JSON."""
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError):
        return
    found = kf.read(raw, datetime(2000, 1, 1), datetime(2023, 11, 14))
    if found is not None and found.content is not None:
        _hold_content(Content.model_validate(found.content))


WAYS: tuple[Callable[[bytes, str], None], ...] = (
    _document, _sealed, _packed, _encrypt, _body, _query, _reply, _kf,
)  # fmt: skip


def _open(settings: WechatSettings, query: dict[str, str], body: bytes) -> None:
    """Only the two refusals may come of it, or a message within the bounds of what is kept."""
    try:
        opened = request.open_request(settings, query, body, NOW)
        read = incoming.read(opened.fields)
    except (RefusedError, incoming.UnknownFormError):
        return
    hold(0 < len(read.key) <= _LONGEST_KEY, "a key that the table does not hold")
    hold("\0" not in json.dumps(read.created), "NUL, which PostgreSQL does not hold")
    xml.text_reply(read.person, read.account, NOW, "好的")
    if read.content is not None:
        _hold_content(read.content)


def _wecom(query: dict[str, str], body: bytes) -> None:
    _refused(lambda: wecom.open_request(CORP, query, body, NOW))


def _refused(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except RefusedError:
        return True
    return False


def _hold_content(content: Content) -> None:
    hold(len(content.text) <= 2 * LONGEST_MESSAGE, "a longer text than is read")
    hold(not mask(as_plain_text(content.text))[1], "kept without a mask")
    hold("\0" not in content.text, "NUL, which PostgreSQL does not hold")
    content.model_dump_json()


def _signed(name: str, *more: str) -> dict[str, str]:
    query = {"timestamp": str(NOW), "nonce": "1234567890"}
    return {**query, name: sign(ACCOUNT.token, *query.values(), *more)}


def _envelope(text: str) -> bytes:
    return xml.encrypted_reply(text, "", "", "")


_TOKENS = (
    *("<xml>", "</xml>", "<![CDATA[", "]]>", "<!DOCTYPE", "<!ENTITY", "<?xml", "&#", "&lt;", "xmlns:", "<!--", "-->"),
    *("ToUserName", "FromUserName", "CreateTime", "MsgType", "MsgId", "Content", "Event", "EventKey", "Encrypt"),
    *("text", "voice", "event", "Recognition", "CLICK", "subscribe", "bizmsgmenuid", "kf_msg_or_event", "OpenKfId"),
    *("msgid", "send_time", "origin", "msgtype", "external_userid", "menu_id", "welcome_code", "fail_type"),
    *("13912345678", "\u200b", ACCOUNT.appid),
)  # fmt: skip


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _latin(data: bytes) -> str:
    return data.decode("latin-1")

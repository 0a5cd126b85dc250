"""Documents that are no message of an official account, each in a way of its own."""

from __future__ import annotations

import codecs
import gzip
import json
import re
import time
from collections.abc import Callable
from random import Random
from xml.etree import ElementTree

from tests.wechat.account import Account

LARGEST = 64 * 1024  # bytes of a body
_ZEROS = gzip.compress(bytes(10**7))
Document = Callable[[Account, Random], bytes]

_ODD_IDS = ("", "-1", "1.5", "1e9", "abc", "１２３", "٣٤٥", " 7", "7\n", "9" * 25, "9" * 60_000, "1;--")  # fmt: skip
_ODD_PEOPLE = (
    "",
    "o" * 65,
    "o x",
    "o\nx",
    "ｏｐｅｎ",
    "o/../x",
    "o'--",
    "😀",
    "o" * 60_000,
    "o:x",
    "&lt;o&gt;",
)
_ODD_TIMES = ("", "-1", "1e9", "10" * 15, "9" * 13, "９９９", "0x7f", "NaN", "1 2", "9" * 60_000)
_NAMES = ("ToUserName", "FromUserName", "CreateTime", "MsgType", "MsgId")


def message(account: Account, random: Random, **changed: str | None) -> bytes:
    """A right message. changed: fields as they stand in the XML; None leaves one out."""
    fields = {
        "ToUserName": account.original_id,
        "FromUserName": f"o{random.getrandbits(100):026x}",
        "CreateTime": str(int(time.time())),
        "MsgType": "text",
        "Content": "<![CDATA[你好]]>",
        "MsgId": str(random.randrange(10**18, 10**19)),
        **changed,
    }
    inside = (f"<{name}>{text}</{name}>" for name, text in fields.items() if text is not None)
    return f"<xml>{''.join(inside)}</xml>".encode()


def is_message(document: bytes) -> bool:
    """Whether a reader that forgives more than ours still finds a message in `document`."""
    try:
        root = ElementTree.fromstring(document)
    except (ElementTree.ParseError, ValueError, LookupError):
        return False
    texts = {one.tag: one.text or "" for one in reversed(root)}
    people = texts.get("FromUserName", ""), texts.get("ToUserName", "")
    return (
        all(re.fullmatch(r"[\w-]{1,64}", one) for one in people)
        and re.fullmatch(r"\d{1,12}", texts.get("CreateTime", "")) is not None
        and (texts.get("MsgType") == "event" or re.fullmatch(r"\d+", texts.get("MsgId", "")) is not None)
    )  # fmt: skip


def mutated(document: bytes, random: Random) -> bytes:
    """`document` with up to eight bytes changed, dropped, doubled or added."""
    changed = bytearray(document)
    for _ in range(random.randint(1, 8)):
        at = random.randrange(len(changed))
        changed[at : at + random.randint(0, 2)] = random.choice(
            (b"", b"\0", b"<", b">", b"&", b"]]>", b"\xff", changed[at : at + 1] * 2,
             bytes([random.randrange(256)]))
        )  # fmt: skip
    return bytes(changed)


def _broken(account: Account, random: Random) -> bytes:
    while is_message(document := mutated(message(account, random), random)):
        pass
    return document


def _truncated(account: Account, random: Random) -> bytes:
    whole = message(account, random)
    return whole[: random.randrange(len(whole))]


def _without_a_field(account: Account, random: Random) -> bytes:
    return message(account, random, **{random.choice(_NAMES): None})


def _odd_field(account: Account, random: Random) -> bytes:
    odd = {
        "MsgId": random.choice(_ODD_IDS),
        "FromUserName": random.choice(_ODD_PEOPLE),
        "ToUserName": random.choice(_ODD_PEOPLE),
        "CreateTime": random.choice(_ODD_TIMES),
        "MsgType": "",
    }
    name = random.choice(list(odd))
    return message(account, random, **{name: odd[name]})


def _nested_field(account: Account, random: Random) -> bytes:
    return message(account, random, **{random.choice(_NAMES): "<a>1</a>"})


def _odd_event(account: Account, random: Random) -> bytes:
    event = random.choice(("CLICK", "subscribe", "", "💥" * 5000, "unsubscribe"))
    odd = {"CreateTime": random.choice(_ODD_TIMES), "FromUserName": random.choice(_ODD_PEOPLE)}
    return message(account, random, MsgType="event", Event=event, MsgId=None, **odd)


def _bomb(account: Account, random: Random) -> bytes:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    dtd = random.choice((
        f'<!DOCTYPE xml [<!ENTITY l0 "ha">{laughs}]>',
        f'<!DOCTYPE xml [<!ENTITY l9 "{"ha" * 20_000}">]>',
        '<!DOCTYPE xml [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE xml [<!ENTITY l9 SYSTEM "http://127.0.0.1:9/x">]>',
        '<!DOCTYPE xml [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>',
        '<!DOCTYPE xml [<!ENTITY % a "<!ENTITY l9 \'x\'>"> %a;]>',
        '<!DOCTYPE xml [<!ENTITY l9 "&l9;">]>',
        '<!DOCTYPE xml SYSTEM "file:///dev/zero">',
        '<!DOCTYPE xml PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://127.0.0.1:9/x.dtd">',
        "<!DOCTYPE xml>",
        '<!DOCTYPE xml [<!ATTLIST xml a CDATA "x">]>',
    ))  # fmt: skip
    used = random.choice(("&l9;", "&l9;" * 1000, "你好"))
    return dtd.encode() + message(account, random, Content=used)


def _deep(account: Account, random: Random) -> bytes:
    depth = random.choice((9, 100, 4000))
    nested = "<a>" * depth + "</a>" * random.choice((0, depth))
    return random.choice((message(account, random, Content=nested), b"<xml>" * depth))


def _wide(account: Account, random: Random) -> bytes:
    siblings = "<a/>" * random.choice((1001, 10_000))
    attributes = " ".join(f'a{n}="{n}"' for n in range(4000))
    spaces = " ".join(f'xmlns:n{n}="{n}"' for n in range(2000))
    return random.choice((
        message(account, random, Content=siblings),
        f"<xml {attributes}/>".encode(),
        f"<xml {spaces}>".encode() + b"".join(b'<n%d:a n%d:b=""/>' % (n, n) for n in range(500)),
        b'<xml a="1" a="2"/>',
        b"<" + b"x" * 60_000 + b"/>",
        b"<xml " + b"x" * 60_000 + b'=""/>',
        b"<xml><!--" + b"-" * 60_000,
        b"<xml>" + b"<!--x-->" * 7000,
        b"<xml>" + b"<?p i?>" * 8000,
        b"<xml><![CDATA[" + b"]" * 60_000,
        b"<xml>" + b"&amp;" * 12_000,
        b"<xml>" + b"<" * 60_000,
        b"<?xml " + b" " * 60_000,
    ))  # fmt: skip


def _other_encoding(account: Account, random: Random) -> bytes:
    right = message(account, random, Content="你好").decode()
    declared = '<?xml version="1.0" encoding="UTF-16"?>' + right
    return random.choice((
        right.encode("utf-16"), declared.encode("utf-16"), right.encode("utf-16-le"),
        right.encode("utf-16-be"), codecs.BOM_UTF16_BE + right.encode("utf-16-be"),
        right.encode("utf-32"), right.encode("gb18030"),
        right.replace("你", "\ud83d").encode("utf-8", "surrogatepass"),
        right.replace("你", "&#xD83D;").encode(), right.replace("你", "&#0;").encode(),
        right.replace("你", "&#x110000;").encode(), right.replace("你", "\x0b").encode(),
        right.replace("你", "\ufffe").encode(), right.encode().replace(b"<xml>", b"<xml>\0"),
        right.encode() + b"\0", b"\xc0\xbc" + right.encode()[1:], right.encode() + b"\xed\xa0\x80",
    ))  # fmt: skip


def _something_else(account: Account, random: Random) -> bytes:
    right = message(account, random)
    return random.choice((
        b"", b" ", b"\n" * 1000, b"\0", b"\xff" * 1000, codecs.BOM_UTF8, codecs.BOM_UTF16_LE,
        json.dumps({"FromUserName": "o", "Content": "你好"}).encode(), b"[" * 60_000,
        b"FromUserName=o&Content=x", b"<html><body>x</body></html>", gzip.compress(right),
        _ZEROS, random.randbytes(random.randint(1, 4000)),
        right.replace(b"xml>", b"XML>"), right.replace(b"<xml>", b'<xml xmlns="urn:x">'),
        right * 2, right + b"x", b"x" + right, b"<xml/>", b"<xml></xml>", b"<xml>hello</xml>",
        b"<a>" + right + b"</a>", b"<xml>" + right + b"</xml>",
    ))  # fmt: skip


def _large(account: Account, random: Random) -> bytes:
    nameless = message(account, random, MsgId=None)
    size = random.choice((LARGEST - 1, LARGEST, LARGEST + 1, LARGEST * 2, LARGEST * 20))
    return nameless.replace(b"<xml>", b"<xml>" + b" " * (size - len(nameless)))


DOCUMENTS: dict[str, Document] = {
    "mutated": _broken,
    "truncated": _truncated,
    "without a field": _without_a_field,
    "an odd field": _odd_field,
    "a nested field": _nested_field,
    "an odd event": _odd_event,
    "a DTD": _bomb,
    "deep": _deep,
    "wide": _wide,
    "another encoding": _other_encoding,
    "no XML of ours": _something_else,
    "large": _large,
}

"""XML as WeChat sends and takes it: flat dictionaries in, passive replies out, and hostile bodies refused cheaply."""

from __future__ import annotations

import contextlib
import json
import re
import tracemalloc
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st
from wechatpy import parse_message
from wechatpy.replies import TextReply, deserialize_reply

from bot.channels.xml import XmlError, encrypted_reply, news_reply, parse, text_reply

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))
MESSAGE = VECTORS[0]["plain"].encode()
LIMIT = 64 * 1024

SCAN = """<xml><ToUserName><![CDATA[gh_e136c6e50636]]></ToUserName>
<Event><![CDATA[scancode_push]]></Event>
<EventKey><![CDATA[6]]></EventKey>
<ScanCodeInfo>扫码<ScanType><![CDATA[qrcode]]></ScanType>
<ScanResult><![CDATA[1]]></ScanResult>
</ScanCodeInfo>
<SendPicsInfo><Count>1</Count>
<PicList><item><PicMd5Sum><![CDATA[1b5f7c23b5bf75682a53e7b6d163e185]]></PicMd5Sum>
</item>
</PicList>
</SendPicsInfo>
<AgentID>1</AgentID></xml>
"""

# All characters there are, and those that mean something to XML, often.
TEXTS = st.one_of(st.text(st.characters()), st.text("]]><![CDATA[&;\r\n\0中🎓\ud800\uffff"))
WHAT_XML_FORBIDS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def arrived(text: str) -> str:
    """`text` as an XML parser must give it back."""
    return WHAT_XML_FORBIDS.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def refused(body: bytes) -> bool:
    with pytest.raises(XmlError):
        parse(body)
    return True


def test_a_published_message() -> None:
    assert parse(MESSAGE) == {
        "ToUserName": "wx5823bf96d3bd56c7",
        "FromUserName": "mycreate",
        "CreateTime": "1409659813",
        "MsgType": "text",
        "Content": "hello",
        "MsgId": "4561255354251345929",
        "AgentID": "218",
    }
    assert parse(MESSAGE)["Content"] == parse_message(MESSAGE).content


def test_what_is_nested_in_a_child_is_not_read() -> None:
    assert parse(SCAN.encode()) == {
        "ToUserName": "gh_e136c6e50636",
        "Event": "scancode_push",
        "EventKey": "6",
        "ScanCodeInfo": "",
        "SendPicsInfo": "",
        "AgentID": "1",
    }


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("<xml/>", {}),
        ("\ufeff<xml><a>甲</a></xml>", {"a": "甲"}),
        ('<?xml version="1.0" encoding="gb2312"?>\n<xml><a>甲</a></xml>\n', {"a": "甲"}),
        ("<xml><a/><b></b><c><![CDATA[]]></c></xml>", {"a": "", "b": "", "c": ""}),
        ("<xml><a>1</a><a>2</a></xml>", {"a": "1"}),
        ("<xml>text<a x='1'>1<!-- 2 --><![CDATA[3]]>&lt;&#20013;</a>text</xml>", {"a": "13<中"}),
        ("<xml><Content><![CDATA[<!DOCTYPE a>]]></Content></xml>", {"Content": "<!DOCTYPE a>"}),
        ("<xml><Content><![CDATA[ 有\n空格 ]]></Content></xml>", {"Content": " 有\n空格 "}),
    ],
)
def test_unusual_documents_are_read(body: str, texts: dict[str, str]) -> None:
    assert parse(body.encode()) == texts


def fill(before: bytes, repeated: bytes, after: bytes) -> bytes:
    """A body as long as the limit allows."""
    return before + repeated * ((LIMIT - len(before) - len(after)) // len(repeated)) + after


LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10) for level in range(1, 12)
)
HOSTILE = {
    "nothing": b"",
    "blank": fill(b"", b" ", b""),
    "no XML": b"MsgType=text",
    "JSON": b'{"Content": "hello"}',
    "another root": b"<html><a>1</a></html>",
    "a root in a namespace": b'<xml xmlns="urn:x"><a>1</a></xml>',
    "two roots": b"<xml/><xml/>",
    "cut off": MESSAGE[:-3],
    "NULs": b"\0" * LIMIT,
    "NUL in a text": b"<xml><a>1\0</a></xml>",
    "half a character": "<xml><a>中</a></xml>".encode().replace("中".encode(), b"\xe4\xb8"),
    "surrogates in UTF-8": b"<xml><a>\xed\xa0\x80</a></xml>",
    "GBK": "<xml><a>中文</a></xml>".encode("gbk"),
    "UTF-16": "<xml><a>1</a></xml>".encode("utf-16"),
    "UTF-16 without a mark": "<xml><a>1</a></xml>".encode("utf-16-le"),
    "DTD": b"<!DOCTYPE xml><xml/>",
    "DTD elsewhere": b'<!DOCTYPE xml SYSTEM "http://localhost/x.dtd"><xml/>',
    "a file": b'<!DOCTYPE xml [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><a>&f;</a></xml>',
    "parameter entity": b'<!DOCTYPE xml [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]><xml/>',
    "undeclared entity": b"<xml><a>&nbsp;</a></xml>",
    "billion laughs": b'<!DOCTYPE xml [<!ENTITY l0 "lol">' + LAUGHS + b"]><xml><a>&l11;</a></xml>",
    "quadratic blow-up": fill(
        b'<!DOCTYPE xml [<!ENTITY q "' + b"q" * (LIMIT // 2) + b'">]><xml><a>',
        b"&q;",
        b"</a></xml>",
    ),
    "nine levels": b"<xml>" + b"<a>" * 8 + b"</a>" * 8 + b"</xml>",
    "deep": fill(b"<xml>", b"<a>", b""),
    "deep and closed": b"<xml>" + b"<a>" * 9000 + b"</a>" * 9000 + b"</xml>",
    "10,000 siblings": b"<xml>" + b"<a/>" * 10_000 + b"</xml>",
    "unclosed attribute": fill(b'<xml a="', b"x", b""),
    "the same attribute twice": b'<xml a="1" a="2"/>',
}
HUGE = {
    "huge text": fill(b"<xml><a>", b"x", b"</a></xml>"),
    "lines": fill(b"<xml><a>", b"\n", b"</a></xml>"),
    "references": fill(b"<xml><a>", b"&lt;", b"</a></xml>"),
    "CDATA": fill(b"<xml><a>", b"<![CDATA[x]]>", b"</a></xml>"),
    "comments": fill(b"<xml>", b"<!---->", b"</xml>"),
    "instructions": fill(b"", b"<?a?>", b"<xml/>"),
    "huge attribute": fill(b'<xml a="', b"x", b'"/>'),
    "attributes": b"<xml " + b" ".join(b'a%d=""' % i for i in range(7000)) + b"/>",
    "namespaces": b"<xml " + b" ".join(b'xmlns:a%d="u"' % i for i in range(3500)) + b"/>",
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_hostile_bodies_are_refused(body: bytes) -> None:
    assert refused(body)


@pytest.mark.parametrize("body", HUGE.values(), ids=HUGE)
def test_huge_bodies_are_read(body: bytes) -> None:
    assert set(parse(body)) <= {"a"}


@pytest.mark.parametrize("body", [*HOSTILE.values(), *HUGE.values()], ids=[*HOSTILE, *HUGE])
def test_no_body_takes_much_memory(body: bytes) -> None:
    tracemalloc.start()
    try:
        with contextlib.suppress(XmlError):
            parse(body)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 40 * LIMIT


@given(st.one_of(st.binary(), st.text(st.sampled_from("<xml>/a&;'\"![]-?=% \n")).map(str.encode)))
def test_garbage_raises_nothing_else(body: bytes) -> None:
    with contextlib.suppress(XmlError):
        parse(body)


@given(st.integers(0, len(MESSAGE.rstrip()) - 1))
def test_a_truncated_message_is_refused(length: int) -> None:
    assert refused(MESSAGE[:length])


@given(st.integers(0, len(MESSAGE)), st.integers(0, 20), st.binary(max_size=20))
def test_a_mutated_message_raises_nothing_else(start: int, length: int, put: bytes) -> None:
    with contextlib.suppress(XmlError):
        parse(MESSAGE[:start] + put + MESSAGE[start + length :])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-7", "zlib", "idna", "no-such", "ebcdic-cp-us"])
def test_a_document_cannot_choose_its_encoding(encoding: str) -> None:
    body = f'<?xml version="1.0" encoding="{encoding}"?><xml><a>甲+AD4-</a></xml>'
    assert parse(body.encode()) == {"a": "甲+AD4-"}


@given(TEXTS, TEXTS)
def test_a_text_reply_arrives(to: str, content: str) -> None:
    assert parse(text_reply(to, "gh_1", 1409659813, content)) == {
        "ToUserName": arrived(to),
        "FromUserName": "gh_1",
        "CreateTime": "1409659813",
        "MsgType": "text",
        "Content": arrived(content),
    }


def test_wechatpy_reads_a_text_reply() -> None:
    reply = deserialize_reply(text_reply("openid", "gh_1", 1409659813, "a]]>b & <c> 甲"))
    assert isinstance(reply, TextReply)
    assert (reply.source, reply.target, reply.time) == ("gh_1", "openid", 1409659813)
    assert reply.content == "a]]>b & <c> 甲"


@given(TEXTS, TEXTS, TEXTS)
def test_a_news_reply_is_one_card(title: str, description: str, url: str) -> None:
    reply = news_reply("openid", "gh_1", 1409659813, title, description, url)
    assert parse(reply) == {
        "ToUserName": "openid",
        "FromUserName": "gh_1",
        "CreateTime": "1409659813",
        "MsgType": "news",
        "ArticleCount": "1",
        "Articles": "",
    }
    # wechatpy stumbles over a single card, so the standard library reads it.
    (card,) = fromstring(reply).findall("Articles/item")
    assert {field.tag: field.text or "" for field in card} == {
        "Title": arrived(title),
        "Description": arrived(description),
        "PicUrl": "",
        "Url": arrived(url),
    }


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_an_encrypted_reply_arrives(
    encrypt: str, signature: str, timestamp: str, nonce: str
) -> None:
    assert parse(encrypted_reply(encrypt, signature, timestamp, nonce)) == {
        "Encrypt": arrived(encrypt),
        "MsgSignature": arrived(signature),
        "TimeStamp": arrived(timestamp),
        "Nonce": arrived(nonce),
    }

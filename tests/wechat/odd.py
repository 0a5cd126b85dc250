"""Messages that a person or a platform can well send, though nobody expects them to."""

from __future__ import annotations

from random import Random
from xml.sax.saxutils import escape

from tests.wechat.account import Account
from tests.wechat.documents import message

_TEXTS = (
    "😀", "👨‍👩‍👧‍👦🇨🇳🏳️‍🌈", "\u202e你好\u202c", "\x85\x9f", "a\tb\nc", "\u200b\ufeff\u2060",
    "\U000e0041", "\ue000\U0010fffd",
    "]]>", "]]" + "]" * 500 + ">", "</xml>", "<xml><Content>x</Content></xml>", "<![CDATA[x]]>",
    '<a href="weixin://bizmsgmenu?msgmenucontent=x&msgmenuid=1">x</a>', "<script>alert(1)</script>",
    "{text}", "{0.__class__}", "{}{", "%s%n", "${jndi:ldap://x}", "'; DROP TABLE inbox; --", "\\u0000\\x00",
    '/greet{"tea": "绿茶"}', "／restart", "/session_start", "—" * 300, "?", "…", "0", "９９", "1.", "²",
    "好" * 2000, "好" * 2001, "好" * 12_000, "你好 " * 600, "x" * 40_000, "1" * 40_000, "1 " * 20_000,
    "a@" * 20_000, "a" * 20_000 + "@" + "b." * 9000, "13800138000" * 300, "-" * 40_000,
    "a" + "\u0300\u0316" * 9000, "\ufdfa" * 5000, "「" * 5000, "<a " * 5000, "一" * 1000 + "万" * 1000,
    "[" * 2000, "(" * 2000, "&" * 4000, "三成" * 1000, "2021年" * 400, "\n" * 30_000 + "x",
)  # fmt: skip
_SPOKEN = ("👨‍👩‍👧‍👦", "]]></Content>", "{text}", "好" * 2000, "好" * 2001, "13800138000" * 100)


def odd(account: Account, random: Random) -> dict[str, bytes]:
    """The messages by what they are, each of a person and with a MsgId of its own."""

    def made(**changed: str | None) -> bytes:
        return message(account, random, **changed)

    plain = made()
    texts = {f"text {text[:12]!r}, {len(text)}": made(Content=escape(text)) for text in _TEXTS}
    voices = {
        f"voice {text[:12]!r}, {len(text)}": made(
            MsgType="voice", Content=None, Recognition=escape(text), MediaId="m", Format="amr"
        )
        for text in _SPOKEN
    }
    return {
        **texts,
        **voices,
        "no text": made(Content=None),
        "only spaces": made(Content=" \n "),
        "a text in two pieces of CDATA": made(Content="<![CDATA[]]]]><![CDATA[>x]]>"),
        "a text with markup in it": made(Content="你<b>好</b>"),
        "a type that is not known": made(MsgType="nft", Content="<a><b>1</b></a>"),
        "a type that is long": made(MsgType="💥" * 9000),
        "the last second of the form": made(CreateTime="999999999999"),
        "the first second": made(CreateTime="0", MsgId="0"),
        "the longest name": made(FromUserName="o" * 64),
        "a field twice": plain.replace(b"<MsgId>", b"<Content>x</Content><MsgId>"),
        "many fields": made(**{f"Field{n}": "x" for n in range(900)}),
        "attributes": made().replace(b"<Content>", b'<Content lang="zh" x="1">'),
        "comments and instructions": made().replace(b"<Content>", b"<!-- x --><?x y?><Content>"),
        "white space between": made().replace(b"><", b">\r\n\t<"),
        "a declaration": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + made(),
        "a declaration that is wrong": b'<?xml version="1.0" encoding="GB2312"?>' + made(),
        "a tap on a menu": made(MsgType="event", Event="CLICK", EventKey="你" * 9000, MsgId=None),
    }

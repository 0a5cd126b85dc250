"""WeChat's XML: what it sends as a flat dictionary of strings, and our replies as XML."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, XMLParser

# WeChat's own messages stay far below both; what lies above would only cost time.
_DEEPEST = 8
_MOST_ELEMENTS = 1000

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class XmlError(Exception):
    """A body is not one of WeChat's XML documents."""


def parse(body: bytes) -> dict[str, str]:
    """The children of the root `<xml>` by name, with their text as it stands; the caller bounds the length of `body`.

    A child that has children itself is "": what is nested in it is not read. Of two children with one name the first
    counts. Raises XmlError for anything else: another root, a DTD, bytes that are not UTF-8, more than 8 levels or 1000
    elements.
    """
    # The parser would take a NUL or a byte order mark among the first bytes for UTF-16.
    if b"\0" in body:
        raise XmlError("NUL bytes")
    children = _Children()
    parser = XMLParser(target=children, forbid_dtd=True)
    try:
        parser.feed(body.decode())
        parser.close()
    except (UnicodeDecodeError, ParseError, DefusedXmlException) as error:
        raise XmlError(f"not well-formed UTF-8 XML without a DTD: {type(error).__name__}") from None
    return children.texts


def text_reply(to: str, sender: str, created: int, content: str) -> bytes:
    """The passive reply with a text. to: an openid; sender: the account's original id; created: seconds since 1970."""
    return _document(
        *_envelope(to, sender, created, "text"), _element("Content", _characters(content))
    )


def news_reply(to: str, sender: str, created: int, title: str, description: str, url: str) -> bytes:
    """The passive reply with one 图文 card without a picture that opens `url`."""
    card = (
        _element("Title", _characters(title)),
        _element("Description", _characters(description)),
        _element("PicUrl", _characters("")),
        _element("Url", _characters(url)),
    )
    return _document(
        *_envelope(to, sender, created, "news"),
        _element("ArticleCount", "1"),
        _element("Articles", _element("item", *card)),
    )


def encrypted_reply(encrypt: str, signature: str, timestamp: str, nonce: str) -> bytes:
    """The passive reply of safe mode around an encrypted one. signature: over token, timestamp, nonce and `encrypt`."""
    return _document(
        _element("Encrypt", _characters(encrypt)),
        _element("MsgSignature", _characters(signature)),
        _element("TimeStamp", escape(_allowed(timestamp))),
        _element("Nonce", _characters(nonce)),
    )


class _Children:
    """What the parser reports, kept as far as `parse` gives it; the document itself is never built in memory."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self._depth = 0
        self._elements = 0
        self._pieces: list[str] = []
        self._nested = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > _DEEPEST or self._elements > _MOST_ELEMENTS:
            raise XmlError("too deep, or too many elements")
        if self._depth == 1 and name != "xml":
            raise XmlError("the root is not <xml>")
        if self._depth == 2:
            self._pieces, self._nested = [], False
        else:
            self._nested = True

    def data(self, text: str) -> None:
        if self._depth == 2:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        if self._depth == 2:
            self.texts.setdefault(name, "" if self._nested else "".join(self._pieces))
        self._depth -= 1

    def close(self) -> None:
        """Called by the parser at the end of the document."""


def _envelope(to: str, sender: str, created: int, kind: str) -> tuple[str, ...]:
    return (
        _element("ToUserName", _characters(to)),
        _element("FromUserName", _characters(sender)),
        _element("CreateTime", str(created)),
        _element("MsgType", _characters(kind)),
    )


def _document(*elements: str) -> bytes:
    return _element("xml", *elements).encode()


def _element(name: str, *content: str) -> str:
    return f"<{name}>{''.join(content)}</{name}>"


def _characters(text: str) -> str:
    """`text` in CDATA; where it would end the CDATA, a second one begins."""
    return f"<![CDATA[{_allowed(text).replace(']]>', ']]]]><![CDATA[>')}]]>"


def _allowed(text: str) -> str:
    return _FORBIDDEN.sub("", text)

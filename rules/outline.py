"""Which clause each paragraph of a document stands in: the addresses.

Two forms are known, told apart by the text: articles (第一条 …, in chapters or not) and numbered
sections (一、 then （一）).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rules.errors import DocumentError
from rules.paragraphs import Paragraph, paragraphs

FRONT, INTRODUCTION, BACK = "文头", "引言", "文末"
_COMING_INTO_FORCE = re.compile("本[\u4e00-\u9fff]{2,4}自.+[日起](起|施行|实施|执行)")
_DEPTH = {"chapter": 0, "article": 1, "section": 1, "level": 2, "item": 3}
_DIGITS = "零一二三四五六七八九"


class Placed(NamedTuple):
    """A paragraph in its place.

    owners: the clauses it belongs to, innermost first; empty for the title of a chapter.
    heading: the title of its chapter or section. title: it is a title, so it holds no sentence.
    """

    text: str
    owners: tuple[str, ...]
    heading: str
    title: bool


def numeral(number: int) -> str:
    """1 to 99 as addresses write it: 二, 十, 二十三."""
    tens, ones = divmod(number, 10)
    return (
        (_DIGITS[tens] if tens > 1 else "")
        + ("十" if tens else "")
        + (_DIGITS[ones] if ones else "")
    )


def outline(text: str) -> list[Placed]:
    """The paragraphs of `text` in order, each with its clauses. Raises DocumentError."""
    found = paragraphs(text)
    numbers = {paragraph.number for paragraph in found}
    if "第一条" in numbers:
        top = "article"
    elif any(paragraph.kind == "section" and paragraph.number == "一" for paragraph in found):
        top = "section"
    else:
        raise DocumentError(
            "文件里既没有「第一条」也没有「一、」，无法分条", "请检查文本是否完整、编号是否在行首"
        )
    first = next(i for i, paragraph in enumerate(found) if paragraph.kind in ("chapter", top))
    last = _end(found, first, top)
    placed = list(_before(found[:first]))
    placed += _numbered(found[first:last], top)
    placed += (Placed(paragraph.text, (BACK,), "", paragraph.titled) for paragraph in found[last:])
    return placed


def _before(front: list[Paragraph]) -> Iterator[Placed]:
    """What precedes the first clause; whole sentences under the title introduce the document."""
    start = len(front)
    while start and front[start - 1].concluded:
        start -= 1
    for i, paragraph in enumerate(front):
        yield Placed(paragraph.text, (FRONT if i < start else INTRODUCTION,), "", paragraph.titled)


def _end(found: list[Paragraph], first: int, top: str) -> int:
    """Where the clauses end: at a rule, an office or a date, (sections) 本意见自…实施."""
    last = max(i for i, paragraph in enumerate(found) if i >= first and paragraph.kind in _DEPTH)
    for i in range(last + 1, len(found)):
        paragraph = found[i]
        in_force = top == "section" and _COMING_INTO_FORCE.match(paragraph.text)
        if paragraph.ruled or in_force or not (paragraph.stopped or paragraph.kind == "point"):
            return i
    return len(found)


def _numbered(body: list[Paragraph], top: str) -> Iterator[Placed]:
    """The clauses. `base` is what items hang from: article, later paragraph, level or section."""
    seen: set[str] = set()
    heading = chapter = ""
    base: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    count = 0  # the article's paragraphs so far, its own title apart
    for i, paragraph in enumerate(body):
        kind, title = paragraph.kind, paragraph.titled
        if kind == "chapter" or (title and kind == "plain"):
            heading, chapter = paragraph.text, paragraph.number or paragraph.text
            base, owners = (), ()
            yield Placed(paragraph.text, (), heading, True)
            continue
        if top == "section" and kind in ("section", "item"):
            title = title or _heads(body, i)
        opened = True
        if kind == top:
            if top == "section":
                heading = paragraph.text.split("。")[0]
            count = 0 if title else 1
            base = owners = (paragraph.number if top == "article" else f"第{paragraph.number}部分",)
        elif not base:
            opened, owners = False, (chapter,)
        elif kind == "item":
            owners = (f"{base[0]}（{paragraph.number}）", *base)
        elif kind == "level" and top == "article":
            base = owners = (base[-1] + paragraph.number, base[-1])
        elif kind == "plain" and top == "article" and count:
            count += 1
            base = owners = (f"{base[-1]}第{numeral(count)}款", base[-1])
        else:
            opened = False
        if kind != top:
            count = max(count, 1)
        if opened and owners[0] in seen:
            raise DocumentError(
                f"「{owners[0]}」出现了两次",
                "同一编号只能有一处：附件请另立文件，句中引用的条文不要另起一行",
            )
        seen.add(owners[0])
        yield Placed(paragraph.text, owners, heading, title)


def _heads(body: list[Paragraph], i: int) -> bool:
    """Whether a numbered paragraph among sections is only the title of what follows it."""
    after = _DEPTH.get(body[i + 1].kind, 9) if i + 1 < len(body) else 0
    return not body[i].stopped and after > _DEPTH[body[i].kind]

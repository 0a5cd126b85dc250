"""A document's lines, joined to paragraphs.

Sources come with page breaks and line breaks in the middle of sentences, so a break alone means
nothing: a paragraph ends where a sentence ends, at a title, or before a numbering mark.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMBER = "[零一二三四五六七八九十百]+"
_MARK = re.compile(
    rf"(?P<chapter>第{_NUMBER}[编章节])[^。；：]*$"
    rf"|(?P<article>第{_NUMBER}条)"
    rf"|(?P<level>第{_NUMBER}层次)(?=[：:])"
    rf"|(?P<section>{_NUMBER})、"
    rf"|[（(](?P<item>{_NUMBER})[）)]"
    r"|(?P<point>\d+[.．、]|[（(]\d+[）)])"
)
# With a space after it, it is the article itself and not a reference to it that the margin cut off.
_SET_OFF = re.compile(rf"第{_NUMBER}[编章节条]\s")
_RULE = re.compile(r"[-*_]{3,}$")
_STOPS = frozenset("。！？")
_PAUSES = frozenset("；：;:")
_CLOSING_MARKS = "”’》）)」』"
# Official documents are set 28 characters a line (GB/T 9704), so a shorter line without punctuation
# was not cut by the margin: it is a title, a date or an office.
_SHORTEST_CUT_LINE = 22
_INSIDE = re.compile("[，。；：]|、$")


class Paragraph(NamedTuple):
    """One paragraph without its Markdown marks.

    kind: the numbering mark it starts with (chapter, article, level, section, item, point) or
    "plain"; number: that mark's number as an address has it (第八条, 三).
    titled: marked as a heading with #. ruled: a rule stands before it.
    """

    text: str
    kind: str = "plain"
    number: str = ""
    titled: bool = False
    ruled: bool = False

    @property
    def stopped(self) -> bool:
        """Whether it ends with a stop or a pause, as a title never does."""
        return _end(self.text) in _STOPS | _PAUSES

    @property
    def concluded(self) -> bool:
        """Whether it ends with a full stop."""
        return _end(self.text) in _STOPS


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of `text` in order, in one pass."""
    found: list[Paragraph] = []
    last_line, ruled, numbered = "", False, False
    for raw in text.splitlines():
        line = raw.strip()
        if _RULE.match(line):
            ruled = True
            continue
        titled = line.startswith("#")
        line = line.lstrip("#").replace("**", "").strip()
        if not line:
            continue
        mark = _MARK.match(line)
        whole = not found or titled or ruled or found[-1].titled
        if whole or _breaks(last_line, line, mark, numbered):
            kind = (mark.lastgroup or "plain") if mark else "plain"
            found.append(Paragraph(line, kind, mark[kind] if mark else "", titled, ruled))
            numbered = numbered or kind in ("chapter", "article", "section")
        else:
            found[-1] = found[-1]._replace(text=_join(found[-1].text, line))
        last_line, ruled = line, False
    return found


def _breaks(last: str, line: str, mark: re.Match[str] | None, numbered: bool) -> bool:
    """Whether `line` does not continue the line `last`; numbered: the first clause has begun."""
    end = _end(last)
    if end in _STOPS or _SET_OFF.match(line):
        return True
    if end in _PAUSES:
        # 各成员单位： in a covering letter is a line of its own.
        return mark is not None or (not numbered and end == "：")
    return len(last) < _SHORTEST_CUT_LINE and not _INSIDE.search(last)


def _end(text: str) -> str:
    """The last character inside closing quotes and brackets."""
    return text.rstrip(_CLOSING_MARKS)[-1:]


def _join(first: str, second: str) -> str:
    """Two halves of a line; Latin words keep the space that the break stood for."""
    latin = all(end.isascii() and end.isalpha() for end in (first[-1], second[0]))
    return f"{first} {second}" if latin else first + second

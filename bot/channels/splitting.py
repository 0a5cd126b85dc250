"""A long text as several of limited size, cut where a reader would pause."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

LEAST = 32  # bytes: the widest character between the marks of the deepest citation that is cut
_DEEPEST = 3  # citations inside one another that are closed and reopened; further in, marks are ordinary characters
_MARK = len("「".encode())

# How good a place is to cut at. What a pattern finds ends there, or its group does.
_NEVER, _GLUED, _ANYWHERE, _HEADING, _COMMA, _SENTENCE, _LINE = range(7)
_JOINED = "\u0300-\u036f\u200d\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
_PLACES = (
    (re.compile(r"(?<=[，、])"), _COMMA),
    (re.compile(r"[。！？；][。！？；」』”’）】》]*"), _SENTENCE),
    (re.compile(r"$", re.MULTILINE), _LINE),
    # A heading belongs to what stands below it.
    (re.compile(r"^(?:.*[：:]|请问：.*)$", re.MULTILINE), _HEADING),
    # Numbers, Latin words and what is drawn as one sign: modifiers, what joins emoji, halves of flags.
    (re.compile(r"(?<=[!-~])(?=[!-~])"), _GLUED),
    (re.compile(rf"(?=[{_JOINED}])|(?<=\u200d)"), _GLUED),
    (re.compile(r"([\U0001f1e6-\U0001f1ff])[\U0001f1e6-\U0001f1ff]"), _GLUED),
)
_LINK_STARTS = re.compile(r"<a\s")


class _Span(NamedTuple):
    """A citation or a link: text[start:end]."""

    start: int
    end: int
    cited: bool


def split(text: str, limit: int) -> list[str]:
    """`text` in pieces of at most `limit` UTF-8 bytes, best at the end of a line, of a sentence, at a comma.

    No cut falls into a link or a citation 「…」 that fits into a piece. A longer citation becomes several, each with
    its own marks; a longer link is cut like other text. White space at the cuts is dropped.

    Raises:
        ValueError: `limit` is below `LEAST`.
    """
    if limit < LEAST:
        raise ValueError(f"limit is {limit}, must be at least {LEAST} bytes")
    text = text.strip()
    return list(_Pieces(text, limit)) if text else []


def break_off(text: str, limit: int, end: int) -> tuple[str, str]:
    """`text`, which has at most `limit` bytes, as what stands above and a short end of at most `end` bytes.

    The end is empty where `text` ends in a citation or a link that is longer.
    """
    text = text.strip()
    place = _Pieces(text, limit).end_of_at_most(end)
    return text[:place].rstrip(), text[place:].lstrip()


def clip(text: str, limit: int) -> str:
    """The first line of `text`, where it is longer than `limit` UTF-8 bytes its beginning and an ellipsis.

    Raises:
        ValueError: see `split`.
    """
    line = text.strip().partition("\n")[0].rstrip()
    if len(line.encode()) <= limit:
        return line
    return split(line, limit - len("…".encode()))[0].rstrip("，、：；。") + "…"


class _Pieces:
    """The pieces of `text`, and all that is known of its positions: position i is before character i.

    `_ends` and `_begins`: a piece from i to j takes `_ends[j] - _begins[i]` bytes, marks that are added included.
    Both only grow, so places can be searched for by halves.
    """

    def __init__(self, text: str, limit: int) -> None:
        self._text, self._limit = text, limit
        bytes_before = list(accumulate(map(_width, text), initial=0))
        self._rank = bytearray([_ANYWHERE]) * (len(text) + 1)
        for pattern, rank in _PLACES:
            for found in pattern.finditer(text):
                self._rank[found.end(pattern.groups)] = rank
        self._depth = self._protect(bytes_before)
        self._ends = [n + _MARK * depth for n, depth in zip(bytes_before, self._depth, strict=True)]
        self._begins = [
            n - _MARK * depth for n, depth in zip(bytes_before, self._depth, strict=True)
        ]

    def __iter__(self) -> Iterator[str]:
        start = 0
        while start < len(self._text):
            end = self._cut(start)
            inside = self._text[start:end].strip()
            yield f"{'「' * self._depth[start]}{inside}{'」' * self._depth[end]}"
            start = end
            while start < len(self._text) and self._text[start].isspace():
                start += 1

    def end_of_at_most(self, size: int) -> int:
        """Where an end of at most `size` bytes is best cut off: the length of the text where it cannot be."""
        length = len(self._text)
        first = bisect_left(self._begins, self._ends[length] - size)
        best = self._best(max(first, 1), length - 1) if max(first, 1) < length else length
        return best if self._rank[best] != _NEVER else length

    def _protect(self, bytes_before: list[int]) -> bytearray:
        """Forbids cuts inside what fits into a piece; returns how many citations that do not are open, by position."""
        steps = [0] * (len(self._text) + 1)
        open_until: list[int] = []
        done = 0
        for start, end, cited in _spans(self._text):
            if start < done:
                continue
            while open_until and open_until[-1] <= start:
                open_until.pop()
            around = 2 * _MARK * len(open_until)
            if bytes_before[end] - bytes_before[start] + around <= self._limit:
                self._rank[start + 1 : end] = bytes(end - start - 1)
                done = end
            elif cited and len(open_until) < _DEEPEST:
                open_until.append(end)
                steps[start + 1] += 1
                steps[end] -= 1
                self._avoid_empty(start + 1, end - 1)
        return bytearray(accumulate(steps))

    def _avoid_empty(self, first: int, last: int) -> None:
        """Keeps cuts away from the marks of a citation, or one half would be marks with nothing in them."""
        self._rank[first] = self._rank[last] = _GLUED
        while last > first and self._text[last - 1].isspace():
            last -= 1
            self._rank[last] = _GLUED

    def _cut(self, start: int) -> int:
        """Where the piece that begins at `start` ends."""
        ends, rank, base = self._ends, self._rank, self._begins[start]
        furthest = bisect_right(ends, base + self._limit) - 1
        if furthest == len(self._text):
            return furthest
        # Well filled pieces are few, and few messages may be sent.
        half = max(start + 1, bisect_left(ends, base + self._limit // 2))
        best = self._best(half, furthest)
        if rank[best] >= _COMMA:
            return best
        if rank[furthest] == _NEVER:
            # What stands before a citation may go with it into the next piece, as long as both fit there.
            whole = next(i for i in range(furthest, len(rank)) if rank[i] != _NEVER)
            with_it = bisect_left(self._begins, ends[whole] - self._limit)
            return self._best(max(start + 1, with_it), furthest)
        return best

    def _best(self, first: int, last: int) -> int:
        """The best place from `first` to `last`, of equally good ones the last."""
        return max(range(first, last + 1), key=lambda i: (self._rank[i], i))


def _spans(text: str) -> list[_Span]:
    """Links and citations in the order of their beginnings; of citations that overlap one holds the other."""
    found = list(_links(text))
    in_link = bytearray(len(text))
    for start, end, _ in found:
        in_link[start:end] = b"\1" * (end - start)
    opened: list[int] = []
    for mark in re.finditer("[「」]", text):
        place = mark.start()
        if in_link[place]:
            continue
        if mark[0] == "「":
            opened.append(place)
        elif opened:
            found.append(_Span(opened.pop(), place + 1, True))
    return sorted(found)


def _links(text: str) -> Iterator[_Span]:
    """The links, each from the last beginning before its end."""
    done = 0
    for closing in re.finditer("</a>", text):
        starts = [found.start() for found in _LINK_STARTS.finditer(text, done, closing.start())]
        if starts:
            yield _Span(starts[-1], closing.end(), False)
        done = closing.end()


def _width(character: str) -> int:
    """Bytes in UTF-8."""
    code = ord(character)
    return 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4

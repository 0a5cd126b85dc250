"""An official document: clauses with stable addresses, sentences, hash, look-up of exact words.

Addresses. A document of articles: 第八条, 第八条（一）, 第十一条第一层次, 第八条第二款 (a later
paragraph of the article; its items and levels belong to the first). A document of sections:
第五部分, 第五部分（二）; numbered lists stay in their clause's text. 文头 is what precedes the
first clause, 引言 the introduction under the title, 文末 what follows the last clause.

Offsets count characters of the document without white space and Markdown marks, so that they hold
however it is laid out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property
from hashlib import sha256
from itertools import accumulate

from rules.errors import QuoteError
from rules.outline import Placed, outline

_SENTENCE = re.compile(r"[^。；;！？]*[。；;！？]+[”’》）)」』]*|[^。；;！？]+$")


def squeeze(text: str) -> str:
    """`text` without any white space."""
    return "".join(text.split())


@dataclass(frozen=True)
class Clause:
    """A clause with its children.

    text: the words as they stand, a paragraph a line, line breaks inside sentences joined.
    heading: the title of its chapter or section. start, end: its offsets in the document.
    """

    address: str
    heading: str
    text: str
    parent: str | None
    start: int
    end: int

    @cached_property
    def squeezed(self) -> str:
        """The text without white space."""
        return squeeze(self.text)

    @cached_property
    def _places(self) -> list[int]:
        """Where in `text` each character of `squeezed` stands."""
        return [place for place, character in enumerate(self.text) if not character.isspace()]

    def verbatim(self, start: int, end: int) -> str:
        """The words at `squeezed[start:end]` as they stand in `text`."""
        return self.text[self._places[start] : self._places[end - 1] + 1]


@dataclass(frozen=True)
class Quote:
    """Exact words of a clause (its address)."""

    clause: str
    text: str


@dataclass(frozen=True)
class Sentence:
    """A sentence, or a part up to ；, in its innermost clause. Offsets in the document."""

    clause: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, in its innermost clause; that of a chapter's title is empty. Offsets in the document."""

    clause: str
    text: str
    title: bool
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Document:
    """A parsed document.

    clauses: by address, in document order. squeezed: the text without white space and marks.
    """

    clauses: dict[str, Clause]
    squeezed: str
    _paragraphs: tuple[Placed, ...] = field(repr=False)
    _offsets: tuple[int, ...] = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> Document:
        """Divide an official text (Markdown or plain) into clauses.

        Raises DocumentError if it has neither articles nor numbered sections, or an address twice.
        """
        placed = outline(text)
        bare = [squeeze(paragraph.text) for paragraph in placed]
        offsets = (0, *accumulate(map(len, bare)))
        first: dict[str, int] = {}
        last: dict[str, int] = {}
        for i, paragraph in enumerate(placed):
            for address in paragraph.owners:
                first.setdefault(address, i)
                last[address] = i + 1
        clauses = {}
        for address, i in first.items():
            end = last[address]
            words = "\n".join(paragraph.text for paragraph in placed[i:end])
            parent = placed[i].owners[1] if len(placed[i].owners) > 1 else None
            clauses[address] = Clause(
                address, placed[i].heading, words, parent, offsets[i], offsets[end]
            )
        return cls(clauses, "".join(bare), tuple(placed), offsets)

    @cached_property
    def sha256(self) -> str:
        """The hash of `squeezed`: the same however the text is laid out."""
        return sha256(self.squeezed.encode()).hexdigest()

    def locate(self, address: str, text: str) -> tuple[int, int]:
        """The offsets of the words `text` in the document; the errors of `quote`."""
        clause, at, size = self._find(address, text)
        return clause.start + at, clause.start + at + size

    def quote(self, address: str, text: str) -> Quote:
        """The words `text` as they stand in the clause, found whatever their white space.

        Raises QuoteError if there is no such clause, or the words do not stand in it exactly once.
        """
        clause, at, size = self._find(address, text)
        return Quote(address, clause.verbatim(at, at + size))

    def paragraphs(self) -> list[Paragraph]:
        """All words of the document, in order."""
        places = zip(self._offsets, self._offsets[1:], strict=False)
        return [
            Paragraph(one.owners[0] if one.owners else "", one.text, one.title, start, end)
            for one, (start, end) in zip(self._paragraphs, places, strict=True)
        ]

    def sentences(self) -> list[Sentence]:
        """Every sentence in order, each under its innermost clause. Titles are no sentences."""
        return list(self._sentences)

    @cached_property
    def _sentences(self) -> tuple[Sentence, ...]:
        return tuple(
            sentence
            for paragraph, start in zip(self._paragraphs, self._offsets[:-1], strict=True)
            if not paragraph.title
            for sentence in _split(paragraph, start)
        )

    def _find(self, address: str, text: str) -> tuple[Clause, int, int]:
        """The clause, and the place and length of the words in its squeezed text."""
        clause = self.clauses.get(address)
        if clause is None:
            near = get_close_matches(address, self.clauses, n=3, cutoff=0.5)
            remedy = (
                f"相近的有：{'、'.join(near)}"
                if near
                else f"条款从「{next(iter(self.clauses))}」起"
            )
            raise QuoteError(address, "文件里没有这一条款", remedy)
        words = squeeze(text)
        if not words:
            raise QuoteError(address, "引文是空的", "请照抄原文")
        at = clause.squeezed.find(words)
        if at < 0:
            raise QuoteError(address, f"没有「{text}」这些字", self._nearest(clause, words))
        if clause.squeezed.find(words, at + 1) >= 0:
            times = len(re.findall(f"(?={re.escape(words)})", clause.squeezed))
            raise QuoteError(
                address, f"「{text}」出现了 {times} 次", "请多引几个字，使其只出现一次"
            )
        return clause, at, len(words)

    def _nearest(self, clause: Clause, words: str) -> str:
        """Where the words, or the most like them, are to be found."""
        for sentence in self._sentences:
            if words in squeeze(sentence.text):
                return f"这些字在「{sentence.clause}」"
        matcher = SequenceMatcher(None, clause.squeezed, words, autojunk=False)
        match = matcher.find_longest_match(0, len(clause.squeezed), 0, len(words))
        start = max(0, match.a - match.b)
        passage = clause.verbatim(start, min(len(clause.squeezed), start + len(words)))
        return f"最相近的原文是「{passage}」，请照抄，标点和数字也须一致"


def _split(paragraph: Placed, start: int) -> Iterator[Sentence]:
    """The sentences of a paragraph that begins at the offset `start`."""
    for match in _SENTENCE.finditer(paragraph.text):
        end = start + len(squeeze(match[0]))
        yield Sentence(paragraph.owners[0], match[0].strip(), start, end)
        start = end

"""A message cut into sentences and clauses, with the phrases found in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from actions.reading.words.gazetteer import Mention

Span = tuple[int, int]

_SENTENCE_END = re.compile(r"[。!?;\n…]+|(?<!\d)\.(?![\da-z])")
_CLAUSE_END = re.compile(
    r"[。!?;\n…]+|(?<!\d)\.(?![\da-z])|,(?!\d{3}(?!\d))|(?<!^)(?=但是|但(?!是)|不过(?!我)|可是|然而|而且|并且)"
)
_QUESTION = re.compile(
    r"[?吗]|(?<![什那这])么(?=\s*(?:$|[?。!;~]))|多少(?!有)|多[久长远高大](?!的|期|度|了)|几(?![个位年名乎])|(?<!没)(?<!没有)(?:什么|啥)(?![^,。]{0,8}[都也][没不无])"
    r"|哪(?!怕)|怎(?!么都)|如何|是否|呢|难道|咋|不$|有没有|能不能|要不要|是不是"
)
_TOLD_NE = re.compile(
    r"(?P<told>(?:还不|还没|还在|正|才)[^,。;!?]*(?=呢(?:$|[,。;!~]))|(?:我|我们|这个?人|本人|情况)(?=呢,))呢"
)
_EITHER_OR = re.compile(
    r"(?<!现在)(?<!目前)(?<!^学[历位])(?<!,学[历位])(?<!。学[历位])(?<![我的]学[历位])(?<!至今)(?<!一直)(?<!最高学历)(?<!职称)(?<![我们]的)(?<!等级)(?<!最后)(?<!我)(?<!,)(?<!^)还是"
)
_NEAR = 120


@dataclass(frozen=True)
class Utterance:
    """Normalised `text`, its `mentions`, and the spans of its clauses and sentences, each with its end mark."""

    text: str
    mentions: tuple[Mention, ...]
    clauses: tuple[Span, ...]
    sentences: tuple[Span, ...]

    def clause_at(self, position: int) -> Span:
        """The clause that holds the character at `position`."""
        return _at(self.clauses, position)

    def sentence_at(self, position: int) -> Span:
        """The sentence that holds the character at `position`."""
        return _at(self.sentences, position)

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    @cached_property
    def _asking(self) -> str:
        """The text without each 呢 that asks nothing: 公司还不是高企呢, 正写论文呢."""
        return _TOLD_NE.sub(lambda told: told["told"] + " ", self.text)

    def mentions_in(self, span: Span) -> tuple[Mention, ...]:
        """The mentions that begin within `span`."""
        return self.mentions[
            bisect_right(self._starts, span[0] - 1) : bisect_right(self._starts, span[1] - 1)
        ]

    def clause_before(self, position: int) -> Span | None:
        """The clause before the one at `position`, if it belongs to the same sentence."""
        place = _place(self.clauses, position)
        before = self.clauses[place - 1] if place else None
        return before if before and before[0] >= self.sentence_at(position)[0] else None

    def before(self, start: int) -> str:
        """The clause up to `start`; of an endless clause what stands near."""
        return self.text[max(self.clause_at(start)[0], start - _NEAR) : start]

    def after(self, end: int) -> str:
        """The clause from `end` on, without its end mark if that is a comma or full stop; as much as is near."""
        return self.text[end : min(self.clause_at(end - 1)[1], end + _NEAR)].rstrip("。,.;!\n… ")

    def asks(self, position: int) -> bool:
        """Whether the sentence at `position` is a question."""
        return self.asks_within(self.sentence_at(position))

    @cached_property
    def _choices(self) -> dict[Span, bool]:
        return {}

    @cached_property
    def _questions(self) -> dict[Span, bool]:
        return {}

    # Every phrase of a sentence asks this of the same spans: looked through each time, an endless one takes for ever.

    def offers_choice(self, span: Span) -> bool:
        """Whether a 还是 within `span` means 'or', not 'still' as in 到现在还是助工."""
        if span not in self._choices:
            self._choices[span] = bool(_EITHER_OR.search(self.text, *span))
        return self._choices[span]

    def asks_within(self, span: Span) -> bool:
        """Whether a word or mark of a question stands within `span`."""
        if span not in self._questions:
            asked = _QUESTION.search(self._asking[span[0] : span[1]])
            self._questions[span] = bool(asked)
        return self._questions[span]


def _at(spans: tuple[Span, ...], position: int) -> Span:
    return spans[_place(spans, position)]


def _place(spans: tuple[Span, ...], position: int) -> int:
    return max(0, bisect_right(spans, (position, float("inf"))) - 1)


def _cut(text: str, mark: re.Pattern[str]) -> tuple[Span, ...]:
    ends = [match.end() for match in mark.finditer(text) if match.end() > 0]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    starts = [0, *ends[:-1]]
    return tuple((start, end) for start, end in zip(starts, ends, strict=True) if end > start) or (
        (0, len(text)),
    )


def utterance(text: str, mentions: Sequence[Mention]) -> Utterance:
    """Cuts the normalised `text`."""
    return Utterance(text, tuple(mentions), _cut(text, _CLAUSE_END), _cut(text, _SENTENCE_END))

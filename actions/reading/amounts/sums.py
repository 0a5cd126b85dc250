"""Adds what is said in pieces: 先签三年又续了两年, 投了 30 万后来又投 20 万; 一共五年 is the total."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from actions.reading.found import FoundFact
from actions.reading.words.utterance import Utterance

Piece = Literal["more", "total", "later"]

_MORE = re.compile(
    r"(?:又|续|再|追加|另外|加上|[+加])(?:签|续|投|追加|加|入|约|出|缴|订|增资|打|期|了|的|是|过)*\s?$"
)
_LATER = re.compile(r"(?:到期|期满|可以?|能|打算|准备|计划)[^,。;!?]{0,6}$")
_NEXT = re.compile(r"(?:第[二三四五2-5](?:年|期|笔|次|批|轮)|[二三四]期|后期)[^,。;!?]{0,6}$")
_TOTAL = re.compile(
    r"(?:一共|总共|合计|共计|总计|加起来|加一起|合起来|累计|前后|(?<![一总])共)(?:是|有|签|投|了|就是|已经|已|投入|为)*\s?$"
)
ADDED_UNITS = ("年", "万元")


def piece_at(said: Utterance, start: int) -> Piece | None:
    """Whether the amount at `start` comes on top of one said before, is the sum of those, or may be added later."""
    before = said.before(start)
    if _TOTAL.search(before):
        return "total"
    if _MORE.search(before):
        return "later" if _LATER.search(before) else "more"
    return "more" if _NEXT.search(before) else None


def added(found: Iterable[tuple[FoundFact, Piece | None]]) -> Iterator[FoundFact]:
    """One fact each: the last value, a total, or the sum of a value and those on top of it."""
    known: dict[str, FoundFact] = {}
    for each, piece in found:
        if piece == "later":
            continue
        before = known.get(each.fact)
        if (
            piece == "more"
            and before is not None
            and isinstance(before.value, (int, float))
            and isinstance(each.value, (int, float))
        ):
            total = round(before.value + each.value, 4)
            known[each.fact] = replace(each, value=total, start=before.start)
        else:
            known[each.fact] = each
    yield from known.values()

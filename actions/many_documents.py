"""What is said where more documents are known than one answer can speak of: each city's is for its own people."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from actions.answer import Answer
from rules import Library, Pack

MOST_AT_ONCE = 4  # documents that are answered from, or named, side by side


def too_many(packs: Collection[object]) -> bool:
    """Whether `packs` are more than one answer can speak of."""
    return len(packs) > MOST_AT_ONCE


def which_city(packs: Sequence[Pack]) -> Answer:
    """Asks of which city an answer is wanted that stands in all of `packs`."""
    return Answer(
        headline=f"收录的文件里有 {len(packs)} 份写了这一项，各地不同。"
        f"请告诉我是哪里的，如「{packs[0].about.city}的呢」。"
    )


def screening_needs_a_city(library: Library) -> Answer:
    """Declines to screen for all documents at once."""
    return Answer(
        headline=f"收录的 {len(library.packs)} 份文件各管一地，条件不同，"
        "要知道单位或企业在（或打算去）哪个城市才能预审。"
    )


def some_of(library: Library) -> tuple[Sequence[Pack], str]:
    """The documents to name: all when they are few, else the first; and words for the rest."""
    packs = tuple(library.packs.values())
    if not too_many(packs):
        return packs, ""
    return packs[:MOST_AT_ONCE], f"等 {len(packs)} 份"

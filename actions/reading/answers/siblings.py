"""Facts that people name with the same words: 占 65% in answer to the joint share is the joint share."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from actions.reading.found import OTHER_CITY, SUBJECT, FoundFact, RawValue


def as_asked(
    siblings: Sequence[Sequence[str]], asked: Sequence[str], facts: dict[str, RawValue]
) -> dict[str, RawValue]:
    """`facts` (id → value), where the one fact said of a group in `siblings` becomes the one of it that was asked."""
    for group in siblings:
        wanted = [name for name in group if name in asked]
        said = [name for name in group if name in facts]
        if len(wanted) == len(said) == 1 and wanted != said:
            facts = {wanted[0] if name == said[0] else name: facts[name] for name in facts}
    return facts


def without_echo(
    found: Sequence[FoundFact], asked: Sequence[str], words: Collection[str], text: str
) -> list[FoundFact]:
    """The facts in `found`, without what one of the `words` says where the `text` is nothing else: 评上了 answers."""
    alone = text.strip("我也。!,~ ")
    return [
        each
        for each in found
        if each.fact not in (SUBJECT, OTHER_CITY)
        and (each.fact in asked or not (each.words in words and alone == each.words))
    ]

"""Facts that people name with the same words: 占 65% in answer to the joint share is the joint share."""

from __future__ import annotations

from collections.abc import Sequence

from actions.reading.found import RawValue


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

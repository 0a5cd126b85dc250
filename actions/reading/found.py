"""What the extractor hands over."""

from __future__ import annotations

from dataclasses import dataclass

RawValue = bool | str | float | int | list[str] | dict[str, float] | dict[str, str]

SUBJECT = "subject"
OTHER_CITY = "other_city"


@dataclass(frozen=True)
class FoundFact:
    """`fact` has the raw `value` (as the dictionary reads it) according to `words`, which are ``text[start:end]``.

    `doubtful`: said with doubt.

    `fact` is a fact of the dictionary, SUBJECT (value: the id of a subject of a pack) or OTHER_CITY (value: its name).
    """

    fact: str
    value: RawValue
    start: int
    end: int
    words: str
    doubtful: bool = False

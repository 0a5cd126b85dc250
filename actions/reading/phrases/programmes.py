"""Reads the level of a key talent programme (Weihai) off named honours: 万人计划 is one of the nation's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.reading.found import FoundFact, RawValue
from rules.facts import Fact

LEVEL, CATEGORY = "key_programme_level", "startup_category"
_CITY = "weihai"


class Programmes:
    """Knows which honour is a programme of which level; which ones count is the city's to confirm."""

    def __init__(self, level_of: Mapping[str, str], facts: Mapping[str, Fact]) -> None:
        self._level_of = level_of
        self._order = facts[LEVEL].order if LEVEL in facts else {}

    def implied(self, facts: Mapping[str, Any]) -> dict[str, RawValue]:
        """The level of the highest programme among `facts` (raw values by fact id); empty if none is named."""
        levels = [
            level
            for name, level in self._level_of.items()
            if facts.get(name) is True and level in self._order
        ]
        return {LEVEL: max(levels, key=lambda level: self._order[level])} if levels else {}

    def read(self, found: Sequence[FoundFact]) -> list[FoundFact]:
        """What honours imply where Weihai or a category of programmes is spoken of; elsewhere they are honours only."""
        if not any(each.fact == CATEGORY or each.value == _CITY for each in found):
            return []
        implied = self.implied({each.fact: each.value for each in found})
        return [
            replace(first, fact=name, value=value)
            for name, value in implied.items()
            for first in [each for each in found if each.fact in self._level_of][:1]
        ]

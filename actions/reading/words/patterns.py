"""Finds phrases whose words stand apart: 自己办的企业, 第一次在威海办公司, 啥奖都没有, 孵化器是省级的."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.reading.words.gazetteer import Mention
from actions.reading.words.lexicon import Lexicon, Meaning, load_data


class Patterns:
    """The compiled patterns of one lexicon (actions/reading/data/patterns.yaml).

    A pattern says its facts where it matches, or where its group `said` does.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._patterns = tuple(
            (re.compile(pattern), frozenset(_meanings(says, lexicon)))
            for pattern, says in load_data("patterns.yaml").items()
        )

    def find(self, text: str) -> Iterator[Mention]:
        """Mentions in the normalised `text`; they may overlap."""
        for pattern, meanings in self._patterns:
            for match in pattern.finditer(text):
                yield Mention(meanings, *match.span("said" if "said" in match.groupdict() else 0))


def _meanings(says: dict[str, bool | str | int | None], lexicon: Lexicon) -> Iterator[Meaning]:
    return (
        Meaning("names", fact) if value is None else Meaning("says", fact, value)
        for fact, value in says.items()
        if fact in lexicon.dictionary.facts
    )

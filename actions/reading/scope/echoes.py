"""Reads what the speaker says of himself by pointing at another: 我同事是泰山学者，我不是; 我老婆是博士，我也是."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from actions.reading.found import FoundFact
from actions.reading.scope.choices import denied_values
from actions.reading.words.utterance import Utterance
from rules.facts import Fact

_ECHO = re.compile(
    r"(?:但|可|不过)?(?:我|俺|咱)们?(?:自己|本人|公司)?(?:可|倒|并|就)?"
    r"(?:(?P<no>不是|没有|没评上|没入选|没有评上)|(?P<yes>也是|也有|也评上了?|也入选了?))[的啊呢呀嘛了]?[,。;!]?$"
)


def echoes(
    said: Utterance, theirs: Sequence[FoundFact], facts: Mapping[str, Fact]
) -> Iterator[FoundFact]:
    """Facts of the speaker, by those of `theirs` that stand in the clause before."""
    for start, end in said.clauses:
        echo = _ECHO.match(said.text[start:end].strip())
        before = said.clause_before(start) if echo else None
        if echo is None or before is None or said.asks(start):
            continue
        for each in theirs:
            fact = facts.get(each.fact)
            if fact is None or not before[0] <= each.start < before[1]:
                continue
            if echo["yes"] and fact.type in ("yes_no", "choice"):
                yield replace(each, start=start, end=end)
            elif echo["no"] and fact.type == "yes_no" and each.value is True:
                yield replace(each, value=False, start=start, end=end)
            elif echo["no"] and fact.type == "choice":
                value = denied_values(
                    fact, each.value if isinstance(each.value, str) else None, "is"
                )
                if value is not None:
                    yield replace(each, value=value, start=start, end=end)

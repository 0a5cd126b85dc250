"""How a programme stands for a person: what is certain, what is still possible, and in which order programmes are told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rules import Library, Pack, Screening
from rules.evaluate import Trace
from rules.explain import failures
from rules.model import Tier
from rules.result import Failure, ProgrammeResult


@dataclass(frozen=True)
class Standing:
    """`result` with what its trace says of each tier by itself, the programme's common conditions aside."""

    result: ProgrammeResult
    pack: Pack
    trace: Trace
    as_of: date

    @cached_property
    def floor(self) -> Tier | None:
        """The highest tier whose own conditions are met, or up to the panel, whatever else becomes known."""
        if self.result.status.high == 0:
            return None
        tiers = self.trace.rules.tiers[self.result.id]
        return next((tier for tier, root in tiers if self.trace.range(root)[0] > 0), None)

    @cached_property
    def ceiling(self) -> Tier | None:
        """The highest tier that is still possible."""
        tiers = self.trace.rules.tiers[self.result.id]
        possible = self.result.tiers_possible[:1]
        return next((tier for tier, _ in tiers if tier.id in possible), None)

    @cached_property
    def missing_for_entry(self) -> tuple[str, ...]:
        """The facts not yet known on which the programme itself depends, whatever the tier."""
        common = self.trace.rules.common[self.result.id]
        nodes = [self.trace.rules.nodes[place] for place in self.trace.rules.below(common)]
        asked = {node.comparison.fact.id for node in nodes if node.comparison}
        return tuple(fact for fact in self.result.missing if fact in asked)

    @cached_property
    def shortfalls(self) -> tuple[Failure, ...]:
        """What a programme that is still open misses by a measure: a share, a sum, a time."""
        if self.result.status.high == 0:
            return ()
        rules = self.trace.rules
        roots = [rules.common[self.result.id], *(root for _, root in rules.tiers[self.result.id])]
        found = [failure for root in roots for failure in self._shortfalls(root)]
        return tuple({(one.fact, one.label): one for one in found}.values())

    def _shortfalls(self, place: int) -> Iterator[Failure]:
        """The failed measures below `place` that keep it from being met."""
        low, high = self.trace.range(place)
        node = self.trace.rules.nodes[place]
        if low == 2:
            return
        if high == 0 and node.comparison:
            yield from (one for one in failures(self.trace, place, self.as_of) if one.gap)
        for child in node.children[:1] if node.kind == "readings" else node.children:
            yield from self._shortfalls(child)

    @property
    def is_open(self) -> bool:
        """Whether what is not known can still change status or tier."""
        return bool(self.result.missing)


def standings(screening: Screening, library: Library) -> list[Standing]:
    """All programmes of `screening`: the surest first, then those of which most is known to be met; the failed ones last."""
    found = [
        Standing(result, library.packs[result.pack], screening.trace[result.pack], screening.as_of)
        for result in screening.programmes
    ]
    return sorted(
        found,
        key=lambda one: (
            one.result.status.high == 0,
            -one.result.status.low,
            -len(one.result.reasons),
            len(one.result.missing),
        ),
    )

"""How a programme stands for a person: what is certain, what is still possible, which is told first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rules import Library, Pack, Screening
from rules.evaluate import Trace
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

    @property
    def higher(self) -> Tier | None:
        """The ceiling, where it is above the floor."""
        return self.ceiling if self.ceiling and self.ceiling != self.floor else None

    @cached_property
    def missing_for_entry(self) -> tuple[str, ...]:
        """The facts not yet known on which the programme itself depends, whatever the tier."""
        common = self.trace.rules.common[self.result.id]
        nodes = [self.trace.rules.nodes[place] for place in self.trace.rules.below(common)]
        asked = {node.comparison.fact.id for node in nodes if node.comparison}
        return tuple(fact for fact in self.result.missing if fact in asked)

    @cached_property
    def shortfalls(self) -> tuple[Failure, ...]:
        """What was told and does not meet what is asked, where the verdict itself does not say so.

        Of the tiers' long lists only what is missed by a measure: a share, a sum, a time.
        """
        rules = self.trace.rules
        common = list(self._missed(rules.common[self.result.id]))
        tiers = [
            one for _, root in rules.tiers[self.result.id] for one in self._missed(root) if one.gap
        ]
        said = {(failure.fact, failure.gap) for failure in self.result.failed}
        found: dict[tuple[str | None, str], Failure] = {}
        for failure in (*common, *tiers):
            found.setdefault((failure.fact, failure.gap), failure)
        return tuple(failure for missed, failure in found.items() if missed not in said)

    def _missed(self, place: int) -> Iterator[Failure]:
        """The measured comparisons below `place` that are not met, keep it from being met and are no panel's matter."""
        node = self.trace.rules.nodes[place]
        if self.trace.range(place)[0] == 2:
            return
        if node.comparison:
            fact, leaf = node.comparison.fact, node.comparison.leaf
            value = self.trace.facts.get(fact.id)
            if value is None or isinstance(value, bool) or leaf.panel or leaf.relaxed_by:
                return
            yield Failure(
                address=node.address,
                label=node.label,
                fact=fact.id,
                has=fact.show(value),
                gap=node.comparison.gap(value, self.as_of),
                quote=node.quote,
            )
        for child in node.children[:1] if node.kind == "readings" else node.children:
            yield from self._missed(child)

    @property
    def share_known(self) -> float:
        """Of what is met and what is still to be known for the programme itself, the part that is met: 0 to 1."""
        met = len(self.result.reasons)
        return met / (met + len(self.missing_for_entry)) if met else 0.0

    @property
    def touched(self) -> int:
        """How many conditions the facts told meet or fail."""
        return len(self.result.reasons) + sum(one.has is not None for one in self.result.failed)

    @property
    def is_open(self) -> bool:
        """Whether what is not known can still change status or tier."""
        return bool(self.result.missing)


def standings(screening: Screening, library: Library) -> list[Standing]:
    """All programmes of `screening`: the surest first, then those most is known of; the failed ones last."""
    found = [
        Standing(result, library.packs[result.pack], screening.trace[result.pack], screening.as_of)
        for result in screening.programmes
    ]
    return sorted(
        found,
        key=lambda one: (
            one.result.status.high == 0,
            -one.result.status.low,
            -one.share_known,
            len(one.result.missing),
        ),
    )

"""One programme of one person: everything that the trace says about it, explained."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rules.amounts import amounts
from rules.evaluate import RANGES, Trace, both
from rules.explain import failures, near_misses, panel_points, reasons
from rules.load import Pack
from rules.model import Programme
from rules.outcome import outcome, status_of
from rules.questions import programme_facts
from rules.result import ProgrammeResult, ReadingDifference, TierResult


def assess(pack: Pack, programme: Programme, trace: Trace, day: date) -> ProgrammeResult:
    """The result of `programme` on the day `day`, with what carries it, fails it and is open."""
    rules = pack.rules
    common = rules.common[programme.id]
    best, settled, possible = outcome(trace, programme.id)
    low, high = RANGES[best]
    tiers = tuple(
        TierResult(
            id=tier.id,
            label=tier.label,
            status=status_of(*RANGES[both(trace.codes[common], trace.codes[root])]),
            quote=tier.quote,
        )
        for tier, root in rules.tiers[programme.id]
    )
    own = {tier.id: root for tier, root in rules.tiers[programme.id]}
    reached = rules.reached[programme.id]
    parts = (common, own[settled]) if settled else (common, *reached[-1:])
    lacking = [common]
    if reached and trace.range(reached[-1])[1] == 0:
        lacking.append(list(own.values())[-1])
    failed = (
        tuple(one for part in lacking for one in failures(trace, part, day)) if high == 0 else ()
    )
    warning = f"须真实变化，不得弄虚作假（见{pack.about.no_cheating.clause}）"
    combos: list[tuple[int, ...]] = [(common, root) for root in reached] or [(common,)]
    return ProgrammeResult(
        pack=pack.id,
        id=programme.id,
        label=programme.label,
        status=status_of(low, high),
        tier=next((tier for tier in tiers if tier.id == settled), None),
        tiers=tiers,
        tiers_possible=possible,
        amounts=amounts(pack, trace, programme.id, possible) if high > 0 else (),
        reasons=tuple(dict.fromkeys(one for part in parts for one in reasons(trace, part))),
        failed=failed,
        panel=tuple(dict.fromkeys(one for part in parts for one in panel_points(trace, part)))
        if high > 0
        else (),
        missing=tuple(programme_facts(trace, programme.id)),
        readings=tuple(_reading_differences(pack, programme, trace)),
        near_misses=near_misses(trace, combos, day, warning) if high == 0 else (),
        notes=programme.notes,
        decided_by=programme.decided_by,
        quote=programme.quote,
    )


def _reading_differences(
    pack: Pack, programme: Programme, trace: Trace
) -> Iterable[ReadingDifference]:
    """The other readings under which status or tiers of the programme come out differently."""
    rules = pack.rules
    here = outcome(trace, programme.id)
    for chosen in rules.readings_in[programme.id].values():
        changed = [
            (place, position)
            for place, position in chosen.items()
            if trace.codes[rules.nodes[place].children[position]] != trace.codes[place]
        ]
        if not changed:
            continue
        other = outcome(trace.reread(chosen), programme.id)
        if other != here:
            place, position = changed[0]
            node = rules.nodes[place]
            tier = next((one.label for one in programme.tiers if one.id == other[1]), None)
            yield ReadingDifference(
                address=node.address,
                used=node.readings[0].label,
                other=node.readings[position].label,
                status=status_of(*RANGES[other[0]]),
                tier=tier,
                quote=node.quote,
            )

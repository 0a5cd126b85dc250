"""From the trace to a programme's outcome: its range, its settled tier, the tiers still possible."""

from __future__ import annotations

from rules.evaluate import OPEN, RANGES, STATUS, Trace, both, either
from rules.result import Status


def status_of(low: int, high: int) -> Status:
    """The status of a range of levels."""
    return Status(low=low, high=high, label=STATUS[low] if low == high else OPEN)


def outcome(trace: Trace, programme: str) -> tuple[int, str | None, tuple[str, ...]]:
    """The code of a programme, its tier if settled, and the tiers still possible (high to low).

    A tier is no longer possible when one above it will in any case be met at least as far. The tier
    is settled when the highest one possible can be no other.
    """
    common = trace.codes[trace.rules.common[programme]]
    tiers = trace.rules.tiers[programme]
    if not tiers:
        return common, None, ()
    best, settled = 0, None
    possible: list[str] = []
    certain = True
    for position, (tier, root) in enumerate(tiers):
        one = both(common, trace.codes[root])
        best = either(best, one)
        low, high = RANGES[one]
        if high == 0:
            continue
        possible.append(tier.id)
        certain = certain and low == high
        if certain and (settled is None or low == 2):
            settled = tier.id
        lower = (RANGES[trace.codes[below]][1] for _, below in tiers[position + 1 :])
        if RANGES[trace.codes[root]][0] >= max(lower, default=0):
            break
    return best, settled, tuple(possible)

"""From the trace to a programme's outcome: its range, its settled tier, the tiers still possible."""

from __future__ import annotations

from functools import cache

from rules.evaluate import OPEN, RANGES, STATUS, Trace, both, either
from rules.result import Status


@cache
def status_of(low: int, high: int) -> Status:
    """The status of a range of levels."""
    return Status(low=low, high=high, label=STATUS[low] if low == high else OPEN)


def outcome(trace: Trace, programme: str) -> tuple[int, str | None, tuple[str, ...]]:
    """The code of a programme, its tier if settled, and the tiers still possible (high to low).

    The tier is the highest one at the best level reached; it is settled when no other can become it.
    A tier is no longer possible when one above it will in any case be met at least as far.
    """
    common = trace.codes[trace.rules.common[programme]]
    tiers = trace.rules.tiers[programme]
    if not tiers or common == 0:
        return common, None, ()
    best, above = 0, 0
    possible: list[tuple[str, int, int]] = []
    for tier, own in tiers:
        code = both(common, trace.codes[own])
        best = either(best, code)
        if RANGES[trace.codes[own]][1] > above and RANGES[code][1] > 0:
            possible.append((tier.id, *RANGES[code]))
        above = max(above, RANGES[trace.codes[own]][0])
    return best, _settled(possible), tuple(tier for tier, _, _ in possible)


def _settled(possible: list[tuple[str, int, int]]) -> str | None:
    for position, (tier, low, high) in enumerate(possible):
        higher = max((one[2] for one in possible[:position]), default=0)
        lower = max((one[2] for one in possible[position + 1 :]), default=0)
        if low == high and higher < low and lower <= low:
            return tier
    return None

"""What a golden case expects of one programme."""

from __future__ import annotations

from typing import Literal

from rules.conditions import Strict

Word = Literal["满足", "待评审", "不满足", "待补充"]
Sum = float | tuple[float | None, float | None] | None


class ExpectedAmount(Strict):
    """A benefit: its `sum`, how it is computed, paid by year and shared, what it waits for (万元)."""

    sum: Sum
    status: Word | None = None
    computation: str | None = None
    payments: dict[str, Sum] | None = None
    shares: dict[str, float] | None = None
    readings: tuple[Sum, ...] | None = None
    missing: tuple[str, ...] | None = None


class ExpectedReading(Strict):
    """Another reading of the passage at the address that ends in `at`, and what it leads to."""

    at: str
    status: Word
    tier: str | None


class Expected(Strict):
    """What one programme must come to. Addresses are given by how they end.

    `tier: none` says that no tier is settled. A sum alone stands for an amount: a number, [low, high],
    or nothing where there is no sum. `failed` has the gap to each address; `near_misses` words of each;
    `reasons` and `higher` (a value above the listed one counted) name conditions that must be there.
    """

    status: Word | None = None
    tier: str | None = None
    tiers_possible: tuple[str, ...] | None = None
    amounts: dict[str, ExpectedAmount | Sum] | None = None
    failed: dict[str, str] | None = None
    panel: tuple[str, ...] | None = None
    near_misses: tuple[str, ...] | None = None
    readings: tuple[ExpectedReading, ...] | None = None
    missing: tuple[str, ...] | None = None
    reasons: tuple[str, ...] = ()
    higher: tuple[str, ...] | None = None


class ExpectedValidity(Strict):
    """Whether the document has expired on the day, and words that must be said about it."""

    expired: bool
    says: tuple[str, ...] = ()

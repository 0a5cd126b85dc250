"""What a pack may say of what is given: sums and how they are computed, paid and divided. Money in 万元."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from rules.conditions import Condition, Identifier, Note, Quoted, Strict


class Fixed(Strict):
    """A sum paid once or by schedule (万元)."""

    kind: Literal["fixed"]
    value: float


class Yearly(Strict):
    """A sum a year (万元) for the years that ``years`` (a fact) says, at most ``years_max``."""

    kind: Literal["yearly"]
    value: float
    years: str
    years_max: int


class Matching(Strict):
    """1:1 to the sum in ``fact`` (万元), at most ``cap``."""

    kind: Literal["matching"]
    fact: str
    cap: float


class Percent(Strict):
    """``percent`` of the sum in ``fact`` (万元), at most ``cap``, for ``years`` years."""

    kind: Literal["percent"]
    percent: float
    fact: str
    cap: float
    years: int = 1
    cap_per: Literal["year", "total"] = "year"


class Each(Strict):
    """``value`` (万元) for each of ``count`` (a fact), times ``times`` (a fact, at most ``times_max``)."""

    kind: Literal["each"]
    value: float
    count: str
    times: str | None = None
    times_max: int | None = None


class Bound(Strict):
    """A floor or a cap that the document sets on something others pay or insure (万元)."""

    kind: Literal["at_least", "at_most"]
    value: float


class InKind(Strict):
    """Something other than money."""

    kind: Literal["in_kind"]


AmountRule = Annotated[
    Fixed | Yearly | Matching | Percent | Each | Bound | InKind, Field(discriminator="kind")
]


class AmountReading(Strict):
    """Another way to read an amount."""

    label: str
    amount: AmountRule


class Split(Strict):
    """How a team divides a sum: ``core`` (万元) to the core, the rest in equal parts to ``members`` (a fact)."""

    core: float
    members: str
    quote: Quoted


class Schedule(Strict):
    """When a sum is paid: equal parts of ``percent`` a year, or at most ``percent`` in each of ``years``."""

    id: Identifier
    kind: Literal["equal", "at_most"]
    percent: float
    years: int | None = None
    quote: Quoted


class Benefit(Strict):
    """What a programme gives, to which tiers (all when empty), under which further condition."""

    id: Identifier
    programme: str
    tiers: tuple[str, ...] = ()
    label: str
    amount: AmountRule
    requires: Condition | None = None
    schedule: str | None = None
    split: Split | None = None
    readings: tuple[AmountReading, ...] = ()
    notes: tuple[Note, ...] = ()
    quote: Quoted

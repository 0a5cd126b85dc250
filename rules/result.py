"""What a screening returns: frozen pydantic models, money in 万元."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer

from rules.conditions import Note, Quoted
from rules.evaluate import Trace


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Status(_Result):
    """The range of levels still possible (0 不满足, 1 待评审, 2 满足) and its word."""

    low: int
    high: int
    label: str

    @property
    def settled(self) -> bool:
        """Whether nothing that is not known can change it."""
        return self.low == self.high


class Payment(_Result):
    """What is paid in `period` (第 1 年 …): from `low` to `high`."""

    period: str
    low: float
    high: float


class Share(_Result):
    """What one person of a team gets of a sum, with the sum that gives it."""

    who: str
    amount: float
    computation: str


class Split(_Result):
    """How a team divides a sum; the members' part is empty while their number is not known."""

    shares: tuple[Share, ...]
    quote: Quoted


class AmountReading(_Result):
    """The amount under another reading of the clause."""

    label: str
    low: float | None
    high: float | None
    computation: str


class Amount(_Result):
    """One benefit that is still possible, for which tiers, and how it is computed.

    `low` and `high` are None where there is no sum (services) or no bound on that side (floors).
    `status` is that of the benefit's own further condition.
    """

    id: str
    label: str
    tiers: tuple[str, ...]
    status: Status
    low: float | None
    high: float | None
    computation: str
    payments: tuple[Payment, ...]
    payment_quote: Quoted | None
    split: Split | None
    readings: tuple[AmountReading, ...]
    notes: tuple[Note, ...]
    missing: tuple[str, ...]
    quote: Quoted


class TierResult(_Result):
    """One tier with what it still can be."""

    id: str
    label: str
    status: Status
    quote: Quoted


class Failure(_Result):
    """A condition that is not met: what it needs, what there is, by how much it falls short."""

    address: str
    label: str
    fact: str | None
    has: str | None
    gap: str
    quote: Quoted


class PanelPoint(_Result):
    """A condition left to the panel, with the person's own view where it was told."""

    address: str
    label: str
    quote: Quoted


class Reason(_Result):
    """A met condition that carries the result."""

    address: str
    label: str
    has: str | None
    higher: bool
    quote: Quoted


class ReadingDifference(_Result):
    """Another reading of a passage under which the result differs."""

    address: str
    used: str
    other: str
    status: Status
    tier: str | None
    quote: Quoted


class NearMiss(_Result):
    """Changes of facts a person can change after which the programme is no longer out of reach."""

    changes: tuple[Failure, ...]
    text: str


class ProgrammeResult(_Result):
    """One programme: its status, tier, amounts and everything that explains them.

    `tier` is the highest tier that is settled above 不满足 with no better one open; `tiers_possible`
    are the tiers still open or reached, high to low.
    """

    pack: str
    id: str
    label: str
    status: Status
    tier: TierResult | None
    tiers: tuple[TierResult, ...]
    tiers_possible: tuple[str, ...]
    amounts: tuple[Amount, ...]
    reasons: tuple[Reason, ...]
    failed: tuple[Failure, ...]
    panel: tuple[PanelPoint, ...]
    missing: tuple[str, ...]
    readings: tuple[ReadingDifference, ...]
    near_misses: tuple[NearMiss, ...]
    notes: tuple[Note, ...]
    decided_by: Note
    quote: Quoted


class Validity(_Result):
    """When the document applies; `notice` says in a sentence how that stands on the day, `after` whom to ask
    once it has expired (empty before), `source` is the document by title, number and dates with the day of the query.
    """

    pack: str
    title: str
    number: str
    city: str
    effective_from: date
    effective_to: date
    expired: bool
    notice: str
    after: str
    source: str
    quote: Quoted


class NextQuestion(_Result):
    """The question to ask now: facts answered in one breath, why, and how many are left at most."""

    id: str
    ask: str
    facts: tuple[str, ...]
    multiple: bool
    why: str
    quote: Quoted
    most_left: int


class TraceNodeResult(_Result):
    """One condition of a trace, as it is written out: the range of levels it can take, and what told so."""

    address: str
    status: str
    low: int
    high: int
    label: str
    quote: Quoted
    fact: str | None
    value: str | None
    parts: tuple[str, ...]


def _trace_nodes(traces: dict[str, Trace]) -> dict[str, list[TraceNodeResult]]:
    return {
        pack: [TraceNodeResult.model_validate(node, from_attributes=True) for node in trace]
        for pack, trace in traces.items()
    }


Traces = Annotated[
    dict[str, Trace],
    PlainSerializer(_trace_nodes, return_type=dict[str, list[TraceNodeResult]]),
]


class Screening(_Result):
    """The whole outcome of one screening on the day `as_of`; `trace` by pack."""

    as_of: date
    validity: tuple[Validity, ...]
    programmes: tuple[ProgrammeResult, ...]
    missing: tuple[str, ...]
    declined: tuple[str, ...]
    next_question: NextQuestion | None
    notes: tuple[Note, ...]
    trace: Traces

    def programme(self, address: str) -> ProgrammeResult:
        """The result of `pack/programme`; raises KeyError when it was not screened."""
        for result in self.programmes:
            if f"{result.pack}/{result.id}" == address:
                return result
        raise KeyError(address)

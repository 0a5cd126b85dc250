"""What a pack may say: conditions, programmes with tiers, benefits, topics.

Every model is frozen and forbids unknown keys, so that a misspelt key in a pack is an error
that names the key. Money is in 万元, shares in percent, spans in years or months.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class Strict(BaseModel):
    """Base of everything that is read from a pack."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Quoted(Strict):
    """Words that stand exactly once in a clause of the pack's document (white space aside)."""

    clause: str
    text: str


class Leaf(Strict):
    """A comparison of one fact.

    Without a comparison a yes_no fact must be true. ``panel`` means that a true comparison is only
    the person's own view and leaves the point to the panel (待评审). ``relaxed_by`` quotes the
    words that let a panel pass a person who fails the comparison (待评审 instead of 不满足).
    ``higher`` quotes the words by which a value above the listed one counts as well.
    """

    id: Identifier
    fact: str
    is_: bool | str | None = Field(None, alias="is")
    is_one_of: tuple[str, ...] | None = None
    at_least: float | str | None = None
    at_most: float | str | None = None
    within_years: int | None = None
    not_before: date | None = None
    not_after: date | None = None
    panel: bool = False
    relaxed_by: Quoted | None = None
    higher: Quoted | None = None
    quote: Quoted

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @model_validator(mode="after")
    def _one_kind_of_comparison(self) -> Leaf:
        kinds = [
            self.is_ is not None,
            self.is_one_of is not None,
            self.at_least is not None or self.at_most is not None,
            any(one is not None for one in (self.within_years, self.not_before, self.not_after)),
        ]
        if sum(kinds) > 1:
            raise ValueError("a leaf takes one kind of comparison")
        return self


class PanelPoint(Strict):
    """A point the document leaves to a panel and about which the person is not asked."""

    id: Identifier
    panel: Literal[True]
    label: str
    quote: Quoted


class AllOf(Strict):
    """Met as far as its least met part."""

    id: Identifier = "all"
    all_of: tuple[Condition, ...] = Field(min_length=1)
    quote: Quoted | None = None


class AnyOf(Strict):
    """Met as far as its best met part."""

    id: Identifier = "any"
    any_of: tuple[Condition, ...] = Field(min_length=1)
    quote: Quoted | None = None


class Meets(Strict):
    """A reference: ``condition``, ``programme`` (its common part) or ``programme/tier``."""

    id: Identifier = "meets"
    meets: str
    quote: Quoted | None = None


class Reading(Strict):
    """One way to read a passage."""

    id: Identifier
    label: str
    requires: Condition


class Readings(Strict):
    """A passage that can be read in several ways; the first is used, the others are compared."""

    id: Identifier
    readings: tuple[Reading, ...] = Field(min_length=2)
    quote: Quoted | None = None


def _kind(value: Any) -> str:
    keys = value if isinstance(value, dict) else {f for f, v in value if v is not None}
    for kind in ("fact", "all_of", "any_of", "meets", "readings"):
        if kind in keys:
            return kind
    return "panel"


Condition = Annotated[
    Annotated[Leaf, Tag("fact")]
    | Annotated[AllOf, Tag("all_of")]
    | Annotated[AnyOf, Tag("any_of")]
    | Annotated[Meets, Tag("meets")]
    | Annotated[Readings, Tag("readings")]
    | Annotated[PanelPoint, Tag("panel")],
    Discriminator(_kind),
]


class Named(Strict):
    """A condition that several programmes refer to by its id."""

    id: Identifier
    requires: Condition


class Note(Strict):
    """A remark shown with a programme; it decides nothing."""

    text: str
    quote: Quoted


class Tier(Strict):
    """One tier (层次) of a programme; ``requires`` is what it asks beyond the common part."""

    id: Identifier
    label: str
    requires: Condition
    quote: Quoted


class Programme(Strict):
    """One thing a person, team or enterprise can be selected for.

    ``tiers`` stand from high to low; ``on_request`` programmes are screened only when named.
    """

    id: Identifier
    label: str
    audience: Literal["person", "team", "enterprise", "selectee"]
    on_request: bool = False
    decided_by: Note
    quote: Quoted
    requires: Condition
    tiers: tuple[Tier, ...] = ()
    notes: tuple[Note, ...] = ()


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


class TopicAnswer(Strict):
    """An answer; ``about`` names the subjects a question must mention for it to be given."""

    about: tuple[str, ...] = ()
    text: str
    quotes: tuple[Quoted, ...] = Field(min_length=1)


class Topic(Strict):
    """A question that needs no facts about the person, with sentences people ask it in."""

    id: Identifier
    label: str
    ask: tuple[str, ...] = Field(min_length=1)
    answers: tuple[TopicAnswer, ...] = Field(min_length=1)


class NotModelled(Strict):
    """A passage that is deliberately neither condition, amount nor topic."""

    clause: str
    text: str
    reason: str


class SourceText(Strict):
    """The content hash of the official text, white space and Markdown marks aside."""

    sha256: str


class Effective(Strict):
    """First and last day on which the document applies; ``end_readings`` are other last days."""

    from_: date = Field(alias="from")
    to: date
    quote: Quoted
    end_readings: tuple[Note, ...] = ()

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class About(Strict):
    """pack.yaml: what the document is, where and when it applies, what no rule models."""

    title: str
    number: str
    issuer: str
    city: str
    place: str
    document: SourceText
    effective: Effective
    after_expiry: Note
    contact: Note
    overlap: Note | None = None
    no_cheating: Quoted
    subjects: dict[Identifier, tuple[str, ...]] = {}
    not_modelled: tuple[NotModelled, ...] = ()

"""What a condition may say: comparisons of facts, ALL and ANY of them, panels, references, second readings.

Every model is frozen and forbids unknown keys, so that a misspelt key in a pack is an error that names the key.
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


class Note(Strict):
    """A remark shown with a programme; it decides nothing."""

    text: str
    quote: Quoted


class Leaf(Strict):
    """A comparison of one fact.

    Without a comparison a yes_no fact must be true. ``panel`` means that a true comparison is only
    the person's own view and leaves the point to the panel (待评审). ``relaxed_by`` quotes the
    words that let a panel pass a person who fails the comparison (待评审 instead of 不满足).
    ``higher`` quotes the words by which a value above the listed one counts as well. ``label`` says
    the condition where the comparison's own words would not do.
    """

    id: Identifier
    fact: str
    label: str | None = None
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

"""What a pack may say besides conditions and benefits: programmes with tiers, topics, and about itself."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import ConfigDict, Field

from rules.conditions import Condition, Identifier, Note, Quoted, Strict


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


class TopicAnswer(Strict):
    """An answer; ``about`` names the subjects a question must mention for it to be given."""

    about: tuple[str, ...] = ()
    text: str
    quotes: tuple[Quoted, ...] = Field(min_length=1)


class Topic(Strict):
    """A question that needs no facts about the person; ``ask`` is how a button asks it.

    ``personal``: of somebody who has told facts, it asks for what they come to.
    """

    id: Identifier
    label: str
    ask: str
    personal: bool = False
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


SIDE = "side"


class About(Strict):
    """pack.yaml: what the document is, where and when it applies, what no rule models.

    ``subjects``: kind of subject → subject → the words that name it. A question names at most one of a kind, or
    compares. Those of the kind `SIDE` say what of a matter is asked, and nothing of which document. ``named_by``: where
    the matter is an everyday one, words that show this document's is meant. ``starters``: topics to offer before
    anything was asked.
    """

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
    subjects: dict[Identifier, dict[Identifier, tuple[str, ...]]] = Field(default_factory=dict)
    named_by: tuple[str, ...] = ()
    starters: tuple[Identifier, ...] = ()
    not_modelled: tuple[NotModelled, ...] = ()

    @cached_property
    def subject_words(self) -> dict[str, tuple[str, ...]]:
        """Subject → the words that name it."""
        return {one: words for kind in self.subjects.values() for one, words in kind.items()}

    @cached_property
    def subject_kinds(self) -> dict[str, str]:
        """Subject → its kind."""
        return {one: kind for kind, subjects in self.subjects.items() for one in subjects}

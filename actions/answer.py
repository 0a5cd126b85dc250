"""The typed answer: made once from what the rules say, drawn by every channel in its own way. Money in 万元."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

DISCLAIMER = "预审结果仅供参考，以主管部门评审和正式解释为准。"


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_serialization_defaults_required=True
    )


class Cited(_Part):
    """Exact words of a clause of the document `number` (文号).

    start, end: where they stand in the document, counted in characters that are no white space.
    """

    pack: str
    number: str
    clause: str
    text: str
    start: int
    end: int


class Payment(_Part):
    """What is paid in `period` (第 1 年 …), in 万元: from `low` to `high`."""

    period: str
    low: float
    high: float


class AmountLine(_Part):
    """One benefit with the words it stands in: `parts` say the sum, its condition, computation and schedule."""

    label: str
    low: float | None
    high: float | None
    parts: tuple[str, ...]
    payments: tuple[Payment, ...] = ()
    cited: tuple[Cited, ...]


class Gap(_Part):
    """A condition that is not met: what it asks, what the person has, by how much it falls short."""

    label: str
    has: str | None
    gap: str
    cited: Cited


class Point(_Part):
    """One thing that explains a verdict. Its `kind` says what it is; channels put words or a sign before it."""

    kind: Literal["near_miss", "shortfall", "panel", "reading", "note", "decided_by"]
    text: str


class Verdict(_Part):
    """How one programme stands: its status word, the tiers reached for certain and at best, in one sentence.

    told: whether it is told in full; of the others only the status is. missing: what is still to be known.
    """

    pack: str
    programme: str
    label: str
    status: str
    at_least: str | None
    at_most: str | None
    sentence: str
    told: bool = False
    failed: tuple[Gap, ...] = ()
    amounts: tuple[AmountLine, ...] = ()
    points: tuple[Point, ...] = ()
    missing: tuple[str, ...] = ()


class Choice(_Part):
    """One answer that can be picked: what is shown, and the plain text that is sent."""

    title: str
    send: str


class Question(_Part):
    """The question put to the person. Of `multiple` choices any number can be picked, by number or in words.

    facts: the ids of what it asks. why: the clause that makes it worth asking. answered: how many questions were
    answered before it; most_left: how many there are at most, itself included.
    """

    id: str
    ask: str
    facts: tuple[str, ...] = ()
    why: str = ""
    hint: str = ""
    multiple: bool = False
    choices: tuple[Choice, ...] = ()
    answered: int = 0
    most_left: int | None = None


class Answer(_Part):
    """Everything a reply says.

    validity: that a document has expired, said before all else; headline: the verdict or fact asked for, in one
    sentence; read_back: what was understood; after_expiry: where to ask what came after; sources: the documents by
    title, number and dates; disclaimer: who decides in the end; notice: what happens with personal data; unanswered:
    that the question was not understood or is not ours.
    """

    headline: str = ""
    read_back: str = ""
    verdicts: tuple[Verdict, ...] = ()
    notes: tuple[Point, ...] = ()
    lines: tuple[str, ...] = ()
    clauses: tuple[Cited, ...] = ()
    clauses_are: Literal["依据", "原文相关条款"] = "依据"
    validity: tuple[str, ...] = ()
    after_expiry: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    disclaimer: str = ""
    notice: str = ""
    question: Question | None = None
    choices: tuple[Choice, ...] = ()
    unanswered: bool = False

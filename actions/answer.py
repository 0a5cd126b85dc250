"""The typed answer: made once from what the rules say, drawn by every channel in its own way. Money in 万元."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

DISCLAIMER = "预审结果仅供参考，以主管部门评审和正式解释为准。"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Cited(_Part):
    """Exact words of a clause of the document `number` (文号)."""

    number: str
    clause: str
    text: str


class Verdict(_Part):
    """How one programme stands: its status word, the tiers reached for certain and at best, in one sentence."""

    pack: str
    programme: str
    label: str
    status: str
    at_least: str | None
    at_most: str | None
    sentence: str


class AmountLine(_Part):
    """One benefit in words, with the words it stands in: `text` has the sum, the computation and the schedule."""

    label: str
    low: float | None
    high: float | None
    text: str
    cited: tuple[Cited, ...]


class Choice(_Part):
    """One answer that can be picked: what is shown, and the plain text that is sent."""

    title: str
    send: str


class Question(_Part):
    """The question put to the person. Of `multiple` choices any number can be picked, by number or in words."""

    id: str
    ask: str
    hint: str = ""
    multiple: bool = False
    choices: tuple[Choice, ...] = ()
    most_left: int | None = None


class Answer(_Part):
    """Everything a reply says.

    validity: that a document has expired, said before all else; headline: the verdict or fact asked for, in one
    sentence; read_back: what was understood; after_expiry: where to ask what came after; sources: the documents by
    title, number and dates; disclaimer: who decides in the end; notice: what happens with personal data.
    """

    headline: str = ""
    read_back: str = ""
    verdicts: tuple[Verdict, ...] = ()
    amounts: tuple[AmountLine, ...] = ()
    lines: tuple[str, ...] = ()
    clauses: tuple[Cited, ...] = ()
    clauses_are: Literal["依据", "原文相关条款"] = "依据"
    missing: tuple[str, ...] = ()
    validity: tuple[str, ...] = ()
    after_expiry: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    disclaimer: str = ""
    notice: str = ""
    question: Question | None = None
    choices: tuple[Choice, ...] = ()

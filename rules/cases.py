"""Golden cases: persons judged by reading the document, held against what the rules say of them.

A pack's cases.yaml lists them. `people` holds facts that several cases share (merged in with `<<`).
A case says only what it is about, but what it says is said completely: `amounts`, `failed`, `panel`,
`near_misses` and `readings`, once given, list all there may be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, model_validator

from rules.agree import Mismatch, mismatches, uncited
from rules.conditions import Identifier, Strict
from rules.errors import WenceError
from rules.expected import Expected, ExpectedValidity
from rules.load import Library, Pack
from rules.result import Screening
from rules.screen import screen
from rules.yamlfile import read_model


class Case(Strict):
    """One person (raw `facts`) on the day `as_of`, and what the programmes named in `expect` must say.

    `scope` is by default those programmes. `cites`: clauses that the results must quote.
    """

    id: Identifier
    about: Annotated[str, Field(min_length=4)]
    as_of: date
    facts: dict[str, Any] = Field(default_factory=dict)
    scope: tuple[str, ...] | None = None
    declined: tuple[str, ...] = ()
    expect: dict[Identifier, Expected] = Field(default_factory=dict)
    cites: tuple[str, ...] = ()
    validity: ExpectedValidity | None = None
    overlap: bool | None = None


class Cases(Strict):
    """cases.yaml."""

    people: dict[str, dict[str, Any]] = Field(default_factory=dict)
    cases: tuple[Case, ...]

    @model_validator(mode="after")
    def _ids_once(self) -> Cases:
        ids = [case.id for case in self.cases]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise ValueError(f"案例 {'、'.join(twice)} 写了两次")
        return self


@dataclass(frozen=True)
class CaseFailure:
    """A case that came out otherwise: which, in what, what was expected and what came."""

    file: Path
    case: str
    what: str
    expected: str
    got: str

    def __str__(self) -> str:
        return f"{self.file} {self.case}：{self.what}应为 {self.expected}，实为 {self.got}"


def read_cases(pack: Pack) -> tuple[Case, ...]:
    """The cases of `pack`; raises PackError for a file that cannot be used."""
    return read_model(pack.folder / "cases.yaml", Cases).cases


def run(library: Library) -> list[CaseFailure]:
    """Every way in which a case of any pack in `library` came out otherwise; empty when all is well."""
    return [
        CaseFailure(pack.folder / "cases.yaml", case.id, *found)
        for pack in library.packs.values()
        for case in read_cases(pack)
        for found in examine(case, pack, library)
    ]


def examine(case: Case, pack: Pack, library: Library) -> list[Mismatch]:
    """What `case` of `pack` expects otherwise than it comes out."""
    scope = case.scope or tuple(f"{pack.id}/{name}" for name in case.expect)
    try:
        screening = screen(case.facts, case.as_of, scope, case.declined, library)
    except WenceError as error:
        return [Mismatch("整个案例", "能够预审", str(error))]
    return list(_compare(case, pack, screening))


def _compare(case: Case, pack: Pack, screening: Screening) -> Iterator[Mismatch]:
    results = {one.id: one for one in screening.programmes if one.pack == pack.id}
    for name, expected in case.expect.items():
        if name not in results:
            yield Mismatch(f"{name} ", "在预审范围内", "不在")
        else:
            yield from mismatches(expected, results[name])
    chosen = [results[name] for name in case.expect if name in results]
    yield from uncited(case.cites, chosen)
    if case.validity is not None:
        here = next(one for one in screening.validity if one.pack == pack.id)
        if here.expired is not case.validity.expired:
            yield Mismatch("是否过期", str(case.validity.expired), str(here.expired))
        for words in case.validity.says:
            if words not in here.notice + here.after:
                yield Mismatch("有效期说明", f"含“{words}”", here.notice + here.after)
    if case.overlap is not None and bool(screening.notes) is not case.overlap:
        yield Mismatch("不重复享受的说明", str(case.overlap), str(bool(screening.notes)))

"""The runner of golden cases notices whatever is wrong, and says what was expected and what came."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rules import load_library, screen
from rules.cases import Case, CaseFailure, Cases, examine, run
from rules.errors import PackError
from rules.load import Library, Pack
from rules.yamlfile import read_model

LIBRARY = load_library()
FUSHAN = LIBRARY.packs["fushan-2017-23"]

ACADEMICIAN: dict[str, Any] = {
    "id": "academician",
    "about": "院士全职来福",
    "as_of": "2021-06-30",
    "facts": {
        "place": "fushan",
        "employed_full_time": True,
        "contract_years": 5,
        "degree": "doctor",
        "newly_brought_in": True,
        "science_award": "national_first",
        "science_award_rank": 1,
        "academician": False,
    },
}
FOUNDER: dict[str, Any] = {
    "id": "founder",
    "about": "占股不够的院士",
    "as_of": "2021-06-30",
    "facts": {
        "place": "fushan",
        "main_founder": True,
        "largest_shareholder": True,
        "share_percent": 30,
        "own_ip": True,
        "company_founded_on": "2020-01-01",
        "company_came_on": "2010-01-01",
        "person_came_on": "2010-01-01",
        "paid_in": 60,
        "technology_standing": "national",
        "academician": True,
        "degree": "doctor",
    },
}
INNOVATION: dict[str, Any] = {
    "status": "满足",
    "tier": "top",
    "tiers_possible": ["top"],
    "panel": [],
    "missing": [],
    "reasons": ["national_award/grade"],
    "higher": ["national_award/grade"],
    "readings": [],
    "amounts": {
        "full_time_living_top": {
            "sum": 100,
            "status": "满足",
            "payments": {f"第 {year} 年": 20 for year in range(1, 6)},
        },
        "full_time_project_top": 200,
        "full_time_matching": {"sum": [0, 100], "missing": ["upper_level_funds"]},
    },
}
STARTUP: dict[str, Any] = {
    "status": "不满足",
    "tier": "none",
    "tiers_possible": [],
    "failed": {"sole_startup/share": "差 35 - 30 = 5%"},
    "near_misses": ["从 30% 提高到 35%"],
    "amounts": {},
}


def found(case: dict[str, Any], programme: str, expected: dict[str, Any], **more: Any) -> list[str]:
    whole = Case.model_validate({**case, "expect": {programme: expected}, **more})
    return [one.what for one in examine(whole, FUSHAN, LIBRARY)]


def test_what_is_right_is_not_reported() -> None:
    assert found(ACADEMICIAN, "full_time_innovation", INNOVATION) == []
    assert found(FOUNDER, "sole_startup", STARTUP) == []


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("status", "待评审"),
        ("tier", "leading"),
        ("tier", "none"),
        ("tiers_possible", ["top", "leading"]),
        ("panel", ["national_award/rank"]),
        ("missing", ["degree"]),
        ("reasons", ["leading/doctor"]),
        ("higher", []),
        ("readings", [{"at": "gate/schooling", "status": "满足", "tier": "top"}]),
        ("failed", {"contract": ""}),
        ("near_misses", ["提高"]),
        ("amounts", {"full_time_living_top": 100}),
        ("amounts", {**INNOVATION["amounts"], "full_time_living_top": 101}),
        ("amounts", {**INNOVATION["amounts"], "full_time_matching": [0, 99]}),
        ("amounts", {**INNOVATION["amounts"], "full_time_living_top": {"sum": 100, "status": "待评审"}}),
        ("amounts", {**INNOVATION["amounts"], "full_time_living_top": {"sum": 100, "computation": "100"}}),
        ("amounts", {**INNOVATION["amounts"], "full_time_living_top": {"sum": 100, "payments": {"第 1 年": 20}}}),
        ("amounts", {**INNOVATION["amounts"], "full_time_living_top": {"sum": 100, "shares": {"核心人才": 100}}}),
        ("amounts", {**INNOVATION["amounts"], "full_time_living_top": {"sum": 100, "readings": [50]}}),
        ("amounts", {**INNOVATION["amounts"], "full_time_living_top": {"sum": 100, "missing": ["place"]}}),
    ],
)  # fmt: skip
def test_whatever_is_wrong_is_reported(key: str, wrong: object) -> None:
    what = found(ACADEMICIAN, "full_time_innovation", {**INNOVATION, key: wrong})
    assert what
    assert all(one.startswith("full_time_innovation") for one in what)


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("failed", {}),
        ("failed", {"sole_startup/share": "差 5"}),
        ("failed", {"sole_startup/founder": ""}),
        ("near_misses", []),
        ("near_misses", ["提高到 36%"]),
        ("near_misses", ["提高到 35%", "提高到 35%"]),
    ],
)
def test_wrong_refusals_are_reported(key: str, wrong: object) -> None:
    assert found(FOUNDER, "sole_startup", {**STARTUP, key: wrong})


@pytest.mark.parametrize(
    "more",
    [
        {"cites": ["第十二条"]},
        {"validity": {"expired": True}},
        {"validity": {"expired": False, "says": ["已到期"]}},
        {"overlap": True},
        {"scope": ["fushan-2017-23/sole_startup"]},
        {"facts": {**ACADEMICIAN["facts"], "contract_years": 4}},
    ],
)
def test_what_is_wrong_with_the_whole_is_reported(more: dict[str, Any]) -> None:
    assert found({**ACADEMICIAN, **more}, "full_time_innovation", INNOVATION)


def test_facts_that_cannot_be_read_fail_the_case() -> None:
    case = Case.model_validate(
        {**ACADEMICIAN, "facts": {"degre": "doctor"}, "expect": {"card": {}}}
    )
    (failure,) = examine(case, FUSHAN, LIBRARY)
    assert "degree" in failure.got


def test_a_failure_says_which_case_what_was_expected_and_what_came(tmp_path: Path) -> None:
    folder = tmp_path / "fushan-2017-23"
    folder.mkdir()
    (folder / "cases.yaml").write_text(
        "cases:\n"
        "  - {id: nobody, about: 什么都没说, as_of: 2021-06-30, expect: {card: {status: 满足}}}\n",
        encoding="utf-8",
    )
    pack = Pack(**{**vars(FUSHAN), "folder": folder})
    (failure,) = run(Library(LIBRARY.dictionary, {pack.id: pack}))
    assert isinstance(failure, CaseFailure)
    assert str(failure) == (f"{folder / 'cases.yaml'} nobody：card 结论应为 满足，实为 待补充")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("cases:\n  - {id: a, about: 四个字吧, as_of: 2021-06-30, expects: {}}\n", "expects"),
        ("cases:\n  - {id: a, about: 四个字吧, as_of: 去年}\n", "as_of"),
        ("cases:\n  - {id: a, about: 短, as_of: 2021-06-30}\n", "about"),
        (
            "cases:\n  - {id: a, about: 四个字吧, as_of: 2021-06-30, expect: {card: {status: 行}}}\n",
            "status",
        ),
        (
            "cases:\n"
            "  - {id: a, about: 四个字吧, as_of: 2021-06-30}\n"
            "  - {id: a, about: 又是四个字, as_of: 2021-06-30}\n",
            "a 写了两次",
        ),
    ],
)
def test_a_malformed_file_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=words):
        read_model(path, Cases)


def test_a_case_is_screened_for_the_programmes_it_expects() -> None:
    case = Case.model_validate({**ACADEMICIAN, "expect": {"card": {"status": "待补充"}}})
    assert examine(case, FUSHAN, LIBRARY) == []
    assert "card" not in {one.id for one in screen(case.facts, case.as_of).programmes}

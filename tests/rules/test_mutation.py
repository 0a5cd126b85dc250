"""The golden cases are worth something: nearly every single change to the packs makes one of them fail."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from rules import load_library
from rules.benefits import Benefit, Schedule
from rules.cases import Case
from rules.load import Library, Pack
from rules.mutants import Mutant, mutants
from rules.mutate import MutationReport, mutate
from rules.ruleset import RuleSet

LIBRARY = load_library()
WEIHAI = LIBRARY.packs["weihai-2020-12"]
FUSHAN = LIBRARY.packs["fushan-2017-23"]
THRESHOLD_CHANGES = {
    *("at_least", "at_most", "within_years", "not_before", "not_after"),
    *("value", "cap", "percent", "years", "years_max", "times_max", "core"),
}


@pytest.fixture(scope="module")
def report() -> MutationReport:
    return mutate(LIBRARY)


def test_the_cases_kill_the_mutants(report: MutationReport) -> None:
    assert report.total > 1000
    assert report.score >= 0.95, str(report)


def test_every_mutant_is_counted_once(report: MutationReport) -> None:
    assert report.killed + len(report.equivalent) + len(report.survivors) == report.total
    named = [*report.equivalent, *report.survivors]
    assert len(set(named)) == len(named)


def test_few_mutants_are_the_pack_itself(report: MutationReport) -> None:
    """A proof of sameness that excused many would excuse the cases."""
    assert len(report.equivalent) < 0.05 * report.total, report.equivalent


def test_no_threshold_or_sum_survives(report: MutationReport) -> None:
    numbers = [
        one for one in report.survivors if one.rpartition(": ")[2].split()[0] in THRESHOLD_CHANGES
    ]
    assert numbers == []


def test_without_cases_everything_survives(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(pack: Pack) -> tuple[Case, ...]:
        return ()

    monkeypatch.setattr("rules.mutate.read_cases", none)
    found = mutate(Library(LIBRARY.dictionary, {WEIHAI.id: WEIHAI}))
    assert found.killed == 0
    assert all("window" in one or "within_years" in one for one in found.equivalent)
    assert found.score == 0
    assert len(found.survivors) > 30
    assert "not_before 2020-01-02" in str(found)


def test_a_case_that_fails_anyway_kills_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = Case.model_validate(
        {
            "id": "wrong",
            "about": "把不满足写成满足",
            "as_of": "2021-06-30",
            "facts": {"place": "elsewhere"},
            "expect": {"startup_insurance": {"status": "满足"}},
        }
    )
    monkeypatch.setattr("rules.mutate.read_cases", lambda pack: (wrong,))
    assert mutate(Library(LIBRARY.dictionary, {WEIHAI.id: WEIHAI})).killed == 0


@pytest.mark.parametrize("pack", LIBRARY.packs.values(), ids=lambda pack: pack.id)
def test_each_mutant_changes_one_entry(pack: Pack) -> None:
    own: dict[str, Any] = {
        **{f"condition/{one.id}": one for one in pack.conditions},
        **dict(pack.programmes),
        **{f"benefit/{one.id}": one for one in pack.benefits},
        **{f"schedule/{name}": one for name, one in pack.schedules.items()},
    }
    for mutant in mutants(pack, LIBRARY.dictionary.facts):
        entry = max((key for key in own if f"{mutant.address}/".startswith(f"{key}/")), key=len)
        assert mutant.entry != own[entry], mutant
        assert mutant.entry.id == own[entry].id


def test_every_leaf_group_and_sum_has_mutants() -> None:
    kinds: Counter[str] = Counter()
    leaves: set[str] = set()
    for mutant in mutants(FUSHAN, LIBRARY.dictionary.facts):
        kinds[mutant.change.split()[0]] += 1
        leaves.add(f"{FUSHAN.id}/{mutant.address}")
    rules: RuleSet = FUSHAN.rules
    compared = {node.address for node in rules.nodes if node.comparison}
    assert compared <= leaves
    for change in (
        "at_least",
        "at_most",
        "within_years",
        "without",
        "all_of",
        "any_of",
        "value",
        "cap",
    ):
        assert kinds[change] > 0, change
    benefits = {
        one.entry.id
        for one in mutants(FUSHAN, LIBRARY.dictionary.facts)
        if isinstance(one.entry, (Benefit, Schedule))
    }
    assert benefits >= {one.id for one in FUSHAN.benefits if one.amount.kind != "in_kind"}


def test_a_mutant_names_where_and_what() -> None:
    share = next(
        one
        for one in mutants(FUSHAN, LIBRARY.dictionary.facts)
        if one.address == "sole_startup/share" and one.change == "at_least 36"
    )
    assert isinstance(share, Mutant)
    assert share.entry.id == "sole_startup"

"""The golden cases of every pack pass, and leave no tier, benefit or programme out."""

from __future__ import annotations

from collections import Counter

import pytest

from rules import load_library
from rules.cases import Case, examine, read_cases
from rules.load import Pack

LIBRARY = load_library()
CASES = [(pack, case) for pack in LIBRARY.packs.values() for case in read_cases(pack)]
PACKS = pytest.mark.parametrize("pack", LIBRARY.packs.values(), ids=lambda pack: pack.id)


@pytest.mark.parametrize(("pack", "case"), CASES, ids=[f"{p.id}-{c.id}" for p, c in CASES])
def test_case(pack: Pack, case: Case) -> None:
    assert examine(case, pack, LIBRARY) == []


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 170


@PACKS
def test_every_tier_is_the_result_of_a_case(pack: Pack) -> None:
    expected = {
        (name, what.tier) for case in read_cases(pack) for name, what in case.expect.items()
    }
    tiers = {(one.id, tier.id) for one in pack.programmes.values() for tier in one.tiers}
    assert tiers <= expected


@PACKS
def test_every_programme_is_met_or_left_to_the_panel_and_refused(pack: Pack) -> None:
    words = Counter(
        (name, what.status) for case in read_cases(pack) for name, what in case.expect.items()
    )
    for name in pack.programmes:
        assert words[name, "满足"] or words[name, "待评审"], name
        assert words[name, "不满足"], name


@PACKS
def test_every_benefit_is_given_in_a_case(pack: Pack) -> None:
    expected = {
        benefit
        for case in read_cases(pack)
        for what in case.expect.values()
        for benefit in what.amounts or ()
    }
    assert {benefit.id for benefit in pack.benefits} == expected


def test_every_case_cites() -> None:
    assert [case.id for _, case in CASES if not case.cites] == []


@PACKS
def test_cited_clauses_exist(pack: Pack) -> None:
    for case in read_cases(pack):
        assert set(case.cites) <= pack.document.clauses.keys(), case.id

"""Verdicts in words, from facts; whole replies are tested in tests/dialogue."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.answer import Answer
from actions.render import text_of
from actions.verdict import verdict
from rules import load_library, screen
from rules.source import squeeze

DAY = date(2021, 6, 1)
FULL_TIME = {
    "place": "fushan",
    "employed_full_time": True,
    "contract_years": 5,
    "newly_brought_in": True,
}
SOLE = "fushan-2017-23/sole_startup"
TEAM = "fushan-2017-23/innovation_team"


def told(facts: dict[str, Any], *scope: str, day: date = DAY) -> Answer:
    library = load_library()
    return verdict(screen(facts, day, scope), library)


def test_a_settled_tier_is_met_in_the_words_of_the_document() -> None:
    answer = told(
        {**FULL_TIME, "academician": True, "degree": "doctor"},
        "fushan-2017-23/full_time_innovation",
    )
    assert answer.headline == "按您说的情况，满足“顶尖创新人才”的条件。"
    assert answer.verdicts[0].at_least == answer.verdicts[0].at_most == "顶尖创新人才"
    amount = answer.verdicts[0].amounts[0]
    assert amount.low == 100
    assert sum(payment.high for payment in amount.payments) == 100


def test_what_only_a_panel_decides_is_never_called_met() -> None:
    facts = {
        "place": "fushan", "main_founder": True, "largest_shareholder": True, "share_percent": 51,
        "own_ip": True, "company_founded_on": "2020-01", "degree": "doctor", "paid_in": 60,
        "technology_standing": "national", "breakthrough": True, "startup_experience": True,
        "academician": True,
    }  # fmt: skip
    answer = told(facts, SOLE)
    assert answer.verdicts[0].status == "待评审"
    assert "满足" not in answer.headline
    assert "评审" in answer.headline


def test_a_refusal_gives_no_sums() -> None:
    answer = told({"share_percent": 30}, SOLE)
    assert answer.headline.startswith("不满足“独立创业人才”的条件：占股比例不低于 35%")
    refused = answer.verdicts[0]
    assert not refused.amounts
    assert (refused.failed[0].has, refused.failed[0].gap) == ("30%", "差 35 - 30 = 5%")
    assert refused.failed[0].cited.text == "占股比例不低于 35%"


@pytest.mark.parametrize(
    ("members", "each"), [(5, "(200 - 100) ÷ 5 = 20 万元"), (4, "(200 - 100) ÷ 4 = 25 万元")]
)
def test_a_team_divides_its_living_subsidy(members: int, each: str) -> None:
    answer = told(
        {"place": "fushan", "team_core": True, "academician": True, "team_members": members}, TEAM
    )
    assert f"每名成员 {each}" in "；".join(answer.verdicts[0].amounts[0].parts)


def test_no_sum_is_told_while_no_tier_is_certain() -> None:
    answer = told({"place": "fushan"}, "fushan-2017-23/full_time_innovation")
    assert not answer.verdicts[0].amounts


def test_what_is_missed_by_a_measure_is_told_while_the_programme_is_open() -> None:
    answer = told(
        {"place": "weihai", "qualified_on": "2020-03"}, "weihai-2020-12", day=date(2022, 6, 1)
    )
    assert any(
        line.startswith("还达不到：入选（获得资格）时间") for line in text_of(answer).splitlines()
    )


def test_another_reading_with_another_result_is_told() -> None:
    facts = {
        **FULL_TIME, "works_in_medicine": True, "provincial_medical_standing": True,
        "degree": "below_master", "title": "middle", "skill_grade": "technician",
    }  # fmt: skip
    answer = told(facts, "fushan-2017-23/medical")
    assert any(
        line.startswith("另一种读法：省市领先水平单独即可") for line in text_of(answer).splitlines()
    )


def test_on_a_day_within_its_time_a_document_has_not_expired() -> None:
    answer = told({"share_percent": 30}, SOLE)
    assert "在有效期内" in answer.validity[0]
    assert not answer.after_expiry


def test_every_clause_cited_holds_its_words() -> None:
    library = load_library()
    answer = told({**FULL_TIME, "degree": "doctor"}, "fushan-2017-23")
    document = library.packs["fushan-2017-23"].document
    assert answer.clauses
    for one in answer.clauses:
        assert squeeze(one.text) in document.clauses[one.clause].squeezed


def test_who_tells_only_too_small_a_share_is_told_what_it_misses_and_what_stays_open() -> None:
    answer = told({"place": "fushan", "share_percent": 30}, "fushan-2017-23")
    first, second = (one for one in answer.verdicts if one.told)
    assert (first.programme, first.failed[0].gap) == ("sole_startup", "差 35 - 30 = 5%")
    assert (second.programme, second.status) == ("joint_startup", "待补充")


def test_a_verdict_that_is_settled_but_for_its_tier_does_not_call_itself_open() -> None:
    answer = told({**FULL_TIME, "degree": "doctor"}, "fushan-2017-23/full_time_innovation")
    assert answer.verdicts[0].status == "满足"
    assert "待补充" not in answer.headline
    assert "满足条件，层次至少够到“领军创新人才”，最高可能到“顶尖创新人才”" in answer.headline
    assert answer.verdicts[0].amounts[0].parts[0].startswith("按“领军创新人才”30 万元")


def test_what_a_person_does_leads_before_what_asks_little() -> None:
    facts = dict.fromkeys(("main_founder", "cooperates", "joint_founder", "team_core"), False)
    answer = told({"employed_full_time": True, **facts})
    assert answer.verdicts[0].programme == "full_time_innovation"

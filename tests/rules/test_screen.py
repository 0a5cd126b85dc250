"""The whole screening: what is screened, what comes out, and what is asked next."""

from __future__ import annotations

import json
from datetime import date

import pytest
from pydantic import ValidationError

from rules import load_library, screen
from rules.result import Screening

LIBRARY = load_library()
DAY = date(2021, 6, 30)
ACADEMICIAN = {
    "place": "fushan",
    "employed_full_time": True,
    "contract_years": 5,
    "degree": "doctor",
    "newly_brought_in": True,
    "academician": True,
}


# ── scope ────────────────────────────────────────────────────────────────────


def names(screening: Screening) -> list[str]:
    return [f"{one.pack}/{one.id}" for one in screening.programmes]


def test_by_default_all_packs_without_what_is_asked_for_by_name() -> None:
    found = names(screen({}, DAY))
    expected = [
        f"{pack.id}/{programme.id}"
        for pack in LIBRARY.packs.values()
        for programme in pack.programmes.values()
        if not programme.on_request
    ]
    assert found == expected
    assert "fushan-2017-23/card" not in found


def test_a_pack_alone() -> None:
    assert names(screen({}, DAY, ["weihai-2020-12"])) == ["weihai-2020-12/startup_insurance"]


def test_a_programme_on_request() -> None:
    screening = screen(
        {"selected": True, "in_management_period": True}, DAY, ["fushan-2017-23/card"]
    )
    assert names(screening) == ["fushan-2017-23/card"]
    assert [one.pack for one in screening.validity] == ["fushan-2017-23"]


def test_a_scope_given_twice_counts_once() -> None:
    twice = ["fushan-2017-23", "fushan-2017-23/sole_startup", "fushan-2017-23"]
    assert names(screen({}, DAY, twice)) == names(screen({}, DAY, ["fushan-2017-23"]))


def test_without_a_day_today_is_meant() -> None:
    before = date.today()
    assert before <= screen({}).as_of <= date.today()


def test_a_programme_that_was_not_screened_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="fushan-2017-23/card"):
        screen({}, DAY).programme("fushan-2017-23/card")


# ── what comes out ───────────────────────────────────────────────────────────


def test_the_same_facts_give_the_same_screening() -> None:
    first, second = screen(ACADEMICIAN, DAY), screen(dict(reversed(ACADEMICIAN.items())), DAY)
    assert first.model_dump_json() == second.model_dump_json()


def test_a_screening_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        screen({}, DAY).as_of = DAY  # type: ignore[misc]


def test_a_screening_is_json_with_every_condition_in_its_trace() -> None:
    data = json.loads(screen(ACADEMICIAN, DAY).model_dump_json())
    nodes = {node["address"]: node for node in data["trace"]["fushan-2017-23"]}
    assert len(nodes) == len(LIBRARY.packs["fushan-2017-23"].rules.nodes)
    assert nodes["fushan-2017-23/full_time_innovation/contract"] == {
        "address": "fushan-2017-23/full_time_innovation/contract",
        "status": "满足",
        "low": 2,
        "high": 2,
        "label": "合同或协议年限不低于 5 年",
        "quote": {"clause": "第八条", "text": "签订 5 年以上劳动合同、聘用合同或工作协议"},
        "fact": "contract_years",
        "value": "5 年",
        "parts": [],
    }
    assert nodes["fushan-2017-23/full_time_innovation/top/friendship_award"]["status"] == "待补充"


def test_every_word_relied_on_stands_in_the_document() -> None:
    for facts in (ACADEMICIAN, {**ACADEMICIAN, "contract_years": 4}, {"place": "weihai"}, {}):
        for result in screen(facts, DAY).programmes:
            document = LIBRARY.packs[result.pack].document
            parts = (result.reasons, result.failed, result.panel, result.amounts, result.readings)
            for quote in [one.quote for part in parts for one in part]:
                assert document.quote(quote.clause, quote.text).clause == quote.clause


def test_missing_gathers_the_programmes_missing_facts_once() -> None:
    screening = screen({"place": "fushan"}, DAY)
    gathered = [fact for one in screening.programmes for fact in one.missing]
    assert set(screening.missing) == set(gathered)
    assert len(set(screening.missing)) == len(screening.missing)
    assert "place" not in screening.missing


# ── the next question ────────────────────────────────────────────────────────


def test_the_next_question_asks_only_what_is_missing_and_says_why() -> None:
    screening = screen({"place": "fushan"}, DAY)
    question = screening.next_question
    assert question is not None
    assert set(question.facts) <= set(screening.missing)
    assert question.quote.text in question.why
    assert question.quote.clause in question.why
    assert question.most_left >= 1


def test_who_may_enter_is_asked_last() -> None:
    """第六、七条 is a condition of its own, put after everything that says which tier it would be."""
    scope = ["fushan-2017-23/full_time_innovation"]
    facts: dict[str, object] = {"place": "fushan", "employed_full_time": True}
    asked: list[str] = []
    while (screening := screen(facts, DAY, scope)).missing and screening.next_question:
        question = screening.next_question
        asked.append(question.id)
        for fact in question.facts:
            entry = LIBRARY.dictionary.facts[fact]
            top = entry.values[-1].id if entry.values else 5
            facts[fact] = fact == "newly_brought_in" if entry.type == "yes_no" else top
    assert asked[-1] == "entry"


def test_a_declined_fact_is_not_asked_again_and_stays_open() -> None:
    facts = {key: value for key, value in ACADEMICIAN.items() if key != "contract_years"}
    scope = ["fushan-2017-23/full_time_innovation"]
    asked = screen(facts, DAY, scope).next_question
    assert asked is not None
    assert asked.facts == ("contract_years",)
    declined = screen(facts, DAY, scope, declined=["contract_years"])
    assert declined.declined == ("contract_years",)
    assert declined.programmes[0].status.label == "待补充"
    assert declined.next_question is None or "contract_years" not in declined.next_question.facts


def test_a_declined_fact_that_is_told_later_counts() -> None:
    scope = ["fushan-2017-23/full_time_innovation"]
    screening = screen(ACADEMICIAN, DAY, scope, declined=["contract_years"])
    assert screening.programmes[0].status.label == "满足"
    assert screening.declined == ()


def test_with_the_verdict_settled_sums_are_asked_about_and_then_nothing() -> None:
    scope = ["fushan-2017-23/full_time_innovation"]
    first = screen(ACADEMICIAN, DAY, scope)
    assert first.missing == ()
    asked: list[str] = []
    facts: dict[str, object] = dict(ACADEMICIAN)
    while (question := screen(facts, DAY, scope).next_question) is not None:
        asked += question.facts
        kinds = {fact: LIBRARY.dictionary.facts[fact].type for fact in question.facts}
        facts |= {fact: True if kind == "yes_no" else 50 for fact, kind in kinds.items()}
    assert sorted(asked) == ["leads_project", "upper_level_funds"]


def test_a_sum_that_is_nothing_is_not_asked_about_further() -> None:
    """With no foreign patents, in how many countries they were granted cannot matter."""
    facts = {
        **dict.fromkeys(("selected", "in_management_period", "new_academician"), True),
        **dict.fromkeys(
            ("new_national_talent", "new_provincial_talent", "new_municipal_talent"), False
        ),
        "new_science_award": "none",
        "foreign_patents": 0,
        "domestic_patents": 0,
    }
    assert screen(facts, DAY, ["fushan-2017-23/honour_rewards"]).next_question is None

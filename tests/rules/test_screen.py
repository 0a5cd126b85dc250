"""The whole screening: what may be put in, what is refused and how, what comes out and in which order."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from pydantic import ValidationError

from rules import load_library, screen
from rules.errors import FactError
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


# ── what cannot be read ──────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("facts", "fact", "words"),
    [
        ({"degre": "doctor"}, "degre", "degree"),
        ({"没有的": True}, "没有的", "字典里没有"),
        ({"academician": "yes"}, "academician", "true"),
        ({"academician": 1}, "academician", "true"),
        ({"academician": None}, "academician", "true"),
        ({"degree": "博士"}, "degree", "doctor（博士研究生）"),
        ({"degree": []}, "degree", "可填"),
        ({"degree": True}, "degree", "可填"),
        ({"degree": ["doctor", "professor"]}, "degree", "可填"),
        ({"degree": [["doctor"]]}, "degree", "可填"),
        ({"share_percent": 135}, "share_percent", "不大于 100"),
        ({"share_percent": 100.1}, "share_percent", "高于上限"),
        ({"share_percent": -1}, "share_percent", "不小于 0"),
        ({"share_percent": "35"}, "share_percent", "%"),
        ({"share_percent": True}, "share_percent", "请填数字"),
        ({"share_percent": None}, "share_percent", "请填数字"),
        ({"share_percent": float("nan")}, "share_percent", "请填数字"),
        ({"share_percent": float("inf")}, "share_percent", "高于上限"),
        ({"share_percent": {"from": 40, "to": 30}}, "share_percent", "起点大于终点"),
        ({"share_percent": {"from": 30}}, "share_percent", "请填数字"),
        ({"share_percent": {"from": 30, "to": 135}}, "share_percent", "高于上限"),
        ({"paid_in": -10}, "paid_in", "不小于 0"),
        ({"upper_level_funds": -0.01}, "upper_level_funds", "万元"),
        ({"contribution": float("-inf")}, "contribution", "低于下限"),
        ({"months_per_year": 13}, "months_per_year", "不大于 12"),
        ({"science_award_rank": 0}, "science_award_rank", "不小于 1"),
        ({"company_founded_on": "2021-07-01"}, "company_founded_on", "晚于查询日期"),
        ({"company_founded_on": "2022"}, "company_founded_on", "晚于查询日期"),
        ({"company_founded_on": "2021-02-30"}, "company_founded_on", "2023-03-15"),
        ({"company_founded_on": "2021-13"}, "company_founded_on", "请填日期"),
        ({"company_founded_on": "去年三月"}, "company_founded_on", "请填日期"),
        ({"company_founded_on": True}, "company_founded_on", "请填日期"),
        ({"company_founded_on": ["2020"]}, "company_founded_on", "请填日期"),
        ({"company_founded_on": {"from": "2021", "to": "2020"}}, "company_founded_on", "起点晚于"),
        ({"company_founded_on": {"from": "2020"}}, "company_founded_on", "请填日期"),
    ],
)
def test_a_value_that_cannot_be_read_says_what_was_expected(
    facts: dict[str, object], fact: str, words: str
) -> None:
    with pytest.raises(FactError) as caught:
        screen(facts, DAY)
    assert caught.value.fact == fact
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.remedy


def test_a_moment_is_read_as_its_day() -> None:
    """YAML and databases give date and time where a day was meant."""
    moment = screen({"company_founded_on": datetime(2020, 1, 1, 9, 30)}, DAY)
    assert (
        moment.model_dump_json()
        == screen({"company_founded_on": "2020-01-01"}, DAY).model_dump_json()
    )


def test_the_day_of_the_screening_itself_is_not_in_the_future() -> None:
    assert screen({"company_founded_on": "2021-06-30"}, DAY).as_of == DAY


def test_a_span_that_begins_in_the_past_ends_today() -> None:
    """“2021 年”, asked in June, cannot mean December."""
    result = screen({"place": "fushan", "company_founded_on": "2021"}, DAY)
    node = result.trace["fushan-2017-23"].node("fushan-2017-23/startup_team/age")
    assert node.value == "2021-01-01 至 2021-06-30"


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        (["yantai"], "fushan-2017-23"),
        (["fushan-2017-23/full_time"], "full_time_innovation"),
        (["weihai-2020-12/card"], "startup_insurance"),
        ([""], "fushan-2017-23"),
    ],
)
def test_an_unknown_scope_names_what_there_is(scope: list[str], words: str) -> None:
    with pytest.raises(FactError, match=words):
        screen({}, DAY, scope)


def test_an_unknown_declined_fact_names_near_ones() -> None:
    with pytest.raises(FactError, match="share_percent"):
        screen({}, DAY, declined=["share_percen"])


def test_the_first_bad_fact_is_reported_and_nothing_is_screened() -> None:
    with pytest.raises(FactError) as caught:
        screen({**ACADEMICIAN, "share_percent": 135}, DAY)
    assert caught.value.fact == "share_percent"


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

"""What may be put into a screening, and how what cannot be read is refused: at once, naming fact and remedy."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from rules import screen
from rules.errors import FactError

DAY = date(2021, 6, 30)


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
        ({"share_percent": 100.1}, "share_percent", "超出范围"),
        ({"share_percent": -1}, "share_percent", "不小于 0"),
        ({"share_percent": "35"}, "share_percent", "%"),
        ({"share_percent": True}, "share_percent", "请填数字"),
        ({"share_percent": None}, "share_percent", "请填数字"),
        ({"share_percent": float("nan")}, "share_percent", "请填数字"),
        ({"share_percent": float("inf")}, "share_percent", "超出范围"),
        ({"share_percent": {"from": 40, "to": 30}}, "share_percent", "起点大于终点"),
        ({"share_percent": {"from": 30}}, "share_percent", "请填数字"),
        ({"share_percent": {"from": 30, "to": 135}}, "share_percent", "超出范围"),
        ({"paid_in": -10}, "paid_in", "不小于 0"),
        ({"upper_level_funds": -0.01}, "upper_level_funds", "万元"),
        ({"contribution": float("-inf")}, "contribution", "超出范围"),
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
        screen({"place": "fushan", "share_percent": 135}, DAY)
    assert caught.value.fact == "share_percent"

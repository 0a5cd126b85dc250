"""Dates told from today or by a short year, and spans of time that are no date."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.reading.conftest import FactsOf

FOUNDED = "company_founded_on"


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("公司昨天刚注册", {FOUNDED: "2021-06-14"}),
        ("公司上周才注册的", {FOUNDED: {"from": "2021-06-01", "to": "2021-06-08"}}),
        ("公司前几天刚成立", {FOUNDED: {"from": "2021-06-01", "to": "2021-06-15"}}),
        ("公司去年腊月注册的", {FOUNDED: {"from": "2020-12", "to": "2021-02"}}),
        ("前年底成立的公司", {FOUNDED: {"from": "2019-10", "to": "2019-12"}}),
        ("公司17年就成立了", {FOUNDED: "2017"}),
        ("公司18年才注册下来", {FOUNDED: "2018"}),
        ("公司一九年成立", {FOUNDED: "2019"}),
        ("公司成立于16年", {FOUNDED: "2016"}),
        ("公司成立时间：18年", {FOUNDED: "2018"}),
        ("公司成立18年了", {FOUNDED: {"from": "2002-12-15", "to": "2003-12-15"}}),
        ("公司成立大半年了", {FOUNDED: {"from": "2020-06-15", "to": "2020-12-15"}}),
        ("合同一六年签的", {}),
        ("疫情那年成立的公司", {}),
        ("干了20年就来福山了", {"place": "fushan"}),
        ("一年来福山四次，每次半个月", {"place": "fushan"}),
        ("合同已经干了两年还剩三年", {}),
    ],
)
def test_near_dates(facts_of: FactsOf, text: str, facts: dict[str, Any]) -> None:
    assert facts_of(text) == facts

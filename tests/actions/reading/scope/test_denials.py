"""How far a denial reaches, and what is left of a degree or title that is denied."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.reading.conftest import FactsOf

NO_DOCTOR = {"degree": ["below_master", "master"]}
NOT_FULL = {"title": ["none", "junior", "middle", "associate"]}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("我不是博士", NO_DOCTOR),
        ("还没拿到博士", NO_DOCTOR),
        ("我没读过博士", NO_DOCTOR),
        ("我哪是博士啊", NO_DOCTOR),
        ("我是硕士，不是博士", {"degree": "master"}),
        ("我不是硕士", {}),
        ("没有硕士学历", {"degree": "below_master"}),
        ("连硕士都不是", {"degree": "below_master"}),
        ("既不是博士也不是正高", {**NO_DOCTOR, **NOT_FULL}),
        ("博士没读，正高倒是有", {**NO_DOCTOR, "title": "full"}),
        ("没有专利，但有核心技术", {"invention_patent": False, "core_technology": True}),
        ("我没有专利，可以报吗", {"invention_patent": False}),
        ("一个专利都没有", {"invention_patent": False}),
        ("专利一个都没有", {"invention_patent": False}),
        ("哪有专利啊", {"invention_patent": False}),
        ("有专利", {}),
        ("不是没有专利", {}),
        ("不是没有发明专利", {"invention_patent": True}),
        ("没得过奖", {"science_award": "none"}),
        ("啥奖都没有", {"science_award": "none"}),
        ("没获过任何奖", {"science_award": "none"}),
        ("没少拿奖", {}),
        ("没少拿省二等奖", {"science_award": "provincial_second"}),
        ("谈不上国内领先", {"technology_standing": ["none", "municipal", "provincial"]}),
        ("院士谈不上", {"academician": False}),
        ("称不上掌握核心技术", {"core_technology": False}),
        ("没啥核心技术", {"core_technology": False}),
        ("没有一点创业经验", {"startup_experience": False}),
        ("我没法全职", {"employed_full_time": False}),
        ("我全职不了", {"employed_full_time": False}),
        ("不能兼职吗", {}),
        ("不是第一大股东", {"largest_shareholder": False}),
        ("我不是最大的股东", {"largest_shareholder": False}),
        ("不是第二大股东", {}),
        ("还没认定高企", {"employer_high_tech": False}),
        ("除了发明专利什么都没有", {"invention_patent": True}),
        ("是不是没有博士就不能申请", {}),
        ("发明专利：无", {"invention_patent": False}),
        ("是否院士：否", {"academician": False}),
        ("职称：无", {"title": "none"}),
        ("全职：是", {"employed_full_time": True}),
    ],
)
def test_denials(facts_of: FactsOf, text: str, facts: dict[str, Any]) -> None:
    assert facts_of(text) == facts

"""Facts of relatives, colleagues and people who were hired are not the speaker's, unless he asks on their behalf."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.reading.conftest import FactsOf

OF_OTHERS = [
    "我女儿是博士，全职上班",
    "我老公副高，签了五年",
    "我爱人副教授，准备全职来，合同五年",
    "我夫人是正高级工程师，博士",
    "我朋友的公司是高企，他占股40%",
    "她是主任医师，在三甲医院干了十年",
    "我员工是博士，能申请吗",
    "我们公司一个人是博士，能报领军吗",
    "我介绍个院士",
    "我们引进了一位正高",
    "公司招了个博士，全职，合同5年",
    "我们单位新来一个博士，签了5年，能给多少",
    "我们新来的总工是博士",
    "我们这边有个候选人，博士，海外回来的",
    "团队里有两个博士",
    "团队成员都是博士",
    "我带的学生是博士",
    "我们领导是博士",
    "海外博士呢",
    "博士人才怎么补",
    "引进博士给多少",
]
OF_THE_SPEAKER = [
    ("我老公是副高，签了五年，我是硕士", {"degree": "master"}),
    ("老婆博士，我硕士", {"degree": "master"}),
    ("我和我老公都是博士", {"degree": "doctor"}),
    ("我儿子刚出生，我是博士", {"degree": "doctor"}),
    ("孩子上学怎么解决，我是博士，合同五年", {"degree": "doctor", "contract_years": 5}),
    ("我是博士，孩子能上学校吗，签了五年", {"degree": "doctor", "contract_years": 5}),
    ("老板说博士有补贴，我是硕士", {"degree": "master"}),
    ("我是老板，博士", {"degree": "doctor"}),
    ("我是公司引进的一名博士，签了五年", {"degree": "doctor", "contract_years": 5}),
    ("我是去年引进的副高", {"title": "associate"}),
    ("我们有三名博士，我本人也是博士", {"degree": "doctor"}),
    ("我有一个博士学位", {"academic_degree": "doctor"}),
    ("大股东是我老婆", {"largest_shareholder": False}),
    ("第一大股东不是我", {"largest_shareholder": False}),
    ("我们引进了一位正高，公司是高企", {"employer_high_tech": True}),
]
ON_BEHALF = [
    ("帮我儿子问一下，他是博士，签了五年合同", {"degree": "doctor", "contract_years": 5}),
    ("替我朋友问问，他是正高", {"title": "full"}),
    ("帮别人问的，她是硕士", {"degree": "master"}),
    ("替同事打听一下，他副高，签了五年合同", {"title": "associate", "contract_years": 5}),
    ("帮我问一下，我老公是博士能不能评", {}),
]


@pytest.mark.parametrize("text", OF_OTHERS)
def test_what_is_told_of_others_is_not_taken(facts_of: FactsOf, text: str) -> None:
    assert facts_of(text) == {}


@pytest.mark.parametrize(("text", "facts"), [*OF_THE_SPEAKER, *ON_BEHALF])
def test_whose_facts(facts_of: FactsOf, text: str, facts: dict[str, Any]) -> None:
    assert facts_of(text) == facts


def test_a_place_is_told_whoever_works_there(facts_of: FactsOf) -> None:
    assert facts_of("我女儿是博士，在福山全职上班") == {"place": "fushan"}

"""Numbers and dates go to the fact they belong to."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.reading.conftest import FactsOf

SHARES = [
    ("占股35%", {"share_percent": 35}),
    ("占股三成", {"share_percent": 30}),
    ("持股0.35", {"share_percent": 35}),
    ("占股35", {"share_percent": 35}),
    ("百分之35的股份", {"share_percent": 35}),
    ("股份35个点", {"share_percent": 35}),
    ("股权比例：35%", {"share_percent": 35}),
    ("占了3成多", {"share_percent": {"from": 30, "to": 40}}),
    ("占股35%以上", {"share_percent": {"from": 35, "to": 100}}),
    ("我占25，他占40", {"share_percent": 25, "joint_share_percent": 65}),
    ("合伙人占40%，我占20%", {"share_percent": 20, "joint_share_percent": 60}),
    ("我们俩加起来占65%，我自己占两成五", {"share_percent": 25, "joint_share_percent": 65}),
    ("合计占股65%", {"joint_share_percent": 65}),
    ("他占40%", {}),
    ("我也占了一份房产", {}),
    ("返税35%", {}),
    ("占股三成五到四成", {"share_percent": {"from": 35, "to": 40}}),
    ("占股一半以上", {"share_percent": {"from": 50, "to": 100}}),
]
MONEY = [
    ("实际投入50万", {"paid_in": 50}),
    ("投了50w", {"paid_in": 50}),
    ("实缴五十来万", {"paid_in": 50}),
    ("投资30到40万之间", {"paid_in": {"from": 30, "to": 40}}),
    ("注册资本200万，实缴60万", {"paid_in": 60}),
    ("注册资金50万", {}),
    ("能拿50万吗", {}),
    ("投入50万，营收3千万", {"paid_in": 50, "employer_sales": 3000}),
    ("上级给了80万专项资金", {"upper_level_funds": 80}),
    ("投了9万9", {"paid_in": 9.9}),
    ("投了百来万", {"paid_in": 100}),
    ("投了上百万", {"paid_in": {"from": 100, "to": 1000000}}),
    ("投了几十万", {"paid_in": {"from": 20, "to": 99.99}}),
    ("投了几十万够吗", {}),
    ("投了500000", {"paid_in": 50}),
    ("投了500,000", {"paid_in": 50}),
    ("投了50k", {"paid_in": 5}),
    ("投了5万美元", {}),
    ("投了500000美元", {}),
    ("投了$50万", {}),
    ("先投了30万，后来又投了20万", {"paid_in": 50}),
    ("第一年投了30万，第二年投了40万", {"paid_in": 70}),
    ("营收8千多万", {"employer_sales": {"from": 8000, "to": 9000}}),
    ("营收过亿", {"employer_sales": {"from": 10000, "to": 100000000}}),
    ("销售额近亿", {"employer_sales": {"from": 8000, "to": 9999.99}}),
    ("投了30万，追加了20万，一共50万", {"paid_in": 50}),
]
SPANS = [
    ("五年合同", {"contract_years": 5}),
    ("合同签五年", {"contract_years": 5}),
    ("签了五年全职合同", {"contract_years": 5, "employed_full_time": True}),
    ("36个月的合同", {"contract_years": 3}),
    ("合同嘛，五年", {"contract_years": 5}),
    ("签了3+2", {"contract_years": 5}),
    ("合同签的3+2年", {"contract_years": 5}),
    ("再签两年，一共5年", {"contract_years": 5}),
    ("先签三年又续了两年", {"contract_years": 5}),
    ("合同先签三年，后来又续了两年", {"contract_years": 5}),
    ("每年来三个月", {"months_per_year": 3}),
    ("每年来90天", {"months_per_year": 3}),
    ("每年来福山半年", {"months_per_year": 6, "place": "fushan"}),
    ("每年来三四次，每次一个月", {}),
    ("合同还剩两年", {}),
    ("一年待4个月", {"months_per_year": 4}),
    ("每年累计工作不少于9个月", {"months_per_year": {"from": 9, "to": 12}}),
    ("在三甲医院工作10年，科室副主任6年", {"tertiary_hospital_years": 10, "deputy_head_years": 6}),
    ("在三甲医院当了8年科室副主任", {"deputy_head_years": 8}),
    ("团队有5名成员，全员签了五年合同", {"team_members": 5, "team_contract_years": 5}),
    ("团队一共6个人", {"team_members": 5}),
    ("团队连我6个人", {"team_members": 5}),
    ("团队加我六个人", {"team_members": 5}),
    ("团队6人，含我", {"team_members": 5}),
    ("团队除我之外5个人", {"team_members": 5}),
    ("团队一共6名成员", {"team_members": 6}),
    ("成员4人，加我5人", {"team_members": 4}),
    ("核心加成员一共6人", {"team_members": 5}),
    ("团队要一共6个人吗", {}),
    ("新获得国内发明专利5件", {"domestic_patents": 5, "invention_patent": True}),
]
DATES = [
    ("公司去年三月成立", {"company_founded_on": "2020-03"}),
    ("2019年9月注册的公司", {"company_founded_on": "2019-09"}),
    ("三年前成立", {"company_founded_on": {"from": "2017-12-15", "to": "2018-12-15"}}),
    ("企业刚成立", {"company_founded_on": {"from": "2020-06-15", "to": "2021-06-15"}}),
    ("公司成立不到三年", {"company_founded_on": {"from": "2018-06-19", "to": "2021-06-15"}}),
    ("公司成立两年多了", {"company_founded_on": {"from": "2018-06-15", "to": "2019-06-15"}}),
    ("我2020年3月来福山", {"person_came_on": "2020-03", "place": "fushan"}),
    ("公司去年迁来福山", {"company_came_on": "2020", "place": "fushan"}),
    ("2019年入选泰山学者", {"qualified_on": "2019", "taishan_scholar": True}),
    ("公司2030年成立", {}),
    ("二〇年三月成立", {"company_founded_on": "2020-03"}),
    ("公司开了三年了", {"company_founded_on": {"from": "2017-12-15", "to": "2018-12-15"}}),
    ("公司刚满一年", {"company_founded_on": {"from": "2019-06-15", "to": "2020-06-15"}}),
    ("注册满两年以上", {"company_founded_on": {"from": "1921-06-15", "to": "2019-06-15"}}),
    ("公司成立不久", {"company_founded_on": {"from": "2020-06-15", "to": "2021-06-15"}}),
    ("公司注册满两年", {"company_founded_on": {"from": "2018-06-15", "to": "2019-06-15"}}),
    (
        "公司2020年成立，今年1月迁到福山",
        {"company_founded_on": "2020", "company_came_on": "2021-01", "place": "fushan"},
    ),
]
OUT_OF_RANGE = [
    ("占股130%", {"share_percent": 130}),
    ("占股135%", {"share_percent": 135}),
    ("我占股120", {"share_percent": 120}),
    ("合同签了80年", {"contract_years": 80}),
    ("每年来15个月", {"months_per_year": 15}),
    ("团队有500名成员", {"team_members": 500}),
]


@pytest.mark.parametrize(("text", "facts"), [*SHARES, *MONEY, *SPANS, *DATES, *OUT_OF_RANGE])
def test_numbers_find_their_fact(facts_of: FactsOf, text: str, facts: dict[str, Any]) -> None:
    assert facts_of(text) == facts


def test_a_whole_story(facts_of: FactsOf) -> None:
    text = "我是博士，副教授，占股35%，是第一大股东，在福山注册的公司去年三月成立，实际投入50万，有发明专利，没创过业"
    assert facts_of(text) == {
        "degree": "doctor",
        "title": "associate",
        "share_percent": 35,
        "largest_shareholder": True,
        "place": "fushan",
        "company_founded_on": "2020-03",
        "paid_in": 50,
        "invention_patent": True,
        "startup_experience": False,
    }

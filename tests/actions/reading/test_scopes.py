"""Sentences that only name a fact, beside the plain ones that tell it: names, other people, rewards, plans, slips."""

from __future__ import annotations

from typing import Any

import pytest

from actions.reading.answers.answer_reader import AnswerReader
from rules.facts import Dictionary
from tests.actions.reading.conftest import FactsOf, asked

NAMES: list[tuple[str, dict[str, Any]]] = [
    ("企业叫博士康医疗器械，我是硕士毕业", {"degree": "master"}),
    ("公司叫院士谷科技，我们是高新技术企业", {"employer_high_tech": True}),
    ("我姓高，同事都叫我高工，其实我没有职称", {"title": "none"}),
    ("我们公司名字叫领航博士后科技有限公司", {}),
    ("我在博士达科技上班，本科", {"degree": "below_master"}),
    ("我的微信名叫博士", {}),
]
DENIED: list[tuple[str, dict[str, Any]]] = [
    ("我不是公司的主要创办人", {"main_founder": False}),
    ("我不在医疗系统，不从事医疗卫生工作", {"works_in_medicine": False}),
    ("平台的上级补助还没给我们", {"upper_level_platform_subsidy": False}),
    ("可惜不是985博士", {"degree": ["below_master", "master"]}),
    ("学历不够博士", {"degree": ["below_master", "master"]}),
    ("我们公司在潍坊，不在威海", {"place": "elsewhere"}),
    ("占股比例没过半", {"share_percent": {"from": 0, "to": 50}}),
    ("带不带团队都行吗", {}),
]
OTHERS: list[tuple[str, dict[str, Any]]] = [
    ("我同学在威海开了家公司", {}),
    ("我儿子公司在威海", {}),
    ("我们研发部老刘有发明专利", {}),
    ("五个发明专利都是我同事的", {}),
    ("他们公司有发明专利，我们没有", {"invention_patent": False}),
    ("我们公司旁边那家是高新技术企业", {}),
    ("除了我以外团队都是博士", {}),
    ("我是院士团队的成员", {}),
    ("在孵企业里今年新认定高新技术企业的有6家", {"incubated_high_tech": 6}),
    ("我们公司在福山高新技术企业园区", {"place": "fushan"}),
]
ASKED: list[tuple[str, dict[str, Any]]] = [
    ("博士在读，能不能先按博士报", {}),
    ("博士能领多少生活补助", {}),
    ("我博士能领多少生活补助", {"degree": "doctor"}),
    ("独立创业跟联合创业怎么区分", {}),
    ("必须是头两位完成人吗", {}),
    ("我可以自己一个人开公司", {}),
    ("投资十几个亿的大项目", {}),
    ("研究员包不包括在正高里", {}),
    ("占股30够不够", {"share_percent": 30}),
    (
        "硕士 中级职称 全职 能报哪个",
        {"degree": "master", "title": "middle", "employed_full_time": True},
    ),
]
PLANS: list[tuple[str, dict[str, Any]]] = [
    ("计划年底把实际投入加到50万", {}),
    ("等我有了发明专利再说", {}),
    ("我离博士毕业还差一年", {}),
    ("被提名院士", {}),
    ("入围长江学者，没评上", {}),
    ("合伙人说给我15%的股份", {}),
]
TOLD: list[tuple[str, dict[str, Any]]] = [
    ("我每年至少过来工作三个月", {"months_per_year": {"from": 3, "to": 12}}),
    ("劳动合同签了4年 哦不是 5年", {"contract_years": 5}),
    ("签的是六年，不是我说的三年", {"contract_years": 6}),
    ("前期研发我们团队已经完成了", {"research_done": True}),
    ("上级的平台补助已经发了", {"upper_level_platform_subsidy": True}),
    ("手下成员三个，都有创业经验", {"team_members": 3, "members_experience": True}),
    ("我以柔性方式和福山的企业合作", {"cooperates": True, "place": "fushan"}),
    ("说句不谦虚的，我算国内著名专家", {"recognised_expert": True}),
    ("现在自己创业办公司占股41%", {"main_founder": True, "share_percent": 41}),
    ("孵化成功、到区里产业化而且审核通过的企业是两家", {"incubated_graduated": 2}),
    ("我入选聚福英才了，新授权国内发明专利5件", {"selected": True, "domestic_patents": 5}),
    ("股份我30，他20，投资人50", {"share_percent": 30}),
]


@pytest.mark.parametrize(("text", "facts"), [*NAMES, *DENIED, *OTHERS, *ASKED, *PLANS, *TOLD])
def test_scopes(facts_of: FactsOf, text: str, facts: dict[str, Any]) -> None:
    assert facts_of(text) == facts


def test_a_platform_of_private_capital(facts_of: FactsOf) -> None:
    assert facts_of("公共服务平台是社会资本投资建的") == {"service_platform_private": True}


@pytest.mark.parametrize("fact", ["new_provincial_talent", "double_hundred", "selected"])
def test_who_says_won_answers_what_was_asked(
    answers: AnswerReader, dictionary: Dictionary, today: Any, fact: str
) -> None:
    assert dict(answers.read(asked(dictionary, fact), "评上了", today).facts) == {fact: True}

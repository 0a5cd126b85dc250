"""Ways to state, deny and ask about the facts of the dictionary, and answers that point at what was asked."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest

from actions.reading.answers.answer_reader import AnswerReader
from actions.reading.reader import FactReader
from rules.facts import Dictionary
from tests.actions.reading.conftest import FactsOf, asked

TOLD: list[tuple[str, str, Any]] = [
    ("我们项目从市科技局拿了八十万专项资金", "upper_level_funds", 80),
    ("专项资金一分没拿，没拿过任何专项资金", "upper_level_funds", 0),
    ("我负责着一个省级重点学科", "key_discipline_head", True),
    ("国家级重点实验室的主要负责人是我，省重点学科带头人也是我", "key_discipline_head", True),
    ("外科医生，我的手术水平达到省市领先", "provincial_medical_standing", True),
    ("我的专业技术算不上省内领先", "provincial_medical_standing", False),
    ("我就是这个研发团队的领头人", "team_core", True),
    ("我带着六个人的团队过来", "team_core", True),
    ("成员里最差的也够杰出创新人才", "lowest_member_tier", "outstanding"),
    ("成员都符合独立创业第三层次", "lowest_member_tier", "startup_third"),
    ("团队每年在企业工作的时间最少的是9个月", "team_months", 9),
    ("前期的研发早就做完了，我们完成了前期研发", "research_done", True),
    ("关键技术我们已经攻克了", "breakthrough", True),
    ("关键技术还没攻克", "breakthrough", False),
    ("核心技术是外面买的，我们并不掌握", "core_technology", False),
    ("我们的商业模式算不上先进", "advanced_model", False),
    ("单位没有市级以上的创新平台", "employer_platform", "none"),
    ("我从没在知名企业做过管理", "management_post", "none"),
    ("填的创业类", "startup_category", True),
    ("入选的是创新类", "startup_category", False),
    ("引进的那位评上了领军创新人才", "introduced", "leading"),
    ("我们引进了一个创业团队", "introduced", "startup_team"),
    ("公共服务平台是民间资本投资兴建的", "service_platform_private", True),
    ("公共服务平台是政府出资建设的", "service_platform_private", False),
    ("公共服务平台固定资产投了600万", "service_platform_investment", 600),
    ("我们孵化器是民办的", "incubator_funding", "private"),
    ("省医学会骨科分会的副主任委员是我当的", "committee_post", "provincial_vice"),
    ("我考到高级技师了", "skill_grade", "senior_technician"),
    ("我的学历到现在还是本科", "degree", "below_master"),
    ("木有职称", "title", "none"),
    ("合同从2019年3月1日签到2024年2月29日", "contract_years", 5),
    ("劳动合同2018年到2021年", "contract_years", 3),
    ("聘用合同签了陆年", "contract_years", 6),
    ("我在管理期内评上了泰山学者", "new_provincial_talent", True),
    ("管理期已经满了", "in_management_period", False),
    ("我室友是万人计划，我不是", "ten_thousand_talents", False),
    ("我老婆是博士，我也是", "degree", "doctor"),
    ("我不在医疗行业", "works_in_medicine", False),
    ("万人计划、泰山学者都没有", "ten_thousand_talents", False),
    ("公司有三成股份是我的", "share_percent", 30),
    ("硕士 占股45 实投60w", "share_percent", 45),
    ("双百计划我评上了", "double_hundred", True),
]


@pytest.mark.parametrize(("text", "fact", "value"), TOLD)
def test_what_is_told(facts_of: FactsOf, text: str, fact: str, value: Any) -> None:
    assert facts_of(text).get(fact) == value


UNTOLD = [
    ("市双百计划我评上了", "selected"),
    ("国际专利一件奖多少", "foreign_patents"),
    ("贡献300万奖多少", "contribution"),
    ("新获省级一等奖给多少", "new_science_award"),
    ("市里的科技进步一等奖，给项目组奖几万", "science_award"),
    ("报独立创业，股份要占到多少", "main_founder"),
    ("院士来福山给一百万，是吧", "academician"),
    ("总工是我表弟", "technical_lead"),
    ("我们公司技术总监是博士", "degree"),
    ("股份都在我老婆名下", "share_percent"),
    ("生活补助是一年一年给", "months_per_year"),
    ("文件里的当年指的是哪一年入选", "qualified_on"),
    ("一名博士一名硕士", "degree"),
    ("博士占比30%", "degree"),
    ("研究院士成长", "academician"),
    ("钢琴教授", "title"),
    ("阿里巴巴高级工程师", "title"),
    ("医生家属", "works_in_medicine"),
    ("我们村老张是全国劳模", "other_national_honour"),
    ("我儿子在威海上班", "place"),
    ("隔壁公司营收2000万", "employer_sales"),
    ("正高里包不包括研究员", "title"),
    ("成员至少要3人吗", "team_members"),
]


@pytest.mark.parametrize(("text", "fact"), UNTOLD)
def test_what_is_not_told(facts_of: FactsOf, text: str, fact: str) -> None:
    assert fact not in facts_of(text)


ANSWERS: list[tuple[str, str, dict[str, Any]]] = [
    ("introducer", "后者", {"introducer": "agency"}),
    ("incubator_funding", "前一种", {"incubator_funding": "private"}),
    ("cooperation", "两样都有了", {"cooperation_agreement": True, "joint_project": True}),
    ("cooperation", "两样都没有", {"cooperation_agreement": False, "joint_project": False}),
    (
        "service_platform",
        "第一个不是，第二个是",
        {"service_platform_private": False, "service_platform_recognised": True},
    ),
    (
        "cooperation",
        "前者有，后者没有",
        {"cooperation_agreement": True, "joint_project": False},
    ),
    ("share_percent", "刚才选错了，回到上一步", {}),
    ("share_percent", "等一下", {}),
    ("share_percent", "一会儿再说", {}),
    ("share_percent", "你说的第三个是什么意思", {}),
    ("share_percent", "35吧", {"share_percent": 35}),
]


@pytest.mark.parametrize(("question", "text", "facts"), ANSWERS)
def test_answers_that_point(
    answers: AnswerReader,
    dictionary: Dictionary,
    today: date,
    question: str,
    text: str,
    facts: dict[str, Any],
) -> None:
    assert dict(answers.read(asked(dictionary, question), text, today).facts) == facts


@pytest.mark.parametrize("text", ["不清楚算不算", "不想回答", "不晓得诶", "说不上来"])
def test_who_does_not_tell_declines(
    answers: AnswerReader, dictionary: Dictionary, today: date, text: str
) -> None:
    answer = answers.read(asked(dictionary, "employer_high_tech"), text, today)
    assert (dict(answer.facts), answer.declined) == ({}, ("employer_high_tech",))


@pytest.mark.parametrize(
    "unit", ["一点", "不是", "我", "35%、", "三年", "(", "博士和", "以前在", "1 ", "管理期内"]
)
def test_no_text_takes_long(reader: FactReader, today: date, unit: str) -> None:
    text = (unit * 2_000)[:2_000]
    begin = time.process_time()
    reader.extract(text, today)
    assert time.process_time() - begin < 1  # idle: below 0.05

"""What is told in words that stand apart, and what stands near words of a fact and tells it not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.reading.reader import FactReader
from tests.actions.reading.conftest import FactsOf

NOT_TOLD: list[tuple[str, dict[str, Any]]] = [
    ("我评上泰山学者能拿多少", {}),
    ("我评上泰山学者了，能拿多少", {"taishan_scholar": True}),
    ("大家都喊我李教授，其实职称是副教授", {"title": "associate"}),
    ("我堂哥是博士，在福山混得不错", {}),
    ("新认定高企的在孵企业有5家", {"incubated_high_tech": 5}),
    ("入驻的高企有两家", {}),
    ("核心人才及全体成员签了三年合同", {"team_contract_years": 3}),
    ("我是市知名企业的现任总经理", {"known_enterprise_executive": True}),
    ("海外的发明专利授权为0件", {"foreign_patents": 0}),
    ("哦，学历还是本科，不是硕士", {"degree": "below_master"}),
    ("学位还是硕士，不是博士", {"degree": "master"}),
]
POSTS: list[tuple[str, dict[str, Any]]] = [
    ("前些年在海尔做过总经理", {"management_post": "senior"}),
    ("在腾讯当过部门经理", {"management_post": "middle"}),
    ("在腾讯当部门经理", {}),
    ("在华为做过工程师", {}),
]
COMPANIES: list[tuple[str, dict[str, Any]]] = [
    ("服务平台这块，固定资产一共投了900万", {"service_platform_investment": 900}),
    ("我公司在济南", {"place": "elsewhere"}),
    ("我公司在烟台", {}),
    ("我们公司在济南有个分公司", {}),
    ("我公司在济南，准备迁到福山", {"place": "fushan"}),
    ("我们是高新技木企业", {"employer_high_tech": True}),
    ("我和李老板在福山合办的公司", {"place": "fushan", "joint_founder": True}),
    ("2018年在济南开的张", {"company_founded_on": "2018"}),
    ("2020年6月整个搬到了福山", {"place": "fushan", "company_came_on": "2020-06"}),
    ("创业孵化器已经认定到省级了", {"incubator_level": "provincial"}),
    ("项目的技术水平放到省内看是领先的", {"technology_standing": "provincial"}),
    ("关键技术项目组已经把它攻克了", {"core_technology": True, "breakthrough": True}),
]
PEOPLE: list[tuple[str, dict[str, Any]]] = [
    ("我的专业技术在全省是领先的", {"provincial_medical_standing": True}),
    ("我在医院坐诊", {"works_in_medicine": True}),
    ("我这个人呢，之前创过两次业", {"startup_experience": True}),
    ("高级技师证也有，够条件吗", {"skill_grade": "senior_technician"}),
    ("有没有技师证都能报吗", {}),
    ("奖项荣誉我也没有新取得的", {"new_achievement": False}),
    ("队员里最差的那个，也够杰出人才了", {"lowest_member_tier": "outstanding"}),
    (
        "重点人才工程我前年入选的，国家级的",
        {"qualified_on": "2019", "key_programme_level": "national"},
    ),
    ("2020年8月取得的资格", {"qualified_on": "2020-08"}),
]


@pytest.mark.parametrize(("text", "facts"), [*NOT_TOLD, *POSTS, *COMPANIES, *PEOPLE])
def test_plainly_told(facts_of: FactsOf, text: str, facts: dict[str, Any]) -> None:
    assert facts_of(text) == facts


@pytest.mark.parametrize("text", ["占股应该是25%，不是52%", "说错了，占股应该是25%"])
def test_who_puts_right_does_not_doubt(reader: FactReader, today: date, text: str) -> None:
    shares = [each for each in reader.extract(text, today) if each.fact == "share_percent"]
    assert [(each.value, each.doubtful) for each in shares] == [(25, False)]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("我在学校是教授，二级岗", {"title": "full", "professor_grade": "second"}),
        ("副教授，聘的二级岗", {"title": "associate"}),
        ("我们的孵化器是民间资本出的钱", {"incubator_funding": "private"}),
    ],
)
def test_grades_and_money_of_a_few_words(
    facts_of: FactsOf, text: str, facts: dict[str, Any]
) -> None:
    assert facts_of(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("国家自然二等奖，我排第二", {"science_award": "national_second", "science_award_rank": 2}),
        (
            "我是省发明一等奖第一完成人",
            {"science_award": "provincial_first", "science_award_rank": 1},
        ),
        ("只有实用新型，没有发明奖", {}),
        ("似乎占四成", {"share_percent": 40}),
        ("估计占三成五", {"share_percent": 35}),
    ],
)
def test_short_names_of_awards_and_shares_in_doubt(
    facts_of: FactsOf, text: str, facts: dict[str, Any]
) -> None:
    assert facts_of(text) == facts

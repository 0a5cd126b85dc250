"""Degrees, titles, skills, posts: who a person is."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.reading.conftest import FactsOf

DEGREES = [
    ("我是博士", {"degree": "doctor"}),
    ("硕士毕业", {"degree": "master"}),
    ("本人研究生学历", {"degree": "master"}),
    ("大专", {"degree": "below_master"}),
    ("博士后出站", {"degree": "doctor"}),
    ("本科是烟台大学，博士是复旦的", {"degree": "doctor"}),
    ("PhD，海归", {"degree": "doctor"}),
    ("博士在读", {}),
    ("在读博士，硕士毕业", {"degree": "master"}),
    ("正在读博士", {}),
    ("硕博连读", {}),
    ("我是博士生导师", {}),
    ("在职博士", {"academic_degree": "doctor"}),
    ("有博士学位", {"academic_degree": "doctor"}),
    ("硕士学位，本科学历", {"academic_degree": "master", "degree": "below_master"}),
    ("研究生以上学历", {"degree": ["master", "doctor"]}),
    ("我太太没工作，老公是博士，我本科", {"degree": "below_master"}),
    ("女儿是博士", {}),
    ("引进了一名博士", {}),
]
TITLES = [
    ("副教授", {"title": "associate"}),
    ("我是教授", {"title": "full"}),
    ("高级工程师", {"title": "associate"}),
    ("正高级工程师", {"title": "full"}),
    ("教授级高工", {"title": "full"}),
    ("工程师职称", {"title": "middle"}),
    ("副研究员，博士", {"title": "associate", "degree": "doctor"}),
    ("农业技术推广研究员", {"title": "full"}),
    ("助理教授", {}),
    ("客座教授", {}),
    ("注册会计师", {}),
    ("高级职称", {"title": ["associate", "full"]}),
    ("评上了副高", {"title": "associate"}),
    ("没有职称", {"title": "none"}),
    ("职称没有", {"title": "none"}),
    ("主任医师", {"title": "full", "works_in_medicine": True}),
    ("副主任医师", {"title": "associate", "works_in_medicine": True}),
    ("二级教授", {"title": "full", "professor_grade": "second"}),
]
SKILLS = [
    ("高级技师", {"skill_grade": "senior_technician"}),
    ("我是技师", {"skill_grade": "technician"}),
    ("首席技师", {"skill_grade": "senior_technician"}),
    ("省级首席技师", {"provincial_chief_technician": True}),
    ("市首席技师", {"municipal_chief_technician": True}),
    ("齐鲁首席技师", {"provincial_chief_technician": True}),
    ("全国技术能手", {"national_technical_expert": True}),
]
HONOURS = [
    ("我是院士", {"academician": True}),
    ("院士工作站", {"workstation": True}),
    ("中国科学院院士工作站", {"workstation": True}),
    ("博士后科研工作站", {"workstation": True}),
    ("入选万人计划", {"ten_thousand_talents": True}),
    ("泰山产业领军人才", {"taishan_industry": True}),
    ("泰山学者，双百计划", {"taishan_scholar": True, "double_hundred": True}),
    ("省杰青", {"distinguished_youth_provincial": True}),
    ("国家杰青", {"distinguished_youth_national": True}),
    ("我是长江学者", {"other_national_honour": True}),
    ("书协理事", {"association_director": True}),
]
POSTS = [
    ("世界500强总部副总裁", {"global500_executive": True}),
    ("在一家世界 500 强企业总部任高级副总裁", {"global500_executive": True}),
    ("全球五百强集团总部CEO", {"global500_executive": True}),
    ("世界500强中国区总裁", {"large_enterprise_executive": True}),
    ("央企总部总经理", {"large_enterprise_executive": True}),
    ("国内500强副总", {"large_enterprise_executive": True}),
    ("世界500强分公司总经理", {}),
    ("国内500强省公司副总经理", {}),
    ("世界500强员工", {}),
    ("知名企业高管", {"known_enterprise_executive": True, "management_post": "senior"}),
    ("没当过知名企业高管", {"known_enterprise_executive": False}),
    ("不是世界500强总部高管", {"global500_executive": False}),
    ("以前在知名企业做过副总", {"management_post": "senior"}),
    ("曾任上市公司部门经理", {"management_post": "middle"}),
    ("我是公司技术负责人", {"technical_lead": True}),
    ("在高新技术企业当CTO", {"employer_high_tech": True, "technical_lead": True}),
]


@pytest.mark.parametrize(("text", "facts"), [*DEGREES, *TITLES, *SKILLS, *HONOURS, *POSTS])
def test_who_a_person_is(facts_of: FactsOf, text: str, facts: dict[str, Any]) -> None:
    assert facts_of(text) == facts

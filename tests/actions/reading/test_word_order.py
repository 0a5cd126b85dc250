"""Denials behind the word, degrees in other words, slips of sound, English."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.reading.conftest import FactsOf

DENIED: list[tuple[str, dict[str, Any]]] = [
    ("院士我可不是", {"academician": False}),
    ("泰山学者我不是", {"taishan_scholar": False}),
    ("第一大股东我可算不上", {"largest_shareholder": False}),
    ("科技奖一次都没拿过", {"science_award": "none"}),
    ("科技奖我一项没得过", {"science_award": "none"}),
    ("科技进步奖从来没拿过", {"science_award": "none"}),
    ("科技奖没有", {"science_award": "none"}),
    ("啥奖没有", {"science_award": "none"}),
    ("没奖没专利", {"science_award": "none", "invention_patent": False}),
    ("没职称没奖", {"title": "none", "science_award": "none"}),
    ("工作协议还没签", {"cooperation_agreement": False}),
    ("和公司没签工作协议", {"cooperation_agreement": False}),
    ("聘用合同尚未签", {"cooperation_agreement": False}),
    ("孵化器没评过级", {"incubator_level": "none"}),
    ("我们孵化器还没认定", {"incubator_level": "none"}),
    ("孵化器什么级别都没有", {"incubator_level": "none"}),
    ("上级没补助过", {"upper_level_platform_subsidy": False}),
    ("上级补助一分没有", {"upper_level_platform_subsidy": False}),
    ("我不是泰山学者也不是院士", {"taishan_scholar": False, "academician": False}),
    ("不是正高，是副高", {"title": "associate"}),
    ("不是副教授，是教授", {"title": "full"}),
    ("不是研究员，副研究员", {"title": "associate"}),
    ("不是院士，是泰山学者", {"academician": False, "taishan_scholar": True}),
    ("博士不是，硕士是", {"degree": "master"}),
    ("没评职称", {"title": "none"}),
    ("职称没评过", {"title": "none"}),
    ("职称还没评", {"title": "none"}),
    ("创业经验零", {"startup_experience": False}),
    ("没在企业当过技术负责人", {"technical_lead": False}),
    ("我从没创过业", {"startup_experience": False}),
    ("没有入选过重点人才工程", {"key_programme_level": "none"}),
    ("一次业没创过", {}),
]
SLIPS: list[tuple[str, dict[str, Any]]] = [
    ("职称是副搞", {"title": "associate"}),
    ("我是正搞", {"title": "full"}),
    ("高共一枚", {"title": "associate"}),
    ("公司去年成利的", {"company_founded_on": "2020"}),
    ("公司2019年成历", {"company_founded_on": "2019"}),
    ("搏士学历", {"degree": "doctor"}),
    ("拍照副高", {"title": "associate"}),
    ("技术付责人", {"technical_lead": True}),
    ("发明砖利有", {"invention_patent": True}),
    ("第一大股动", {"largest_shareholder": True}),
    ("全值上班", {"employed_full_time": True}),
    ("泰山学着", {"taishan_scholar": True}),
]
DEGREES: list[tuple[str, dict[str, Any]]] = [
    ("硕博连读毕业了", {"degree": "doctor"}),
    ("硕博连读，前年拿的证", {"degree": "doctor"}),
    ("直博，2020年毕业", {"degree": "doctor"}),
    ("硕博连读刚毕业", {"degree": "doctor"}),
    ("硕博连读还没毕业", {}),
    ("硕博连读第三年", {}),
    ("本硕博连读，毕业三年了", {"degree": "doctor"}),
    ("专升本", {"degree": "below_master"}),
    ("专升本毕业", {"degree": "below_master"}),
    ("正在专升本", {}),
    ("初中毕业", {"degree": "below_master"}),
    ("高中没毕业", {"degree": "below_master"}),
    ("高中毕业就打工了", {"degree": "below_master"}),
    ("小学文化", {"degree": "below_master"}),
    ("职高毕业", {"degree": "below_master"}),
    ("技校毕业", {"degree": "below_master"}),
    ("自考本科", {"degree": "below_master"}),
    ("成人本科", {"degree": "below_master"}),
    ("MBA毕业", {}),
    ("本科没念完", {"degree": "below_master"}),
    ("学历硕士，学位博士", {"degree": "master", "academic_degree": "doctor"}),
    ("学历本科，学位硕士", {"degree": "below_master", "academic_degree": "master"}),
    ("学历：研究生，学位：理学博士", {"degree": "master", "academic_degree": "doctor"}),
    ("工学博士", {"degree": "doctor"}),
    ("管理学硕士", {"degree": "master"}),
    ("医学博士", {"degree": "doctor"}),
    ("博士学历", {"degree": "doctor"}),
    ("去年拿的博士", {"degree": "doctor"}),
    ("硕士研究生毕业，博士学位在职拿的", {"degree": "master", "academic_degree": "doctor"}),
    ("就一个普通博士", {"degree": "doctor"}),
    ("我一博士", {"degree": "doctor"}),
]
ENGLISH: list[tuple[str, dict[str, Any]]] = [
    ("I have a PhD", {"degree": "doctor"}),
    ("Ph.D. in chemistry, postdoc at MIT", {"degree": "doctor"}),
    ("master degree", {"degree": "master"}),
    ("full-time", {"employed_full_time": True}),
    ("full time job here", {"employed_full_time": True}),
    ("part time", {"cooperates": True}),
    ("我是part-time过来的", {"cooperates": True}),
    ("公司的CEO兼CTO", {"technical_lead": True}),
    ("我是CEO", {}),
    ("我是founder", {"main_founder": True}),
    ("co-founder", {"joint_founder": True}),
    ("MD, 医学博士", {"degree": "doctor"}),
    ("fulltime在公司", {"employed_full_time": True}),
]


@pytest.mark.parametrize(("text", "facts"), [*DENIED, *SLIPS, *DEGREES, *ENGLISH])
def test_word_order(facts_of: FactsOf, text: str, facts: dict[str, Any]) -> None:
    assert facts_of(text) == facts

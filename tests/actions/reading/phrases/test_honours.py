"""Honours that the documents do not list open the tail of their level; key programmes of Weihai."""

from __future__ import annotations

from typing import Any

import pytest

from actions.reading.reader import FactReader
from tests.actions.reading.conftest import FactsOf

NATIONAL, LOWER = {"other_national_honour": True}, {"other_provincial_honour": True}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("获得过中国青年科技奖", NATIONAL),
        ("我是国家级教学名师", NATIONAL),
        ("青年千人", NATIONAL),
        ("享受国务院津贴", NATIONAL),
        ("获得过全国三八红旗手", NATIONAL),
        ("被评为全国先进工作者", NATIONAL),
        ("我是山东省有突出贡献的中青年专家", LOWER),
        ("评上过浙江省优秀企业家", LOWER),
        ("拿过烟台市五一劳动奖章", LOWER),
        ("获得省杰出青年基金", {"distinguished_youth_provincial": True}),
        ("没获得过全国劳动模范称号", {"other_national_honour": False}),
        ("山东省人才政策", {}),
        ("全国数学竞赛", {}),
        ("500强企业中国区总部高管", {"large_enterprise_executive": True}),
        ("世界500强总部VP", {"global500_executive": True}),
        ("我在世界500强企业总部做财务总监", {"global500_executive": True}),
        ("央企分公司总经理", {}),
    ],
)
def test_honours_and_posts(facts_of: FactsOf, text: str, facts: dict[str, Any]) -> None:
    found = facts_of(text)
    assert {name: value for name, value in found.items() if name != "place"} == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "入选国家级重点人才工程创业类",
            {"key_programme_level": "national", "startup_category": True},
        ),
        ("我是省级创业领军人才", {"key_programme_level": "provincial", "startup_category": True}),
        (
            "我是泰山产业领军人才，创业类",
            {
                "key_programme_level": "provincial",
                "taishan_industry": True,
                "startup_category": True,
            },
        ),
        (
            "入选省级人才工程，创新类",
            {"key_programme_level": "provincial", "startup_category": False},
        ),
        ("第一次在威海办公司", {"place": "weihai", "first_company_here": True}),
        ("不是第一次在威海办公司", {"place": "weihai", "first_company_here": False}),
        ("我之前在威海办过公司", {"place": "weihai", "first_company_here": False}),
        ("首次在威海办企业要多久之内", {"place": "weihai"}),
        ("我是泰山学者", {"taishan_scholar": True}),
    ],
)
def test_key_programmes(facts_of: FactsOf, text: str, facts: dict[str, Any]) -> None:
    assert facts_of(text) == facts


def test_the_level_that_named_honours_imply(reader: FactReader) -> None:
    told = {"taishan_scholar": True, "ten_thousand_talents": True}
    assert reader.implied(told) == {"key_programme_level": "national"}
    assert reader.implied({"ten_thousand_talents": False, "degree": "doctor"}) == {}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("我带创业团队", {"team_core": True}),
        ("我带着一个团队", {"team_core": True}),
        ("我不带团队", {"team_core": False}),
        ("自己办的企业", {"main_founder": True}),
        ("企业是我自己办的", {"main_founder": True}),
        ("企业不是我自己办的", {"main_founder": False}),
        ("我们都有创业经验", {"members_experience": True, "startup_experience": True}),
        ("成员都创过业", {"members_experience": True}),
        ("我们孵化器是省级的", {"incubator_level": "provincial"}),
        ("不是医疗行业", {"works_in_medicine": False}),
        ("和医疗没关系", {"works_in_medicine": False}),
    ],
)
def test_words_that_stand_apart(facts_of: FactsOf, text: str, facts: dict[str, Any]) -> None:
    assert facts_of(text) == facts

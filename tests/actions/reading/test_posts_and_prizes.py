"""Prizes of schools are no science awards; posts count where their company does; a patient is no staff."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.reading.conftest import FactsOf

AWARDS: list[tuple[str, dict[str, Any]]] = [
    ("省里的科技进步奖，二等", {"science_award": "provincial_second"}),
    ("得过两个科技奖，省三等和市一等", {"science_award": "municipal_first"}),
    ("科技奖有两项：国家二等、省一等", {"science_award": "national_second"}),
    ("县科技进步一等奖", {"science_award": "lower"}),
    ("区里的科技进步奖", {}),
    ("区科技奖二等奖", {"science_award": "lower"}),
    ("福山区科技进步一等奖", {"science_award": "lower"}),
    ("高新区科技进步二等奖", {"science_award": "lower"}),
    ("大学时数学建模省一等奖", {}),
    ("高中物理竞赛省一等奖", {}),
    ("读书时得过省二等奖", {}),
    ("省演讲比赛二等奖", {}),
    ("教学比赛省一等奖", {}),
    ("创业大赛省二等奖", {}),
    ("省教学成果一等奖", {}),
    ("书法大赛国家一等奖", {}),
    ("省一等奖", {"science_award": "provincial_first"}),
    ("省科技二等奖第5", {"science_award": "provincial_second", "science_award_rank": 5}),
    ("学生时代拿过全国一等奖", {}),
    ("省政府质量奖", {}),
    ("行业协会科技进步一等奖", {}),
]
POSTS: list[tuple[str, dict[str, Any]]] = [
    ("世界500强的大中华区总裁", {"large_enterprise_executive": True}),
    ("公司是世界500强，我是大中华区副总裁", {"large_enterprise_executive": True}),
    ("我是副总裁，世界500强总部的", {"global500_executive": True}),
    ("我在世界500强中国区当过HR", {}),
    ("省美协秘书长", {}),
    ("市书协秘书长", {}),
    ("中国书协秘书长", {"association_presidium": True}),
    ("中国书法家协会秘书长", {"association_presidium": True}),
    ("中国烹饪协会的理事", {"association_director": True}),
    ("省书协理事", {}),
    ("市美协会员", {}),
    ("中国美协会员", {"association_member": True}),
    ("中国美术家协会的会员", {"association_member": True}),
    ("山东省书法家协会理事", {}),
    ("美协的秘书长", {"association_presidium": True}),
    ("烟台书协主席团成员", {}),
]
HOSPITALS: list[tuple[str, dict[str, Any]]] = [
    ("在三甲医院住院半个月", {}),
    ("三甲医院看病花了两万", {}),
    ("去三甲医院排队排了三个小时", {}),
    ("我在三甲医院动过手术，养了三个月", {}),
    ("三甲医院实习了一年", {}),
    ("我妈在三甲医院躺了两个月", {}),
    ("在三甲医院当护士八年", {"works_in_medicine": True, "tertiary_hospital_years": 8}),
    ("三甲医院工作不到六年", {"tertiary_hospital_years": {"from": 0, "to": 5.99}}),
]


@pytest.mark.parametrize(("text", "facts"), [*AWARDS, *POSTS, *HOSPITALS])
def test_posts_and_prizes(facts_of: FactsOf, text: str, facts: dict[str, Any]) -> None:
    assert facts_of(text) == facts

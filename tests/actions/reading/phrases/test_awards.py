from __future__ import annotations

from typing import Any

import pytest

from tests.actions.reading.conftest import FactsOf


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "国家科技进步二等奖第二完成人",
            {"science_award": "national_second", "science_award_rank": 2},
        ),
        ("国家自然科学奖一等奖", {"science_award": "national_first"}),
        ("国家技术发明奖特等奖", {"science_award": "national_first"}),
        (
            "山东省技术发明奖一等奖，排名第三",
            {"science_award": "provincial_first", "science_award_rank": 3},
        ),
        ("省科技进步奖三等奖", {"science_award": "provincial_third"}),
        ("教育部科技进步二等奖", {"science_award": "provincial_second"}),
        ("烟台市科技进步一等奖", {"science_award": "municipal_first"}),
        ("市科学技术奖三等奖", {"science_award": "lower"}),
        ("省二等奖第1位", {"science_award": "provincial_second", "science_award_rank": 1}),
        ("科技进步二等奖（省级）", {"science_award": "provincial_second"}),
        ("区级科技奖一等奖", {"science_award": "lower"}),
        (
            "获得过2018年度国家科学技术进步奖二等奖，我排第三",
            {"science_award": "national_second", "science_award_rank": 3},
        ),
        ("省三等奖和国家二等奖都拿过", {"science_award": "national_second"}),
        ("科技进步二等奖", {}),
        ("全国数学竞赛一等奖", {}),
        ("没得过科技进步奖", {"science_award": "none"}),
        ("没有科技奖", {"science_award": "none"}),
        ("获得过山东省最高科学技术奖", {"provincial_top_award": True}),
        ("国家最高科学技术奖", {"provincial_top_award": True}),
        ("烟台市最高科学技术奖", {"municipal_top_award": True}),
        ("没拿过省最高科学技术奖", {"provincial_top_award": False}),
        ("管理期内新获得省科技进步二等奖", {"new_science_award": "provincial_second"}),
        ("新获烟台市自然科学一等奖", {"new_science_award": "municipal_natural_first"}),
        ("需要省科技进步二等奖吗", {}),
    ],
)
def test_awards(facts_of: FactsOf, text: str, facts: dict[str, Any]) -> None:
    assert {
        name: value for name, value in facts_of(text).items() if name != "in_management_period"
    } == facts

"""What is denied, and what is only asked about, required, planned or told of somebody else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.reading.conftest import FactsOf

DENIED = [
    ("没有发明专利", {"invention_patent": False}),
    ("没发明专利", {"invention_patent": False}),
    ("我不是第一大股东", {"largest_shareholder": False}),
    ("无自主知识产权", {"own_ip": False}),
    ("还没拿到发明专利", {"invention_patent": False}),
    ("尚未取得发明专利", {"invention_patent": False}),
    ("发明专利还没有", {"invention_patent": False}),
    ("发明专利目前没有", {"invention_patent": False}),
    ("没有职称和发明专利", {"title": "none", "invention_patent": False}),
    ("没有发明专利、核心技术", {"invention_patent": False, "core_technology": False}),
    ("有发明专利没有创业经验", {"invention_patent": True, "startup_experience": False}),
    ("非全职", {"employed_full_time": False}),
    ("不全职", {"employed_full_time": False, "cooperates": True}),
    ("不是全职，是兼职", {"employed_full_time": False, "cooperates": True}),
    ("第二大股东", {"largest_shareholder": False}),
    ("大股东是我合伙人", {"largest_shareholder": False}),
    ("我不控股", {"largest_shareholder": False}),
    ("不是没有发明专利", {"invention_patent": True}),
    ("除了泰山学者都没有", {"taishan_scholar": True}),
    ("我不是博士，是硕士", {"degree": "master"}),
    ("没有博士学历", {"degree": ["below_master", "master"]}),
    ("不仅是院士，还是泰山学者", {"academician": True, "taishan_scholar": True}),
    ("没创过业", {"startup_experience": False}),
    ("没有创新平台", {"employer_platform": "none"}),
    ("我非常想全职来", {"employed_full_time": True}),
]
OPEN = [
    "占股要求是多少",
    "第一大股东必须吗",
    "必须是第一大股东吗",
    "是不是一定要第一大股东",
    "需要博士学历吗",
    "要不要发明专利",
    "发明专利是必须的吗",
    "有没有发明专利",
    "是否全职",
    "占股要达到35%吗",
    "占股不低于35%是必须的吗",
    "需要签五年合同吗",
    "可以签三年合同吗",
    "是不是博士都可以",
    "博士才能申请吗",
    "博士和硕士有什么区别",
    "泰山学者是什么",
    "高新技术企业怎么认定",
    "什么叫第一大股东",
    "怎么成为第一大股东",
    "全职还是兼职好",
    "公共服务平台奖励多少",
    "发明专利奖励多少",
    "想考博士",
    "准备评正高",
    "正在申请发明专利",
    "发明专利申请中",
    "我导师是院士",
    "团队里有3名博士",
    "发明专利不清楚",
    "不知道是不是第一大股东",
]
STATED = [
    ("博士能拿多少", {"degree": "doctor"}),
    ("我是博士需要什么材料", {"degree": "doctor"}),
    ("有发明专利能给多少", {"invention_patent": True}),
    ("我们是高新技术企业，奖励多少", {"employer_high_tech": True}),
    ("打算全职来", {"employed_full_time": True}),
    ("如果占股40%呢", {"share_percent": 40}),
    ("我是博士是不是能拿30万", {"degree": "doctor"}),
    ("我爱人是硕士", {}),
]


@pytest.mark.parametrize(("text", "facts"), [*DENIED, *STATED])
def test_stated_or_denied(facts_of: FactsOf, text: str, facts: dict[str, Any]) -> None:
    assert facts_of(text) == facts


@pytest.mark.parametrize("text", OPEN)
def test_open(facts_of: FactsOf, text: str) -> None:
    assert facts_of(text) == {}

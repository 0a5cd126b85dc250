"""Only who founded the company too adds to the joint share; what a kind of company needs is nobody's share."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.reading.conftest import FactsOf

SHARES: list[tuple[str, dict[str, Any]]] = [
    ("我占46%，第二大股东占28%", {"share_percent": 46}),
    ("第三大股东持股15%，我占50%", {"share_percent": 50}),
    ("我占45%，我老公占20%", {"share_percent": 45}),
    ("我占45%，我合伙人占20%", {"share_percent": 45, "joint_share_percent": 65}),
    ("我占45%，搭档占20%", {"share_percent": 45, "joint_share_percent": 65}),
    ("我占45%，他占20%", {"share_percent": 45, "joint_share_percent": 65}),
    ("我是第二大股东占20%", {"share_percent": 20, "largest_shareholder": False}),
    ("股东里面数我最大", {"largest_shareholder": True}),
    ("我手里22个点", {"share_percent": 22}),
]
OF_ANYBODY: list[tuple[str, dict[str, Any]]] = [
    ("占股25%够不够联合创业的条件", {}),
    ("合同签5年够不够条件", {}),
    ("企业成立3年能不能申报", {}),
    ("公司成立3年还能报吗", {}),
]


@pytest.mark.parametrize(("text", "facts"), [*SHARES, *OF_ANYBODY])
def test_whose_share(facts_of: FactsOf, text: str, facts: dict[str, Any]) -> None:
    assert facts_of(text) == facts


def test_ones_own_company_is_told(facts_of: FactsOf) -> None:
    assert "company_founded_on" in facts_of("我们公司成立3年还能报吗")

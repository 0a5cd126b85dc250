"""Whose share it is, and all or nothing of one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.reading.conftest import FactsOf

OWNERS = [
    ("公司给了我3%的干股", {"share_percent": 3}),
    ("公司奖励我三个点的股份", {"share_percent": 3}),
    ("国企持股51%", {}),
    ("投资人占了30%的股份", {}),
    ("张总占股四成", {}),
    ("老板占60%", {}),
    ("基金那边占股15%", {}),
    ("大学占股10%", {}),
    ("政府平台持股20%，我持股31%", {"share_percent": 31}),
    ("员工持股平台占10%", {}),
    ("股东王哥占25%", {}),
    ("集团持股67%", {}),
    ("老李占三成，我四成", {"share_percent": 40, "joint_share_percent": 70}),
    ("我同学占股三成评上了", {}),
    ("我比他多占5%的股", {}),
    ("研发投入占比5%", {}),
    ("市占率35%", {}),
    ("大学生占40%", {}),
    ("投票占了60%", {}),
    ("税率占3%", {}),
]
NONE_OR_ALL = [
    ("我一股都没有", {"share_percent": 0}),
    ("我没股份", {"share_percent": 0}),
    ("公司的股份我一点没有", {"share_percent": 0}),
    ("我一分股没占", {"share_percent": 0}),
    ("我不持股", {"share_percent": 0}),
    ("我没有持股", {"share_percent": 0}),
    ("没占股", {"share_percent": 0}),
    ("零股份", {"share_percent": 0}),
    ("我一点股份都没占", {"share_percent": 0}),
    ("公司就我一个股东", {"share_percent": 100}),
    ("股份全在我手里", {"share_percent": 100}),
    ("百分百控股", {"largest_shareholder": True, "share_percent": 100}),
    ("股权百分之百都是我的", {"share_percent": 100}),
    ("我一人独资", {"share_percent": 100}),
    ("唯一的股东就是我", {"share_percent": 100}),
]
SPLITS = [
    ("他七我三，股份", {"share_percent": 30, "joint_share_percent": 100}),
    ("股份他四我六", {"share_percent": 60, "joint_share_percent": 100}),
    ("股份他占六成我占四成", {"share_percent": 40, "joint_share_percent": 100}),
    ("他占55%，我占30%", {"share_percent": 30, "joint_share_percent": 85}),
    ("股份我和他7比3", {"share_percent": 70, "joint_share_percent": 100}),
    ("股份他三我七这么分", {"share_percent": 70, "joint_share_percent": 100}),
    ("股份我三他七", {"share_percent": 30, "joint_share_percent": 100}),
    ("股份俺跟他一人一半", {"share_percent": 50, "joint_share_percent": 100}),
    ("我35%的股份他65%", {"share_percent": 35, "joint_share_percent": 100}),
]


@pytest.mark.parametrize(("text", "facts"), [*OWNERS, *NONE_OR_ALL, *SPLITS])
def test_whose_share(facts_of: FactsOf, text: str, facts: dict[str, Any]) -> None:
    assert facts_of(text) == facts

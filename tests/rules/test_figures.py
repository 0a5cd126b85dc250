"""A figure must stand in the words quoted, or follow from a right computation of such figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rules.figures import chinese, figures, unsupported


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("给予 100 万元、30 万元", {100, 30}),
        ("第十六条、第 2 年、第一层次、二等奖", set()),
        ("自获得资格之日起两年内", {2}),
        ("五十万元，三成", {50, 3}),
        ("1,000 万元", {1000}),
        ("比例 34.9%", {Decimal("34.9")}),
    ],
)
def test_figures(text: str, found: set[Decimal]) -> None:
    assert figures(text) == found


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("生活补助 100 万元", set()),
        ("生活补助 120 万元", {120}),
        ("合计 100 + 200 = 300 万元", set()),
        ("合计 100 + 200 = 310 万元", {310}),
        ("合计 100 + 150 = 250 万元", {150, 250}),
        ("(200 - 100) ÷ 3 ≈ 33.333 万元", {3, Decimal("33.333")}),
        ("每年 100 × 20% = 20 万元", set()),
    ],
)
def test_unsupported(text: str, loose: set[Decimal]) -> None:
    carried = ["给予 100 万元生活补助", "200 万元项目补助", "总额的 20%"]
    assert unsupported(text, carried) == loose


@pytest.mark.parametrize(
    ("text", "number"), [("十", 10), ("二十五", 25), ("三百零五", 305), ("两千", 2000)]
)
def test_chinese(text: str, number: int) -> None:
    assert chinese(text) == number

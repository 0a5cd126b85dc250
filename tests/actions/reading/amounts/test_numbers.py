from __future__ import annotations

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.reading.amounts.numbers import find_quantities
from actions.reading.phrases.ranks import find_ranks


def read(text: str) -> list[tuple[float | None, float | None, str | None]]:
    return [(each.low, each.high, each.unit) for each in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("35%", 35),
        ("百分之三十五", 35),
        ("百分之35", 35),
        ("百分之三十三点三", 33.3),
        ("三成", 30),
        ("三成五", 35),
        ("三成半", 35),
        ("两成", 20),
        ("35个点", 35),
        ("35个百分点", 35),
        ("一半", 50),
        ("三分之一", 33.33),
        ("12.5%", 12.5),
    ],
)
def test_shares(text: str, percent: float) -> None:
    assert read(text) == [(percent, percent, "percent")]


@pytest.mark.parametrize(
    ("text", "wan"),
    [
        ("五十万", 50),
        ("50w", 50),
        ("50万元", 50),
        ("50万块钱", 50),
        ("五十来万", 50),
        ("3千万", 3000),
        ("两千万元", 2000),
        ("一点五亿", 15000),
        ("1.5亿", 15000),
        ("1.5个亿", 15000),
        ("一亿五千万", 15000),
        ("三万五", 3.5),
        ("十二万三千", 12.3),
        ("一百二十万", 120),
        ("500000元", 50),
        ("1,200万元", 1200),
        ("五千块", 0.5),
        ("9万9", 9.9),
        ("3万5", 3.5),
        ("3万5千", 3.5),
        ("3万5000元", 3.5),
        ("105万5千", 105.5),
        ("3亿5", 35000),
        ("一万二", 1.2),
        ("百万", 100),
        ("千万", 1000),
        ("百来万", 100),
        ("百把万", 100),
        ("两百来万", 200),
        ("50k", 5),
        ("50,0000元", 50),
    ],
)
def test_money(text: str, wan: float) -> None:
    assert read(text) == [(wan, wan, "万元")]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("30到40万之间", 30, 40, "万元"),
        ("30万到40万", 30, 40, "万元"),
        ("三十到四十万", 30, 40, "万元"),
        ("5w~8w", 5, 8, "万元"),
        ("三四十万", 30, 40, "万元"),
        ("五十多万", 50, 60, "万元"),
        ("一百多万", 100, 200, "万元"),
        ("35-40%", 35, 40, "percent"),
        ("百分之三十到四十", 30, 40, "percent"),
        ("两三年", 2, 3, "年"),
        ("三到五年", 3, 5, "年"),
        ("三年多", 3, 4, "年"),
        ("不到三年", None, 2.99, "年"),
        ("不到50万", None, 49.99, "万元"),
        ("近50万", 40, 49.99, "万元"),
        ("超过35%", 35.01, None, "percent"),
        ("至少50万", 50, None, "万元"),
        ("5年以上", 5, None, "年"),
        ("3年以内", None, 3, "年"),
        ("不超过三成", None, 30, "percent"),
        ("上百万", 100, None, "万元"),
        ("上千万", 1000, None, "万元"),
        ("小一百万", 90, 99.99, "万元"),
        ("近百万", 80, 99.99, "万元"),
        ("几十万", 20, 99.99, "万元"),
        ("几百万", 200, 999.9, "万元"),
        ("大几十万", 50, 99.99, "万元"),
        ("十几万", 10, 20, "万元"),
        ("一百五十几万", 150, 160, "万元"),
        ("一百几十万", 100, 200, "万元"),
        ("100万不到", None, 99.99, "万元"),
        ("50万出头", 50, 60, "万元"),
        ("三成多一点", 30, 35, "percent"),
        ("三成五到四成", 35, 40, "percent"),
        ("不到一半", None, 49.99, "percent"),
        ("超过一半", 50.01, None, "percent"),
        ("过半", 50.01, None, "percent"),
        ("三四十个人", 30, 40, "人"),
    ],
)
def test_ranges(text: str, low: float | None, high: float | None, unit: str) -> None:
    assert read(text) == [(low, high, unit)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("两年半", 2.5, "年"),
        ("半年", 0.5, "年"),
        ("五年期", 5, "年"),
        ("两年零三个月", 2.25, "年"),
        ("18个月", 18, "月"),
        ("三个半月", 3.5, "月"),
        ("3名", 3, "人"),
        ("4个核心成员", 4, "人"),
        ("五家", 5, "家"),
        ("3件", 3, "件"),
        ("0.35", 0.35, None),
        ("90天", 3, "月"),
        ("3+2年", 5, "年"),
        ("签3+2", 5, "年"),
    ],
)
def test_spans_and_counts(text: str, value: float, unit: str | None) -> None:
    assert read(text) == [(value, value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "万人计划",
        "百千万工程",
        "世界500强",
        "500 强",
        "双百计划",
        "第十一条",
        "23号文",
        "第一层次",
        "第一大股东",
        "一共",
        "一直在这里",
        "千万别忘了",
        "千万不要",
        "百万英才",
        "一分没有",
    ],
)
def test_names_hold_no_quantities(text: str) -> None:
    assert read(text) == []


def test_names_that_are_passed_in_hold_no_quantities() -> None:
    assert read("一年来") == [(1, 1, "年")]
    assert find_quantities("一年来三个月", names=[(0, 3)])[0].low == 3


def test_a_chinese_amount_ends_where_a_span_begins() -> None:
    assert read("五十万三年") == [(50, 50, "万元"), (3, 3, "年")]
    assert read("50万3年") == [(50, 50, "万元"), (3, 3, "年")]
    assert read("50万2021年")[0] == (50, 50, "万元")
    assert read("投了50万2.占股30%")[0] == (50, 50, "万元")
    assert read("50万35%") == [(50, 50, "万元"), (35, 35, "percent")]


def test_other_currencies_are_no_yuan() -> None:
    assert all(unit != "万元" for _, _, unit in read("50万美元,30万人,5万欧,$50万,5万刀"))
    assert all(unit is not None for _, _, unit in read("500000美元"))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("第二完成人", 2, 2),
        ("排名第三", 3, 3),
        ("第1位", 1, 1),
        ("排第2", 2, 2),
        ("前两位", 1, 2),
        ("首位完成人", 1, 1),
        ("排名3", 3, 3),
    ],
)
def test_ranks(text: str, low: float, high: float) -> None:
    assert [(each.low, each.high) for each in find_ranks(text)] == [(low, high)]


@given(st.integers(1, 99_999_999))
def test_every_amount_reads_as_it_is_written(yuan: int) -> None:
    written = cn2an.an2cn(str(yuan), "low")
    assert read(f"{yuan}元") == [(round(yuan / 10_000, 6), round(yuan / 10_000, 6), "万元")]
    assert read(f"{written}元") == [(round(yuan / 10_000, 6), round(yuan / 10_000, 6), "万元")]


@given(st.text(alphabet="0123456789一二两三十百千万亿点半多来到不成%年个月,.第强w"))
def test_any_mixture_is_read_within_the_text(text: str) -> None:
    for each in find_quantities(text):
        assert 0 <= each.start < each.end <= len(text)
        assert each.low is None or each.high is None or each.low <= each.high

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.reading.amounts.dates import RawDate, ago, elapsed, find_dates
from actions.reading.amounts.numbers import find_quantities

DAY = date(2021, 6, 15)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2020年3月", "2020-03"),
        ("2020年3月15日", "2020-03-15"),
        ("2020年的3月", "2020-03"),
        ("2020-03-15", "2020-03-15"),
        ("2020/3/5", "2020-03-05"),
        ("2020.3", "2020-03"),
        ("2020年", "2020"),
        ("成立于2019", "2019"),
        ("二〇二〇年三月", "2020-03"),
        ("二零一九年", "2019"),
        ("20年3月", "2020-03"),
        ("19年成立", "2019"),
        ("去年三月", "2020-03"),
        ("去年", "2020"),
        ("前年10月", "2019-10"),
        ("大前年", "2018"),
        ("今年年初", {"from": "2021-01", "to": "2021-03"}),
        ("去年底", {"from": "2020-10", "to": "2020-12"}),
        ("2020年上半年", {"from": "2020-01", "to": "2020-06"}),
        ("上个月", "2021-05"),
        ("上上个月", "2021-04"),
        ("3月份", "2021-03"),
        ("11月", "2020-11"),
        ("二〇年三月", "2020-03"),
        ("一九年底", {"from": "2019-10", "to": "2019-12"}),
        ("20200315", "2020-03-15"),
        ("202003成立", "2020-03"),
        ("2020年3月15成立", "2020-03-15"),
        ("上半年成立", {"from": "2021-01", "to": "2021-06"}),
        ("2020年第三季度", {"from": "2020-07", "to": "2020-09"}),
        ("20年春天注册", "2020"),
        ("2020下半年注册", {"from": "2020-07", "to": "2020-12"}),
        ("年初成立", {"from": "2021-01", "to": "2021-03"}),
    ],
)
def test_dates_said_outright(text: str, value: RawDate) -> None:
    assert [each.value for each in find_dates(text, DAY)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "2030年",
        "2021年7月",
        "占股20.35%",
        "2020年2月30日",
        "2000万",
        "每年3个月",
        "第3月",
        "20200315元",
        "成立二三年",
    ],
)
def test_no_date(text: str) -> None:
    assert [each.value for each in find_dates(text, DAY) if each.value != "2020-02"] == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("三年前", "2017-12-15", "2018-12-15"),
        ("半年以前", "2020-09-15", "2021-03-15"),
        ("三年多前", "2017-06-15", "2018-06-15"),
    ],
)
def test_time_since(text: str, first: str, last: str) -> None:
    (quantity,) = find_quantities(text)
    found = ago(quantity, text, DAY)
    assert found is not None
    assert found.value == {"from": first, "to": last}


def test_less_than_three_years_lies_within_three_years() -> None:
    (quantity,) = find_quantities("不到三年")
    value = elapsed(quantity, DAY)
    assert isinstance(value, dict)
    assert date(2018, 6, 15) < date.fromisoformat(value["from"]) < date(2018, 7, 1)
    assert value["to"] == DAY.isoformat()


def test_money_has_not_lasted() -> None:
    (quantity,) = find_quantities("50万")
    assert elapsed(quantity, DAY) is None


@given(st.dates(date(1990, 1, 1), DAY))
def test_every_past_day_reads_as_it_is_written(day: date) -> None:
    for text in (f"{day.year}年{day.month}月{day.day}日", f"{day:%Y-%m-%d}", f"{day:%Y/%m/%d}"):
        assert [each.value for each in find_dates(text, DAY)] == [day.isoformat()]


@given(
    st.text(alphabet="0123456789年月日号前去今大上下半底初-/.三十二零〇成立 "),
    st.dates(date(2000, 1, 1), date(2040, 12, 31)),
)
def test_nothing_begins_after_today(text: str, day: date) -> None:
    for each in find_dates(text, day):
        first = each.value["from"] if isinstance(each.value, dict) else each.value
        assert first <= day.isoformat()
        assert 0 <= each.start < each.end <= len(text)

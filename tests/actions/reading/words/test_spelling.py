"""Words typed by their sound, by their shape, in pinyin and in English."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.reading.found import SUBJECT
from actions.reading.reader import FactReader
from actions.reading.words.lexicon import Lexicon
from actions.reading.words.spelling import Spelling
from tests.actions.reading.conftest import FactsOf


@pytest.fixture(scope="module")
def spelling(lexicon: Lexicon) -> Spelling:
    """The spelling of the words of these tests."""
    return Spelling(lexicon)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("我占骨35%", {"share_percent": 35}),
        ("占古40%", {"share_percent": 40}),
        ("我是正搞", {"title": "full"}),
        ("我是负高", {"title": "associate"}),
        ("副教受", {"title": "associate"}),
        ("我是博土", {"degree": "doctor"}),
        ("硕土毕业", {"degree": "master"}),
        ("全值来", {"employed_full_time": True}),
        ("我是建职", {"cooperates": True}),
        ("第一大古东", {"largest_shareholder": True}),
        ("没有发明砖利", {"invention_patent": False}),
        ("泰山学着", {"taishan_scholar": True}),
        ("院士工做站", {"workstation": True}),
        ("万人计化", {"ten_thousand_talents": True}),
        ("我是boshi，在fushan", {"degree": "doctor", "place": "fushan"}),
        ("我不是boshi", {"degree": ["below_master", "master"]}),
        ("Ph.D.，CTO", {"degree": "doctor", "technical_lead": True}),
        ("没有Ph.D", {"degree": ["below_master", "master"]}),
        ("Master", {"degree": "master"}),
        ("associate professor", {"title": "associate"}),
        ("boshiwan", {}),
    ],
)
def test_slips_are_read_as_meant(facts_of: FactsOf, text: str, facts: dict[str, Any]) -> None:
    assert facts_of(text) == facts


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("领君人才补多少", "leading"),
        ("领均人才", "leading"),
        ("顶间给多少", "top"),
        ("定尖人才", "top"),
    ],
)
def test_slips_name_the_tier(reader: FactReader, today: date, text: str, subject: str) -> None:
    found = reader.extract(text, today)
    assert (SUBJECT, subject) in {(each.fact, each.value) for each in found}
    assert all(text[each.start : each.end] == each.words for each in found)


@pytest.mark.parametrize(
    "text",
    [
        "解除劳动合同",
        "我接触过一个人",
        "简直不敢信",
        "危害安全",
        "原始数据",
        "及时申报",
        "升级平台怎么弄",
        "实际投入",
        "付高价买的房",
        "我正搞研发",
        "听说是这样",
        "博世汽车",
        "只称试点",
        "交什么材料",
        "各成员单位",
        "到福山去",
        "这个工程是我做的",
        "公司有十几人才够",
    ],
)
def test_words_of_their_own_stay(spelling: Spelling, text: str) -> None:
    assert spelling.correct(text) == text


@given(text=st.text(max_size=80))
def test_length_stays(spelling: Spelling, text: str) -> None:
    assert len(spelling.correct(text)) == len(text)

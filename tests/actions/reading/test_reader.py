"""Offsets, places, subjects, script and width; and that every word of the dictionary is heard."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from actions.reading.found import OTHER_CITY, SUBJECT
from actions.reading.reader import FactReader
from actions.reading.words.lexicon import Lexicon
from rules.facts import Dictionary
from tests.actions.reading.conftest import FactsOf, assert_read_or_out_of_range

Named = list[tuple[str, Any]]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("占股３５％，投了５０Ｗ", {"share_percent": 35, "paid_in": 50}),
        ("我是博士後，佔股三成五", {"degree": "doctor", "share_percent": 35}),
        (
            "萬人計劃入選者，創辦企業於２０２０年３月",
            {"ten_thousand_talents": True, "company_founded_on": "2020-03"},
        ),
        ("沒有發明專利", {"invention_patent": False}),
        ("世界 500 强总部副总裁", {"global500_executive": True}),
        ("博士 占股 35 % 投了 50 万", {"degree": "doctor", "share_percent": 35, "paid_in": 50}),
        ("我是PHD，CTO", {"degree": "doctor", "technical_lead": True}),
        ("director", {}),
    ],
)
def test_script_width_and_case(facts_of: FactsOf, text: str, facts: dict[str, Any]) -> None:
    assert facts_of(text) == facts


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("顶尖人才给多少", [(SUBJECT, "top")]),
        ("顶尖和领军分别多少", [(SUBJECT, "top"), (SUBJECT, "leading")]),
        ("独立创业人才第一层次补多少", [(SUBJECT, "sole_startup"), (SUBJECT, "first_level")]),
        # a question about a kind of person tells nothing of who asks; it names a subject all the same
        ("泰山产业领军人才有补贴吗", [(SUBJECT, "taishan")]),
        ("我是泰山产业领军人才", [(SUBJECT, "taishan"), ("taishan_industry", True)]),
        ("福山的人才政策", [("place", "fushan")]),
        ("威海市创业保险谁出钱", [("place", "weihai")]),
        ("烟台市福山区", [("place", "fushan")]),
        ("我不在福山，在莱山", [("place", "elsewhere")]),
        ("青岛有什么人才政策", [(OTHER_CITY, "青岛")]),
        ("济南和烟台的政策", [(OTHER_CITY, "济南"), (OTHER_CITY, "烟台")]),
        ("苏州市人才补贴", [(OTHER_CITY, "苏州")]),
        ("北京大学毕业的", []),
        ("在烟台毓璜顶医院上班", []),
        ("烟台市科技进步一等奖", [("science_award", "municipal_first")]),
        ("日照时间长", []),
        ("日照市的政策", [(OTHER_CITY, "日照")]),
    ],
)
def test_places_and_subjects(reader: FactReader, today: date, text: str, named: Named) -> None:
    found = [(each.fact, each.value) for each in reader.extract(text, today)]
    assert sorted(found, key=str) == sorted(named, key=str)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("您好，我佔股３５％", {"share_percent": "３５％"}),
        ("我是副教授，签了五年合同", {"title": "副教授", "contract_years": "五年"}),
        ("获国家科技进步二等奖", {"science_award": "国家科技进步二等奖"}),
        ("公司去年三月成立", {"company_founded_on": "去年三月"}),
    ],
)
def test_offsets_hold_in_what_was_written(
    reader: FactReader, today: date, text: str, words: dict[str, str]
) -> None:
    found = reader.extract(text, today)
    assert {each.fact: each.words for each in found} == words
    assert all(text[each.start : each.end] == each.words for each in found)


def test_each_synonym_of_a_yes_or_no_fact_claims_it(
    facts_of: FactsOf, dictionary: Dictionary, lexicon: Lexicon
) -> None:
    missed = [
        (fact.id, words)
        for fact in dictionary.facts.values()
        if fact.type == "yes_no"
        for words in fact.synonyms
        if facts_of(f"我{words}" if fact.id in lexicon.extra["topical"] else words).get(fact.id)
        is not True
    ]
    assert missed == []


def test_each_synonym_of_a_value_says_it(facts_of: FactsOf, dictionary: Dictionary) -> None:
    missed = [
        (fact.id, choice.id, words)
        for fact in dictionary.facts.values()
        for choice in fact.values
        for words in choice.synonyms
        if facts_of(words).get(fact.id) != choice.id
    ]
    assert missed == []


def test_what_the_data_files_say_exists_in_the_dictionary(
    dictionary: Dictionary, lexicon: Lexicon
) -> None:
    for words, said in lexicon.extra["says"].items():
        assert dictionary.read(said, date(2021, 6, 15)), words
    named = {
        *lexicon.extra["topical"],
        *lexicon.extra["of_the_team"],
        *lexicon.extra["of_the_team"].values(),
    }
    assert named <= dictionary.facts.keys()
    assert {
        name for group in lexicon.extra["siblings"] for name in group
    } <= dictionary.facts.keys()


PIECES = st.sampled_from(
    re.findall(
        r"\S+",
        """我是 博士 没有 发明专利 占股 35% 三成 我占 他占 40 和 、 ， 。 ？ 五年 合同 签了 第一大股东
    国家 科技进步 二等奖 第二完成人 世界500强 总部 副总裁 公司 去年三月 成立 不到 三年 投了 50万
    五十来万 每年来 三个月 福山 青岛 顶尖 需要 吗 必须 一 百 半""",
    )
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join))


@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
@example(text="\ud800博士")
@example(text="占股一百千万%")
@example(text="  \n ")
def test_any_text_gives_facts_the_dictionary_reads(
    reader: FactReader, dictionary: Dictionary, today: date, text: str
) -> None:
    found = reader.extract(text, today)
    for each in found:
        assert 0 <= each.start < each.end <= len(text)
        assert each.words == text[each.start : each.end]
    facts = {each.fact: each.value for each in found if each.fact not in (SUBJECT, OTHER_CITY)}
    assert len(facts) == len([each for each in found if each.fact in dictionary.facts])
    assert_read_or_out_of_range(dictionary, facts, today)

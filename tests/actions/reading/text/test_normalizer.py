from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.reading.text.normalizer import normalize


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("４０％", "40%"),
        ("占股３５％，投５０Ｗ", "占股35%,投50w"),
        ("（博士）；？！：", "(博士);?!:"),
        ("我佔股三成，創辦企業", "我占股三成,创办企业"),
        ("博士後研究員", "博士后研究员"),
        ("萬人計劃入選者", "万人计划入选者"),
        ("PhD", "phd"),
        ("著名專家", "著名专家"),
        ("①、③", "1、3"),
        ("博士　正高", "博士 正高"),
        ("100㎡", "100㎡"),
        ("Ａ", "a"),
        ("伍拾万圆整", "五十万元整"),
        ("壹佰贰拾萬元", "一百二十万元"),
        ("队伍在大陆收拾好了", "队伍在大陆收拾好了"),
    ],
)
def test_one_form(text: str, plain: str) -> None:
    assert normalize(text) == plain


def test_half_a_surrogate_pair_can_be_encoded_afterwards() -> None:
    assert normalize("博\ud800士").encode("utf-8")


@given(st.text(st.characters()))
def test_nothing_moves(text: str) -> None:
    assert len(normalize(text)) == len(text)


@given(st.text())
def test_normal_text_stays(text: str) -> None:
    once = normalize(text)
    assert len(normalize(once)) == len(once)

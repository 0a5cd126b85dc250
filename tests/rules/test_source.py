"""Exact quotes and sentences, of the two packs' documents."""

import re
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.errors import QuoteError
from rules.source import Document, Quote, Sentence

PACKS = Path(__file__).parents[2] / "rules" / "packs"
FUSHAN_TEXT = (PACKS / "fushan-2017-23" / "text.md").read_text(encoding="utf-8")
WEIHAI_TEXT = (PACKS / "weihai-2020-12" / "text.md").read_text(encoding="utf-8")
FUSHAN = Document.parse(FUSHAN_TEXT)
WEIHAI = Document.parse(WEIHAI_TEXT)
BOTH = pytest.mark.parametrize("document", [FUSHAN, WEIHAI], ids=["fushan", "weihai"])


@pytest.mark.parametrize(
    ("document", "address", "words", "verbatim"),
    [
        (FUSHAN, "第十一条", "占股比例不低于35%", "占股比例不低于 35%"),
        (FUSHAN, "第十一条", " 占股比例\n不低于　35 %", "占股比例不低于 35%"),
        (FUSHAN, "第五条", "人力资源公司及社团组织", "人力资源公司及社团组织"),
        (FUSHAN, "第八条（一）", "省级最高科学技术奖获得者", "省级最高科学技术奖获得者"),
        (FUSHAN, "第四十一条", "2022年9月30日", "2022 年 9 月 30 日"),
        (WEIHAI, "第四部分", "不超过25万元", "不超过 25 万元"),
        (WEIHAI, "文末", "自印发之日起实施，试行2年", "自印发之日起实施，试行 2 年"),
        (WEIHAI, "第五部分（二）", "内容：1.资金", "内容：\n1.资金"),
    ],
)
def test_quote_gives_the_words_as_they_stand(
    document: Document, address: str, words: str, verbatim: str
) -> None:
    assert document.quote(address, words) == Quote(clause=address, text=verbatim)


def test_locate_gives_offsets_in_the_document_without_white_space() -> None:
    start, end = FUSHAN.locate("第十一条", "占股比例不低于 35%")
    assert FUSHAN.squeezed[start:end] == "占股比例不低于35%"
    assert end - start == 10
    article = FUSHAN.clauses["第十一条"]
    assert article.start < start < end < FUSHAN.clauses["第十一条第一层次"].start < article.end


@pytest.mark.parametrize(
    ("address", "words", "said"),
    [
        ("第八条(一)", "国家友谊奖获得者", ["没有这一条款", "第八条（一）"]),
        ("第四十三条", "本意见", ["没有这一条款", "第四十二条"]),
        ("附件", "本意见", ["没有这一条款", "文头"]),
        ("第十一条", "占股比例不低于 40%", ["没有「占股比例不低于 40%」", "「占股比例不低于 35%"]),
        ("第十一条", "自主知识产权,掌握", ["没有", "「自主知识产权、掌握」"]),
        (
            "第十六条",
            "100 万元、30 万元、15 万元奖励",
            ["没有", "「100 万元、30 万元、15 万元生活"],
        ),
        ("第十八条", "占股比例不低于 35%", ["没有", "这些字在「第十一条」"]),
        ("第十一条", "层次条件", ["出现了 5 次", "只出现一次"]),
        ("第十一条", " \n", ["引文是空的"]),
    ],
)
def test_quote_errors_say_what_is_wrong_and_what_to_do(
    address: str, words: str, said: list[str]
) -> None:
    for look_up in (FUSHAN.quote, FUSHAN.locate):
        with pytest.raises(QuoteError) as error:
            look_up(address, words)
        assert error.value.clause == address
        assert str(error.value).startswith(address)
        assert "\n" not in str(error.value)
        for part in said:
            assert part in str(error.value)


def test_a_clause_says_more_than_once_what_one_child_says_once() -> None:
    words = "项目已突破核心技术或取得发明专利"
    with pytest.raises(QuoteError, match="出现了 2 次"):
        FUSHAN.quote("第十一条", words)
    assert FUSHAN.quote("第十一条第一层次", words).text == words


@given(data=st.data(), document=st.sampled_from([FUSHAN, WEIHAI]))
def test_any_words_of_a_clause_are_quoted_if_they_stand_there_once(
    data: st.DataObject, document: Document
) -> None:
    clause = data.draw(st.sampled_from(list(document.clauses.values())))
    start = data.draw(st.integers(0, len(clause.squeezed) - 1))
    words = clause.squeezed[start : data.draw(st.integers(start + 1, start + 60))]
    spaced = data.draw(st.sampled_from(["", " ", "\n", "　"])).join(words)
    if len(re.findall(f"(?={re.escape(words)})", clause.squeezed)) > 1:
        with pytest.raises(QuoteError, match="次"):
            document.quote(clause.address, spaced)
    else:
        quote = document.quote(clause.address, spaced)
        assert quote.text in clause.text
        assert "".join(quote.text.split()) == words
        begin, end = document.locate(clause.address, spaced)
        assert document.squeezed[begin:end] == words


# Sentences


@BOTH
def test_sentences_cover_everything_but_the_titles(document: Document) -> None:
    sentences = document.sentences()
    covered = 0
    titles = []
    for sentence in sentences:
        assert sentence.start >= covered
        assert document.squeezed[sentence.start : sentence.end] == "".join(sentence.text.split())
        titles.append(document.squeezed[covered : sentence.start])
        covered = sentence.end
    assert covered == len(document.squeezed)
    marked = FUSHAN_TEXT if document is FUSHAN else WEIHAI_TEXT
    headings = [line for line in marked.splitlines() if line.startswith("#")]
    assert "".join(titles) == "".join("".join(headings).replace("#", "").split())


@BOTH
def test_a_sentence_stands_in_its_innermost_clause(document: Document) -> None:
    for sentence in document.sentences():
        clause = document.clauses[sentence.clause]
        assert clause.start <= sentence.start < sentence.end <= clause.end
        assert sentence.text in clause.text
        for child in document.clauses.values():
            if child.parent == clause.address:
                assert sentence.end <= child.start or child.end <= sentence.start


def test_sentence_counts() -> None:
    assert len(FUSHAN.sentences()) == 169
    assert len(WEIHAI.sentences()) == 53


def in_clause(document: Document, address: str) -> list[str]:
    return [sentence.text for sentence in document.sentences() if sentence.clause == address]


def test_sentences_of_a_clause() -> None:
    assert in_clause(FUSHAN, "第六条") == [
        "第六条 “聚福英才计划”每年组织评审一次。",
        "纳入参评范围的创新人才指当年评审之前新引进人才或者新取得创新成绩的现有人才；",
        "纳入参评范围的创业人才是指到当年评审之前在我区独立创办或联合创办企业的人才。",
    ]
    assert in_clause(FUSHAN, "文头") == ["烟福发〔2017〕23号", "(2017年9月8日)"]
    assert in_clause(WEIHAI, "第五部分（二）")[-3:] == [
        "3.保险单（复印件）；",
        "4.区市初审意见汇报；",
        "5.其他相关证明材料复印件。",
    ]
    assert "市委组织部提供拟参保高层次人才及企业名单;" in in_clause(WEIHAI, "第六部分（一）")
    assert in_clause(WEIHAI, "第五部分") == []


def test_what_is_parsed_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        FUSHAN.clauses["第一条"].text = "改"  # type: ignore[misc]
    FUSHAN.sentences().clear()
    assert isinstance(FUSHAN.sentences()[0], Sentence)

"""Addresses in documents of other cities: articles with paragraphs and items, sections, neither."""

import pytest

from rules.errors import DocumentError, WenceError
from rules.outline import numeral
from rules.source import Document


def in_clause(document: Document, address: str) -> list[str]:
    return [sentence.text for sentence in document.sentences() if sentence.clause == address]


ORDINANCE = """
云港市引才办法

云政发〔2024〕8号

第一章 总则

第一条　为了引进人才，制定本办法。符合下列情形之一的，不适用
第三条 规定以外的情形，均依本条前款执行并由市里审定，具体
第二条所列的不算。

第二条 申请人应当具备下列条件：
（一）有硕士学位；
（二）有下列情形之一：
1.在本市工作；
2.在本市创业。

具备前款条件的，可以获得：

（一）住房补贴；
（二）生活补贴。

按月发放。

第二章 附则
第三条 本办法由市人社局解释。

本办法自 2024 年 3 月 1 日起施行。

云港市人民政府办公室
2024年2月1日印发
"""

GUIDELINES = """
# 云港市若干措施

为了留住人才，制定如下措施。

一、加大补贴。对硕士每月补贴 1000 元。

二、优化服务

（一）设立窗口。由市人社局设立。

（二）放宽落户

凡有学历的都可以落户。

- 落户当日办结。

本措施自发布之日起施行。
"""


def test_paragraphs_of_articles_count_as_lawyers_count_them() -> None:
    document = Document.parse(ORDINANCE.replace("第三条 规定", "第三条规定"))
    assert list(document.clauses) == [
        "文头",
        "第一条",
        "第二条",
        "第二条（一）",
        "第二条（二）",
        "第二条第二款",
        "第二条第二款（一）",
        "第二条第二款（二）",
        "第二条第三款",
        "第三条",
        "第三条第二款",
        "文末",
    ]
    assert document.clauses["第一条"].text.endswith("具体第二条所列的不算。")
    assert document.clauses["第二条（二）"].text.endswith("1.在本市工作；\n2.在本市创业。")
    assert document.clauses["第二条第二款（二）"].parent == "第二条第二款"
    assert document.clauses["第二条第三款"].text == "按月发放。"
    assert document.clauses["第三条"].heading == "第二章 附则"
    assert document.clauses["文末"].text == "云港市人民政府办公室\n2024年2月1日印发"


def test_an_address_twice_is_an_error() -> None:
    with pytest.raises(DocumentError, match="「第三条」出现了两次"):
        Document.parse(ORDINANCE)


def test_sections_without_markdown() -> None:
    document = Document.parse(GUIDELINES)
    assert list(document.clauses) == [
        "文头",
        "引言",
        "第一部分",
        "第二部分",
        "第二部分（一）",
        "第二部分（二）",
        "文末",
    ]
    assert document.clauses["第一部分"].heading == "一、加大补贴"
    assert document.clauses["第二部分（一）"].heading == "二、优化服务"
    assert in_clause(document, "第一部分") == ["一、加大补贴。", "对硕士每月补贴 1000 元。"]
    assert in_clause(document, "第二部分") == []
    assert in_clause(document, "第二部分（二）")[0] == "凡有学历的都可以落户。"
    assert document.clauses["文末"].text == "本措施自发布之日起施行。"


def test_an_article_with_a_title_of_its_own() -> None:
    document = Document.parse(
        "### 第一条 目的\n\n为了引才。\n\n另有规定的除外。\n\n### 第二条 解释\n\n由市里解释。"
    )
    assert list(document.clauses) == ["第一条", "第一条第二款", "第二条"]
    assert in_clause(document, "第一条") == ["为了引才。"]
    assert document.clauses["第二条"].text == "第二条 解释\n由市里解释。"


def test_what_follows_a_rule_is_no_paragraph_of_the_last_article() -> None:
    text = "第一条 为了引才。\n第二条 需要：\n1.申请表\n2.身份证\n{}本文件由办公室存档。"
    ruled, unruled = Document.parse(text.format("---\n")), Document.parse(text.format(""))
    assert list(ruled.clauses) == ["第一条", "第二条", "文末"]
    assert ruled.clauses["第二条"].text == "第二条 需要：\n1.申请表\n2.身份证"
    assert list(unruled.clauses) == ["第一条", "第二条", "第二条第二款"]


def test_words_between_a_chapter_and_its_first_article_stand_under_the_chapter() -> None:
    document = Document.parse(
        "第一章 总则\n本章说明目的。\n第一条 为了引才。\n第二章 附则\n第二条 由市里解释。"
    )
    assert list(document.clauses) == ["第一章", "第一条", "第二条"]
    assert in_clause(document, "第一章") == ["本章说明目的。"]


@pytest.mark.parametrize(
    "text", ["", "   \n", "关于引才的通知\n请各单位抓好落实。", "1. 第一\n2. 第二"]
)
def test_a_document_without_clauses_is_an_error(text: str) -> None:
    with pytest.raises(DocumentError, match="无法分条") as error:
        Document.parse(text)
    assert isinstance(error.value, WenceError)
    assert "编号" in error.value.remedy


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (42, "四十二"), (99, "九十九")],
)
def test_numeral(number: int, words: str) -> None:
    assert numeral(number) == words

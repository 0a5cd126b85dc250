"""The packs' documents parse alike however their lines are broken."""

import re
from pathlib import Path

import pytest

from rules.source import Document

PACKS = Path(__file__).parents[2] / "rules" / "packs"
FUSHAN_TEXT = (PACKS / "fushan-2017-23" / "text.md").read_text(encoding="utf-8")
WEIHAI_TEXT = (PACKS / "weihai-2020-12" / "text.md").read_text(encoding="utf-8")
FUSHAN = Document.parse(FUSHAN_TEXT)
WEIHAI = Document.parse(WEIHAI_TEXT)


def in_clause(document: Document, address: str) -> list[str]:
    return [sentence.text for sentence in document.sentences() if sentence.clause == address]


def same_clauses(document: Document, other: Document) -> bool:
    return [(c.address, c.parent, c.squeezed) for c in document.clauses.values()] == [
        (c.address, c.parent, c.squeezed) for c in other.clauses.values()
    ]


@pytest.mark.parametrize("at", [28, 31, 47, 90])
def test_page_breaks_inside_sentences_make_no_paragraphs(at: int) -> None:
    def cut(line: str) -> str:
        inside = len(line) > at + 1 and line[at - 1] not in "。；：！？”）" and line[0] != "#"
        return f"{line[:at]}\n\n{line[at:]}" if inside else line

    broken = "\n".join(map(cut, FUSHAN_TEXT.splitlines()))
    assert broken.count("\n\n") > FUSHAN_TEXT.count("\n\n") + 30
    assert same_clauses(FUSHAN, Document.parse(broken))
    assert in_clause(Document.parse(broken), "第八条第二款") == in_clause(FUSHAN, "第八条第二款")


@pytest.mark.parametrize("pause", ["；", "："])
def test_a_page_break_after_a_pause_makes_no_paragraph(pause: str) -> None:
    broken = re.sub(f"({pause})(?=[\u4e00-\u9fff])", r"\1\n\n", FUSHAN_TEXT)
    assert broken.count(f"{pause}\n\n") > FUSHAN_TEXT.count(f"{pause}\n\n") + 5
    assert same_clauses(FUSHAN, Document.parse(broken))


def test_a_page_break_early_in_an_article_makes_no_paragraph() -> None:
    first, second = (
        "资本在本市范围以内投资新建、改建各类型的 Big",
        "Data 平台并运营的，给予\n100 万元。",
    )
    document = Document.parse(f"第一条 鼓励建平台。对社会\n\n{first}\n{second}")
    assert list(document.clauses) == ["第一条"]
    assert "对社会资本在本市" in document.clauses["第一条"].text
    assert "Big Data 平台并运营的，给予100 万元。" in document.clauses["第一条"].text


def test_lines_set_to_a_margin_and_no_markdown() -> None:
    def wrap(line: str) -> str:
        return "\n".join(line[i : i + 28] for i in range(0, len(line), 28))

    paragraphs = [wrap(line) for line in WEIHAI_TEXT.splitlines() if line]
    plain = [line.replace("###", "").replace("#", "") for line in paragraphs if line != "---"]
    document = Document.parse("\n".join(plain))
    assert list(document.clauses)[2:] == list(WEIHAI.clauses)[2:]
    for address in list(WEIHAI.clauses)[2:]:
        assert document.clauses[address].squeezed == WEIHAI.clauses[address].squeezed
        assert in_clause(document, address) == in_clause(WEIHAI, address)


def test_windows_line_ends() -> None:
    assert same_clauses(WEIHAI, Document.parse(WEIHAI_TEXT.replace("\n", "\r\n")))

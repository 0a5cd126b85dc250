"""The addresses, titles and extent of the clauses of the two packs' documents."""

import re
from pathlib import Path

import pytest

from rules.outline import numeral
from rules.source import Document

PACKS = Path(__file__).parents[2] / "rules" / "packs"
FUSHAN = Document.parse((PACKS / "fushan-2017-23" / "text.md").read_text(encoding="utf-8"))
WEIHAI = Document.parse((PACKS / "weihai-2020-12" / "text.md").read_text(encoding="utf-8"))
BOTH = pytest.mark.parametrize("document", [FUSHAN, WEIHAI], ids=["fushan", "weihai"])

ARTICLES = [f"第{numeral(n)}条" for n in range(1, 43)]
PARTS_OF_ARTICLES = {
    "第八条": ["第八条（一）", "第八条（二）", "第八条（三）", "第八条第二款"],
    "第十一条": ["第十一条第一层次", "第十一条第二层次", "第十一条第三层次"],
}
PARTS_OF_SECTIONS = {
    "第一部分": [],
    "第二部分": [],
    "第三部分": ["第三部分（一）", "第三部分（二）"],
    "第四部分": [],
    "第五部分": ["第五部分（一）", "第五部分（二）", "第五部分（三）", "第五部分（四）"],
    "第六部分": ["第六部分（一）", "第六部分（二）", "第六部分（三）"],
}


def test_fushan_addresses_in_document_order() -> None:
    expected = ["文头"]
    for article in ARTICLES:
        expected += [article, *PARTS_OF_ARTICLES.get(article, [])]
    assert list(FUSHAN.clauses) == [*expected, "文末"]


def test_weihai_addresses_in_document_order() -> None:
    expected = ["文头", "引言"]
    for section, items in PARTS_OF_SECTIONS.items():
        expected += [section, *items]
    assert list(WEIHAI.clauses) == [*expected, "文末"]


@pytest.mark.parametrize(
    ("document", "parts"), [(FUSHAN, PARTS_OF_ARTICLES), (WEIHAI, PARTS_OF_SECTIONS)]
)
def test_a_clause_holds_its_children(document: Document, parts: dict[str, list[str]]) -> None:
    parents = {child: parent for parent, children in parts.items() for child in children}
    for address, clause in document.clauses.items():
        assert clause.parent == parents.get(address)
        if clause.parent:
            holder = document.clauses[clause.parent]
            assert clause.text in holder.text
            assert holder.start < clause.start < clause.end <= holder.end


@pytest.mark.parametrize(
    ("document", "address", "heading"),
    [
        (FUSHAN, "文头", ""),
        (FUSHAN, "第一条", "第一章 总则"),
        (FUSHAN, "第八条（二）", "第二章 激励对象和条件"),
        (FUSHAN, "第二十四条", "第三章 人才支持政策"),
        (FUSHAN, "第四十二条", "第七章 附则"),
        (FUSHAN, "文末", ""),
        (WEIHAI, "引言", ""),
        (WEIHAI, "第五部分", "五、实施程序"),
        (WEIHAI, "第五部分（三）", "五、实施程序"),
    ],
)
def test_headings(document: Document, address: str, heading: str) -> None:
    assert document.clauses[address].heading == heading


@pytest.mark.parametrize(
    ("document", "address", "begins", "ends"),
    [
        (FUSHAN, "文头", "中共烟台市福山区委文件\n烟福发〔2017〕23号\n中共", "\n(2017年9月8日)"),
        (FUSHAN, "第五条", "第五条 本意见所称用人单位", "人力资源公司及社团组织等机构。"),
        (FUSHAN, "第八条", "第八条 全职创新人才是指", "或专业技术达到省市领先水平等。"),
        (FUSHAN, "第八条（三）", "（三）杰出创新人才", "相应层次的高层次人才。"),
        (FUSHAN, "第八条第二款", "高端医疗卫生类人才主要分为", "或专业技术达到省市领先水平等。"),
        (FUSHAN, "第十一条第一层次", "第一层次：是指", "曾任知名企业高级经营管理职位。"),
        (FUSHAN, "第四十二条", "第四十二条 本意见与同期", "按新政策继续给予相关待遇。"),
        (FUSHAN, "文末", "中共烟台市福山区委办公室", "2017年9月8日印发"),
        (WEIHAI, "文头", "威海市人才工作领导小组文件", "试点工作的意见"),
        (WEIHAI, "引言", "为贯彻落实全省", "结合我市实际制定本意见。"),
        (WEIHAI, "第三部分（一）", "（一）创业企业研发补偿保险\n创业企业", "1000 万元。"),
        (WEIHAI, "第五部分（二）", "（二）保费申请\n", "\n5.其他相关证明材料复印件。"),
        (WEIHAI, "第六部分（三）", "（三）加强监督管理，确保", "专项资金申报资格。"),
        (WEIHAI, "文末", "本意见自印发之日起实施，试行 2 年", "12月 14日印发"),
    ],
)
def test_where_a_clause_begins_and_ends(
    document: Document, address: str, begins: str, ends: str
) -> None:
    text = document.clauses[address].text
    assert text.startswith(begins)
    assert text.endswith(ends)


@BOTH
def test_no_markdown_in_clauses(document: Document) -> None:
    for clause in document.clauses.values():
        assert not re.search(r"[#*]|---", clause.text), clause.address

"""Clause search on the two packs: what people ask, addresses, script and width, other packs."""

import csv
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import ValidationError

from rules.errors import WenceError
from rules.search import ClauseIndex, Hit, Holder, search
from rules.source import Document

PACKS = Path(__file__).parents[2] / "rules" / "packs"
FUSHAN, WEIHAI = "fushan-2017-23", "weihai-2020-12"


@dataclass
class Holding:
    document: Document


LIBRARY = {
    name: Holding(Document.parse((PACKS / name / "text.md").read_text(encoding="utf-8")))
    for name in (FUSHAN, WEIHAI)
}

# Written before the search was first run, and kept as they were.
with (Path(__file__).parent / "search_questions.tsv").open(encoding="utf-8", newline="") as file:
    QUESTIONS = [
        (row["pack"], row["question"], row["clauses"].split())
        for row in csv.DictReader(file, delimiter="\t")
    ]


def clauses(words: str, pack: str | None = FUSHAN, top: int = 3) -> list[str]:
    return [hit.clause for hit in search(words, LIBRARY, pack, top)]


def test_the_right_clause_is_among_the_first_three() -> None:
    missed = [
        (words, clauses(words, pack))
        for pack, words, right in QUESTIONS
        if not set(right) & set(clauses(words, pack))
    ]
    assert len(missed) <= 0.2 * len(QUESTIONS), missed


def test_it_is_also_without_naming_the_pack() -> None:
    missed = []
    for pack, words, right in QUESTIONS:
        found = {(hit.pack, hit.clause) for hit in search(words, LIBRARY, top=3)}
        if not found & {(pack, clause) for clause in right}:
            missed.append((words, found))
    assert len(missed) <= 0.2 * len(QUESTIONS), missed


def test_the_right_clause_is_mostly_the_first() -> None:
    first = [words for pack, words, right in QUESTIONS if clauses(words, pack, 1)[0] in right]
    assert len(first) >= 0.65 * len(QUESTIONS)


@pytest.mark.parametrize(
    ("words", "pack", "first"),
    [
        ("第八条", FUSHAN, "第八条"),
        ("八条", FUSHAN, "第八条"),
        ("第8条", FUSHAN, "第八条"),
        ("第 ８ 条讲了什么", FUSHAN, "第八条"),
        ("八条二", FUSHAN, "第八条（二）"),
        ("第八条（二）", FUSHAN, "第八条（二）"),
        ("第8条(3)", FUSHAN, "第八条（三）"),
        ("第八條第二項", FUSHAN, "第八条（二）"),
        ("第八条第二款说的是谁", FUSHAN, "第八条第二款"),
        ("第八条第一款", FUSHAN, "第八条"),
        ("第十一条第三层次", FUSHAN, "第十一条第三层次"),
        ("第二十二条的补助", FUSHAN, "第二十二条"),
        ("第8条（九）", FUSHAN, "第八条"),
        ("第五部分（二）", WEIHAI, "第五部分（二）"),
        ("5部分2", WEIHAI, "第五部分（二）"),
        ("第五部分", WEIHAI, "第五部分"),
    ],
)
def test_a_clause_named_by_its_address_comes_first(words: str, pack: str, first: str) -> None:
    assert clauses(words, pack)[0] == first
    assert search(words, LIBRARY, top=1)[0].clause == first


def test_the_article_follows_its_item() -> None:
    assert clauses("八条二", top=2) == ["第八条（二）", "第八条"]


def test_a_count_is_no_address() -> None:
    assert "第三条" not in clauses("给三条建议", top=1)
    assert clauses("免租金的场地有八条吗", top=1) == ["第二十三条"]


@pytest.mark.parametrize(
    ("words", "otherwise"),
    [
        ("佔股比例不低於35%", "占股比例不低于35%"),
        ("投入資金不少於５０萬元", "投入资金不少于50万元"),
        ("ＰＰＰ模式", "ppp 模式"),
        ("人才公寓，怎么申请？", "人才公寓 怎么申请"),
    ],
)
def test_script_width_case_and_space_make_no_difference(words: str, otherwise: str) -> None:
    assert clauses(words, None, 5) == clauses(otherwise, None, 5)
    assert len(clauses(words, None, 5)) == 5


def test_a_part_is_found_by_what_it_is_a_part_of() -> None:
    # The levels of 第十一条 do not name the 独立创业 that they are levels of.
    assert "独立创业" not in LIBRARY[FUSHAN].document.clauses["第十一条第二层次"].text
    assert clauses("独立创业第二层次的技术水平", top=1) == ["第十一条第二层次"]


def test_a_bare_title_is_no_hit_but_by_its_address() -> None:
    assert "第五部分" not in clauses("实施程序", WEIHAI, top=20)
    assert clauses("实施程序", WEIHAI)[0].startswith("第五部分（")


@pytest.mark.parametrize("words", ["", "  \n", "？！……", "🙂", "zzz"])
def test_nothing_found(words: str) -> None:
    assert search(words, LIBRARY) == ()
    assert ClauseIndex(LIBRARY[FUSHAN].document).search(words, 5) == []


def test_hits_are_ranked_whole_and_frozen() -> None:
    hits = search("创业保险的保费", LIBRARY, top=7)
    assert len(hits) == 7
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        assert hit.text == LIBRARY[hit.pack].document.clauses[hit.clause].text
    with pytest.raises(ValidationError):
        hits[0].score = 0.0  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Hit(pack=FUSHAN, clause="第一条", text="", score=1.0, rank=1)  # type: ignore[call-arg]


def test_index_and_search_agree() -> None:
    words = "保险机构怎么确定"
    found = ClauseIndex(LIBRARY[WEIHAI].document).search(words, 4)
    assert found == [(hit.clause, hit.score) for hit in search(words, LIBRARY, WEIHAI, 4)]


def test_an_unknown_pack_is_named_with_the_known_ones() -> None:
    with pytest.raises(WenceError, match=f"「yantai」.*{FUSHAN}、{WEIHAI}"):
        search("补助", LIBRARY, "yantai")


class Untouchable:
    @property
    def document(self) -> Document:
        raise AssertionError("a search in one pack reads no other")


def test_a_search_in_one_pack_reads_no_other() -> None:
    many: dict[str, Holder] = {
        **{f"other-{i}": Untouchable() for i in range(1000)},
        FUSHAN: LIBRARY[FUSHAN],
    }
    assert search("补助分几年发", many, FUSHAN) == search("补助分几年发", LIBRARY, FUSHAN)


def test_a_document_is_indexed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    built = []

    class Counted(ClauseIndex):
        def __init__(self, document: Document) -> None:
            built.append(document)
            super().__init__(document)

    monkeypatch.setattr(sys.modules[search.__module__], "ClauseIndex", Counted)
    fresh = {"fresh": Holding(Document.parse("第一条 为了引才。\n第二条 由市里解释。"))}
    for words in ("引才", "解释", "第二条"):
        search(words, fresh)
    assert built == [fresh["fresh"].document]

"""The packs' texts are the official documents, character for character."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from rules.source import Document

ROOT = Path(__file__).parents[2]
PACKS = ROOT / "rules" / "packs"
SOURCES = ROOT.parent / "shared" / "policies"
TEXTS = {"fushan-2017-23": "fushan-2017-23.md", "weihai-2020-12": "weihai-2020-12.txt"}


def read(pack: str) -> str:
    return (PACKS / pack / "text.md").read_text(encoding="utf-8")


def bare(text: str) -> str:
    """Without rules, Markdown marks and white space; written apart from the code it checks."""
    return re.sub(r"^-{3,}\s*$|[\s#*]", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("pack", TEXTS)
def test_text_is_the_given_document(pack: str) -> None:
    source = SOURCES / TEXTS[pack]
    if not source.exists():
        pytest.skip("the official documents do not stand beside this checkout")
    assert bare(read(pack)) == bare(source.read_text(encoding="utf-8"))


@pytest.mark.parametrize("pack", TEXTS)
def test_text_parses_as_the_given_document_does(pack: str) -> None:
    source = SOURCES / TEXTS[pack]
    if not source.exists():
        pytest.skip("the official documents do not stand beside this checkout")
    ours, given = Document.parse(read(pack)), Document.parse(source.read_text(encoding="utf-8"))
    assert list(ours.clauses) == list(given.clauses)
    for address, clause in ours.clauses.items():
        assert clause.squeezed == given.clauses[address].squeezed, address
    assert ours.sha256 == given.sha256


@pytest.mark.parametrize("pack", TEXTS)
def test_hash_is_the_recorded_one(pack: str) -> None:
    recorded = PACKS / pack / "pack.yaml"
    expected = sha256(bare(read(pack)).encode()).hexdigest()
    assert Document.parse(read(pack)).sha256 == expected
    if not recorded.exists():
        pytest.skip("no pack.yaml yet")
    declared = yaml.safe_load(recorded.read_text(encoding="utf-8"))
    assert declared["document"]["sha256"] == expected


def test_hash_ignores_layout_and_nothing_else() -> None:
    text = read("fushan-2017-23")
    document = Document.parse(text)
    assert Document.parse(text.replace("###", "##").replace("**", "")).sha256 == document.sha256
    assert Document.parse(text.replace("35%", "30%")).sha256 != document.sha256
    assert Document.parse(text.replace("，", ",", 1)).sha256 != document.sha256


@pytest.mark.parametrize(
    ("address", "before", "after"),
    [
        ("第八条（一）", "省级最高科学技术奖获得者；", "“万人计划”"),
        ("第二十四条", "“国家百千万工程”", "“万人计划”"),
    ],
)
def test_removed_words_stay_visible_as_spaces(address: str, before: str, after: str) -> None:
    text = Document.parse(read("fushan-2017-23")).clauses[address].text
    gap = re.search(f"{before}(\\s+){after}", text)
    assert gap is not None
    # No-break spaces: Markdown and HTML would show a run of ordinary ones as a single space.
    assert gap[1] == "\N{NO-BREAK SPACE}" * 20


def test_blacked_out_words_stay_visible() -> None:
    text = Document.parse(read("fushan-2017-23")).clauses["第二十八条"].text
    assert re.findall("█+", text) == ["█" * 10, "█" * 10]


@pytest.mark.parametrize("pack", TEXTS)
def test_text_has_no_break_inside_a_sentence(pack: str) -> None:
    lines = [line for line in read(pack).splitlines() if line.strip()]
    for line in lines:
        long = len(line) > 40 and not line.startswith("#")
        assert not long or line.rstrip("”）").endswith(("。", "；", "：")), line

"""A pack with a fault is refused whole, with the file, the line, the key and what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rules.errors import PackError, WenceError
from rules.load import PACKS, load_library

FUSHAN = "fushan-2017-23"
Change = Callable[[str, str, str], Path]


@pytest.fixture
def change(tmp_path: Path) -> Change:
    """Copies the packs and replaces words in one file."""

    def apply(file: str, old: str, new: str) -> Path:
        root = tmp_path / "packs"
        shutil.copytree(PACKS, root)
        path = root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return root

    return apply


def refused(root: Path) -> PackError:
    with pytest.raises(PackError) as caught:
        load_library(root)
    return caught.value


def test_packs_as_they_are_load() -> None:
    library = load_library()
    assert {pack.about.place for pack in library.packs.values()} == {"fushan", "weihai"}
    assert load_library() is library


def test_misquote_names_line_and_nearest_words(change: Change) -> None:
    error = refused(change(f"{FUSHAN}/tiers.yaml", "占股比例不低于 35%", "占股比例不低于 36%"))
    assert error.file.endswith("tiers.yaml")
    assert error.line is not None
    assert "36%" in str(error)
    assert "35%" in error.remedy


def test_dangling_address(change: Change) -> None:
    error = refused(
        change(
            f"{FUSHAN}/benefits.yaml",
            "{clause: 第二十条, text: 给予 200",
            "{clause: 第二百条, text: 给予 200",
        )
    )
    assert "第二百条" in str(error)
    assert "quote" in error.key


def test_words_that_occur_twice(change: Change) -> None:
    error = refused(change(f"{FUSHAN}/tiers.yaml", "text: 占股比例不低于 35%}", "text: 企业}"))
    assert "次" in error.problem


def test_unknown_key_names_its_line(change: Change) -> None:
    root = change(f"{FUSHAN}/tiers.yaml", "    audience: person", "    audeince: person")
    error = refused(root)
    assert "audeince" in error.key
    lines = (root / FUSHAN / "tiers.yaml").read_text(encoding="utf-8").splitlines()
    assert error.line is not None
    assert "audeince" in lines[error.line - 1]


def test_unknown_fact(change: Change) -> None:
    error = refused(change(f"{FUSHAN}/tiers.yaml", "fact: share_percent", "fact: share_percant"))
    assert "share_percent" in str(error)


def test_value_that_a_fact_does_not_have(change: Change) -> None:
    error = refused(change(f"{FUSHAN}/tiers.yaml", "at_least: doctor", "at_least: professor"))
    assert "professor" in str(error)
    assert "doctor" in str(error)


def test_reference_to_nothing(change: Change) -> None:
    error = refused(
        change(
            f"{FUSHAN}/tiers.yaml",
            "meets: full_time_innovation/top",
            "meets: full_time_innovation/peak",
        )
    )
    assert "full_time_innovation/peak" in str(error)


def test_circular_reference(change: Change) -> None:
    error = refused(
        change(
            f"{FUSHAN}/tiers.yaml",
            "- {id: academician, fact: academician,",
            "- {id: circle, meets: full_time_innovation/leading}\n            - {id: academician, fact: academician,",
        )
    )
    assert "full_time_innovation/leading → " in str(error)


def test_key_written_twice(change: Change) -> None:
    error = refused(change(f"{FUSHAN}/pack.yaml", "place: fushan", "place: fushan\nplace: weihai"))
    assert error.line is not None
    assert "place" in str(error)


def test_malformed_yaml(change: Change) -> None:
    error = refused(change(f"{FUSHAN}/pack.yaml", "title: ", "title: [ "))
    assert error.line is not None


def test_text_that_was_touched(change: Change) -> None:
    error = refused(change(f"{FUSHAN}/text.md", "占股比例不低于 35%", "占股比例不低于 30%"))
    assert error.key == "document.sha256"


def test_benefit_of_no_programme(change: Change) -> None:
    error = refused(change(f"{FUSHAN}/benefits.yaml", "programme: medical", "programme: medicine"))
    assert "medicine" in error.problem
    assert "medical" in error.remedy


def test_fact_in_two_questions(change: Change) -> None:
    error = refused(
        change("facts.yaml", "facts: [degree, title]}", "facts: [degree, title, share_percent]}")
    )
    assert "share_percent" in str(error)


def test_missing_file(change: Change) -> None:
    root = change(f"{FUSHAN}/pack.yaml", "place: fushan", "place: fushan")
    (root / FUSHAN / "benefits.yaml").unlink()
    assert "benefits.yaml" in refused(root).file


def test_no_packs_at_all(tmp_path: Path) -> None:
    with pytest.raises(WenceError):
        load_library(tmp_path)

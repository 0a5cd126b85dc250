"""Parsed files are kept from one start to the next: what is read stays the same, faults and edits included."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from rules import load
from rules.errors import PackError
from rules.load import PACKS, load_library
from rules.parsed import Parsed
from rules.yamlfile import read_yaml

FUSHAN = "fushan-2017-23"
ODD = """
a: 2017-10-01
b: [yes, 1, 1.0, "1", null, 0x10, 1_000, 2017]
c: &there {of: 是}
d: *there
"""


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The packs in a folder of their own, and kept as if they were many."""
    shutil.copytree(PACKS, tmp_path / "packs")
    monkeypatch.setattr(load, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(load, "MANY", 1)
    load_library.cache_clear()
    yield tmp_path / "packs"
    load_library.cache_clear()


def loaded(root: Path) -> list[dict[str, object]]:
    """All that the packs under `root` say, read anew."""
    load_library.cache_clear()
    library = load_library(root)
    return [
        {
            name: [one.model_dump() for one in value] if not isinstance(value, BaseModel) else value
            for name, value in (
                ("about", pack.about),
                ("conditions", pack.conditions),
                ("programmes", [*pack.programmes.values()]),
                ("benefits", pack.benefits),
                ("schedules", [*pack.schedules.values()]),
                ("topics", [*pack.topics.values()]),
            )
        }
        for pack in library.packs.values()
    ]


def kept(root: Path) -> list[Path]:
    return sorted((root.parent / "kept").rglob("*.json"))


def test_what_was_kept_is_what_the_files_say(packs: Path) -> None:
    first = loaded(packs)
    assert {path.name for path in kept(packs)} >= {"pack.yaml.json", "topics.yaml.json"}
    assert loaded(packs) == first == loaded(PACKS)


def test_an_edit_is_read(packs: Path) -> None:
    loaded(packs)
    path = packs / FUSHAN / "pack.yaml"
    path.write_text(path.read_text("utf-8").replace("city: 烟台市福山区", "city: 福山"), "utf-8")
    load_library.cache_clear()
    assert load_library(packs).packs[FUSHAN].about.city == "福山"


@pytest.mark.parametrize("faulty", ["tiers.yaml", "benefits.yaml"])
def test_a_fault_is_refused_the_same_way_the_second_time(packs: Path, faulty: str) -> None:
    path = packs / FUSHAN / faulty
    text = path.read_text("utf-8")
    path.write_text(text.replace("quote: {clause: 第十", "quote: {clause: 第九百", 1), "utf-8")
    errors = []
    for _ in range(2):
        load_library.cache_clear()
        with pytest.raises(PackError) as caught:
            load_library(packs)
        errors.append((str(caught.value), caught.value.line))
    assert errors[0] == errors[1]
    assert errors[0][1] is not None


@pytest.mark.parametrize("damage", ["", "{", "of another text\n{}"])
def test_what_was_kept_and_is_damaged_is_not_used(packs: Path, damage: str) -> None:
    first = loaded(packs)
    for path in kept(packs):
        path.write_text(damage, "utf-8")
    assert loaded(packs) == first


def test_what_was_kept_is_checked_like_the_file_itself(packs: Path) -> None:
    loaded(packs)
    path = next(
        path for path in kept(packs) if path.name == "tiers.yaml.json" and FUSHAN in str(path)
    )
    head, _, content = path.read_text("utf-8").partition("\n")
    changed = content.replace("占股比例不低于 35%", "占股比例不低于 3%")
    assert changed != content
    path.write_text(f"{head}\n{changed}", "utf-8")
    load_library.cache_clear()
    with pytest.raises(PackError, match=r"占股比例不低于 3%.*请照抄"):
        load_library(packs)


def test_a_folder_that_cannot_be_written_to_is_no_error(packs: Path) -> None:
    (packs.parent / "kept").write_text("a file stands where the folder would be")
    assert loaded(packs) == loaded(packs)


def test_values_keep_their_types(tmp_path: Path) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text(ODD, "utf-8")
    parsed = Parsed(tmp_path / "kept")
    first, again = parsed.read(path), parsed.read(path)
    assert (tmp_path / "kept").exists()
    assert repr(first) == repr(again) == repr(read_yaml(path))


@pytest.mark.parametrize(
    "content", ["1: one", "a: 2017-10-01 10:00:00", "a: !!binary aGFsbG8=", "a: .nan"]
)
def test_what_json_would_change_is_not_kept(tmp_path: Path, content: str) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text(content, "utf-8")
    parsed = Parsed(tmp_path / "kept")
    assert repr(parsed.read(path)) == repr(parsed.read(path)) == repr(read_yaml(path))
    assert not list((tmp_path / "kept").rglob("*.json"))


def test_two_packs_keep_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(PACKS, tmp_path / "packs")
    monkeypatch.setattr(load, "KEPT", tmp_path / "kept")
    load_library.cache_clear()
    load_library(tmp_path / "packs")
    assert not (tmp_path / "kept").exists()

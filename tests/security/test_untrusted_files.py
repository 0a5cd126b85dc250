"""Files that somebody else may have written: a model, and a pack."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.fingerprint import fingerprint
from bot.model import ModelError, file_sha256, manifest_path, model_path
from rules.errors import PackError
from rules.yamlfile import parse_yaml
from tests.bot.conftest import copy_small


def member(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> tarfile.TarInfo:
    found = tarfile.TarInfo(name)
    found.type, found.linkname, found.size = kind, target, 5 if kind == tarfile.REGTYPE else 0
    return found


@pytest.mark.parametrize(
    "members",
    [
        [member("../../../../../../../..{outside}/stray")],
        [member("{outside}/stray")],
        [member("link", tarfile.SYMTYPE, "{outside}"), member("link/stray")],
        [member("link", tarfile.LNKTYPE, "{outside}/there")],
    ],
)
async def test_a_model_that_reaches_out_of_its_folder_is_not_loaded(
    tmp_path: Path, members: list[tarfile.TarInfo]
) -> None:
    """Even one with the right hash in its manifest."""
    small, outside = copy_small(tmp_path / "small"), tmp_path / "outside"
    small.models.mkdir()
    outside.mkdir()
    (outside / "there").write_text("there")
    with tarfile.open(model_path(small), "w:gz") as archive:
        for one in members:
            one.name = one.name.format(outside=outside)
            one.linkname = one.linkname.format(outside=outside)
            archive.addfile(one, io.BytesIO(b"stray"))
    told = {
        "fingerprint": fingerprint(small),
        "sha256": file_sha256(model_path(small)),
        "trained_at": "x",
    }
    manifest_path(small).write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(ModelError, match="TarSafeException"):
        await Assistant.load(small)
    assert [one.name for one in outside.iterdir()] == ["there"]
    assert (outside / "there").read_text() == "there"


@pytest.mark.parametrize(
    "value",
    [
        "!!python/object/apply:os.mkdir [{stray}]",
        "!!python/object/new:os.mkdir [{stray}]",
        "!!python/name:os.mkdir",
        "!!python/module:os",
    ],
)
def test_a_pack_is_data_and_runs_nothing(tmp_path: Path, value: str) -> None:
    stray = tmp_path / "stray"
    with pytest.raises(PackError):
        parse_yaml(tmp_path / "pack.yaml", f"title: {value.format(stray=stray)}\n")
    assert not stray.exists()

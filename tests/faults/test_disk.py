"""The disk is full, or may not be written: what cannot be kept is not taken, and all goes on once there is room."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot import quiet
from bot.model import last_good
from bot.project import Project
from bot.training import TrainingError, ensure_model

CHAT = "/api/v1/chat"
SIZE = 1 << 20  # bytes


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of SIZE bytes."""
    place = tmp_path / "disk"
    place.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={SIZE}", "wence-test", str(place)]
    done = subprocess.run(["mount", *options], capture_output=True, text=True)
    if done.returncode != 0:
        pytest.skip(f"NOT TESTED ON A FULL DISK: none can be mounted ({done.stderr.strip()})")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(place: Path) -> Path:
    """A file that leaves no room."""
    filler = place / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(b"\0" * 4096):
                pass
        except OSError:
            return filler
    raise AssertionError("the disk has no end")


async def said(client: httpx.AsyncClient, text: str) -> tuple[int, str]:
    response = await client.post(CHAT, json={"text": text})
    body = response.json()
    shown = body["messages"][-1]["text"] if response.status_code == 200 else body["reason"]
    return response.status_code, shown


async def test_a_full_disk_takes_nothing_until_there_is_room(
    serve: Callable[[str], Any], small_disk: Path
) -> None:
    service = await serve(f"sqlite:///{small_disk / 'wence.db'}")
    async with service.client() as client:
        assert await said(client, "来一杯绿茶") == (200, "喝哪一种？")
        filler = fill(small_disk)
        answers = {await said(client, "上茶") for _ in range(20)}
        assert (503, "NoDatabase") in answers
        assert answers <= {(200, "还是绿茶。"), (503, "NoDatabase")}
        filler.unlink()
        assert await said(client, "上茶") == (200, "还是绿茶。")
    turns = service.heard_by_rasa()
    kept = [text for author, text in service.kept() if author == "person"]
    assert kept == turns
    service.dispose()


def test_training_on_a_full_disk_leaves_the_model_that_is_there(
    trained: Project, small_disk: Path
) -> None:
    root = small_disk / "small"
    shutil.copytree(trained.root, root, ignore=shutil.ignore_patterns("var"))
    project = Project(root, trained.actions)
    before = last_good(project)
    filler = fill(small_disk)
    with pytest.raises(TrainingError, match=r"训练失败：.*磁盘空间"):
        ensure_model(project, lambda line: None, force=True)
    filler.unlink()
    assert last_good(project) == before


def test_jieba_goes_on_without_a_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import jieba

    var = tmp_path / "var"
    var.write_text("a file in its place")
    monkeypatch.setattr(jieba, "dt", jieba.Tokenizer())
    quiet.hush_libraries(Project(tmp_path))
    assert "人才" in jieba.dt.lcut("人才补贴")
    assert not os.path.isdir(var)
    assert capsys.readouterr() == ("", "")

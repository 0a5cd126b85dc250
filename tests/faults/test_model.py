"""The model is broken, missing or cannot be trained anew: the last good one serves, and says so."""

from __future__ import annotations

import os
import shutil
import signal
from multiprocessing import active_children
from pathlib import Path

import httpx
import pytest

from bot import renewal
from bot.api import create_app
from bot.assistant import Assistant
from bot.model import PREVIOUS, ModelError, last_good, manifest_path, model_path, read_manifest
from bot.project import Project
from bot.renewal import renew, train_apart
from bot.store.database import Database
from bot.training import TrainingError, ensure_model

STALE = "训练资料、配置或版本有改动，还没有重新训练"
BROKEN = "模型文件 wence.tar.gz 与训练时的记录不符，拒绝加载，改用上一个好的模型"
MISSING = "没有训练好的模型，改用上一个好的模型"


@pytest.fixture
def small(trained: Project, tmp_path: Path) -> Project:
    """A trained project, for one test to break."""
    root = tmp_path / "small"
    shutil.copytree(trained.root, root)
    return Project(root, trained.actions)


@pytest.fixture(scope="module")
def twice(trained: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project that was trained, edited and trained again."""
    root = tmp_path_factory.mktemp("twice") / "small"
    shutil.copytree(trained.root, root)
    project = Project(root, trained.actions)
    with (project.data / "nlu.yml").open("a", encoding="utf-8") as file:
        file.write("\n# edited\n")
    ensure_model(project, print)
    return project


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trains in this process, which is faster."""
    monkeypatch.setattr(renewal, "train_apart", ensure_model)


@pytest.fixture
def two(twice: Project, tmp_path: Path) -> Project:
    """A copy of it."""
    root = tmp_path / "two"
    shutil.copytree(twice.root, root)
    return Project(root, twice.actions)


def break_model(project: Project) -> None:
    with model_path(project).open("r+b") as file:
        file.write(b"\0" * 100)


def break_data(project: Project) -> None:
    with project.domain.open("a", encoding="utf-8") as file:
        file.write("\nslots: [\n")


async def version(project: Project, tmp_path: Path) -> dict[str, str | None]:
    """What /version says once the model of `project` is loaded and has answered."""
    assistant = await Assistant.load(project, keep_conversations=False)
    assert (await assistant.reply("a", "你好"))[0]["text"] == "您好，我是小样。"
    app = create_app(assistant, Database(f"sqlite:///{tmp_path / 'wence.db'}"), "a key for tests")
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://wence") as client:
        found: dict[str, str | None] = (await client.get("/version")).json()
    return found


def test_training_keeps_the_model_before_it_and_one_broken_is_not_kept(
    trained: Project, twice: Project
) -> None:
    first, second = read_manifest(trained), read_manifest(twice)
    assert first is not None
    assert second is not None
    assert read_manifest(twice, PREVIOUS) == first
    assert first.fingerprint != second.fingerprint
    assert last_good(twice).warning is None
    names = {path.name for path in twice.models.iterdir()}
    assert names == {
        ".lock",
        "wence.json",
        "wence.tar.gz",
        "wence.previous.json",
        "wence.previous.tar.gz",
    }


@pytest.mark.parametrize("harm", ["broken", "missing", "no manifest", "half a manifest"])
async def test_the_one_before_serves(two: Project, tmp_path: Path, harm: str) -> None:
    if harm == "broken":
        break_model(two)
    elif harm == "missing":
        model_path(two).unlink()
    elif harm == "no manifest":
        manifest_path(two).unlink()
    else:
        manifest_path(two).write_text('{"sha256": "1')
    told = await version(two, tmp_path)
    previous = read_manifest(two, PREVIOUS)
    assert previous is not None
    assert told["trained_at"] == previous.trained_at
    assert told["warning"] == (BROKEN if harm == "broken" else MISSING)


def test_two_that_are_broken_are_none(two: Project) -> None:
    break_model(two)
    model_path(two, PREVIOUS).write_bytes(b"nothing")
    with pytest.raises(ModelError, match=r"拒绝加载.*--force"):
        last_good(two)


async def test_data_that_cannot_be_trained_leaves_the_present_model(
    small: Project, tmp_path: Path
) -> None:
    break_data(small)
    lines: list[str] = []
    renew(small, lines.append)
    trained = last_good(small).trained_at
    assert lines[0] == "训练模型（训练资料、配置或版本有改动）"
    assert [line[:8] for line in lines[-2:]] == ["警告：训练失败：", f"警告：继续用 {trained}"[:8]]
    assert "domain.yml" in lines[-2]
    assert trained in lines[-1]
    assert (await version(small, tmp_path))["warning"] == STALE


@pytest.mark.usefixtures("here")
async def test_data_that_cannot_be_trained_and_a_broken_model_leave_the_one_before(
    two: Project, tmp_path: Path
) -> None:
    break_data(two)
    break_model(two)
    renew(two, lambda line: None)
    assert (await version(two, tmp_path))["warning"] == BROKEN


@pytest.mark.usefixtures("here")
def test_without_any_good_model_it_is_the_training_that_is_told(small: Project) -> None:
    break_data(small)
    break_model(small)
    with pytest.raises(TrainingError, match=r"训练失败：[^$]*domain.yml"):
        renew(small, lambda line: None)


@pytest.mark.usefixtures("here")
def test_a_config_that_cannot_be_read_is_told_by_its_name(small: Project) -> None:
    small.config.write_text("pipeline: [\n", encoding="utf-8")
    lines: list[str] = []
    renew(small, lines.append)
    assert "config.yml" in lines[-2]


def test_a_training_that_is_killed_is_an_error(
    small: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_model(small)

    def kill(_: str) -> None:
        for child in active_children():
            assert child.pid is not None
            os.kill(child.pid, signal.SIGKILL)

    with pytest.raises(TrainingError, match="中途结束"):
        train_apart(small, kill)


def test_where_no_model_can_be_written_it_says_so(small: Project) -> None:
    shutil.rmtree(small.models)
    small.models.write_text("a file in its place")
    with pytest.raises(TrainingError, match=r"训练失败：.*models.*权限和磁盘空间"):
        ensure_model(small, lambda line: None)

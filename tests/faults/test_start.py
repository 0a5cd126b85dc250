"""What keeps the service from starting is told on one line, and does not disturb a service that runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.project import WENCE, Project
from bot.training import ensure_model
from tests.e2e.service import READY

PARTS = (
    "actions",
    "bot",
    "config.yml",
    "domain.yml",
    "endpoints.yml",
    "models",
    "nlu_data",
    "rules",
)
LEFT_OUT = shutil.ignore_patterns("node_modules", "__pycache__", "src", "training-*")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The whole program with its model in a folder of its own."""
    ensure_model(WENCE, print)
    root = tmp_path_factory.mktemp("start")
    for part in PARTS:
        source = WENCE.root / part
        if source.is_dir():
            shutil.copytree(source, root / part, ignore=LEFT_OUT)
        else:
            shutil.copy(source, root)
    return Project(root)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("WENCE_")}
    return {**ours, "HOME": str(tmp_path), "PYTHONIOENCODING": "utf-8", "PYTHONPATH": ""}


def started(project: Project, environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "--port", "0"],
        cwd=project.root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def refused(project: Project, environment: dict[str, str]) -> str:
    """The one line that a start says that fails."""
    process = started(project, environment)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 1, out
    assert err.startswith("错误：")
    assert err.count("\n") == 1
    assert "Traceback" not in out + err
    return err


@pytest.fixture
def running(copy: Project, environment: dict[str, str]) -> Iterator[str]:
    """Where a service answers that has started from the copy."""
    process = started(copy, environment)
    assert process.stdout is not None
    found = next((ready[1] for line in process.stdout if (ready := READY.search(line))), None)
    assert found, process.communicate()[1]
    yield found
    process.terminate()
    process.communicate(timeout=60)


def answer(url: str, said: str) -> str:
    with httpx.Client(transport=httpx.HTTPTransport(retries=9), base_url=url, timeout=60) as client:
        response = client.post("/api/v1/chat", json={"text": said})
    return str(response.json()["messages"][1]["text"])


def test_a_broken_pack_stops_a_new_process_and_not_the_one_that_serves(
    copy: Project, environment: dict[str, str], running: str
) -> None:
    asked = "我占股30%能报独立创业吗"
    before = answer(running, asked)
    pack = copy.root / "rules" / "packs" / "fushan-2017-23" / "tiers.yaml"
    whole = pack.read_text(encoding="utf-8")
    share = "text: 占股比例不低于 35%"
    line = whole[: whole.index(share)].count("\n") + 1
    pack.write_text(whole.replace(share, "text: 占股比例不低于 30%", 1), encoding="utf-8")
    try:
        told = refused(copy, environment)
    finally:
        pack.write_text(whole, encoding="utf-8")
    assert f"{pack}:{line}" in told
    assert "占股比例不低于 30%" in told
    assert answer(running, asked) == before


@pytest.mark.parametrize("setting", ["file", "secret"])
def test_a_folder_that_cannot_be_written_is_told(
    copy: Project, environment: dict[str, str], tmp_path: Path, setting: str
) -> None:
    """var/ is where the database is by default, and the key."""
    var, aside = copy.var, tmp_path / "var"
    if var.exists():
        shutil.move(var, aside)
    var.write_text("a file in its place")
    if setting == "secret":
        environment["WENCE_DATABASE_URL"] = f"sqlite:///{tmp_path / 'wence.db'}"
    try:
        told = refused(copy, environment)
    finally:
        var.unlink()
    assert str(var) in told
    assert ("WENCE_SECRET" if setting == "secret" else "WENCE_DATABASE_URL") in told

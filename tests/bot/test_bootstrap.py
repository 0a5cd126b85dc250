"""`make` and what it says when something is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.project import WENCE

TOOLS = ("bash", "cut", "dirname", "head", "mkdir", "rm", "sort", "tail")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A folder with the bootstrap script, and in bin/ the usual commands but no Python and no uv."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(WENCE.root / "scripts" / "bootstrap.sh", tmp_path / "scripts")
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found is not None
        (tmp_path / "bin" / tool).symlink_to(found)
    return tmp_path


def bootstrap(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(folder / "bin"), "HOME": str(folder)}
    return subprocess.run(
        [str(folder / "scripts" / "bootstrap.sh")], env=environment, capture_output=True, text=True
    )


def command(folder: Path, name: str, script: str) -> None:
    path = folder / "bin" / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_no_python(bare: Path) -> None:
    done = bootstrap(bare)
    assert done.returncode == 1
    assert done.stderr.startswith("错误：找不到 python3")


def test_no_venv(bare: Path) -> None:
    command(bare, "python3", "echo 'No module named venv' >&2; exit 1")
    done = bootstrap(bare)
    assert done.returncode == 1
    assert "apt install python3-venv" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("version", "taken"), [("0.8.0", True), ("0.21.0", True), ("0.7.22", False)]
)
def test_a_uv_that_is_there_is_used_unless_too_old(bare: Path, version: str, taken: bool) -> None:
    command(bare, "uv", f'[ "$1" = --version ] && echo "uv {version} (abc)" || echo "uv $*"')
    done = bootstrap(bare)
    assert ("uv sync --frozen --no-dev --inexact" in done.stdout) is taken
    assert done.returncode == (0 if taken else 1)


def test_make_lists_its_targets() -> None:
    done = subprocess.run(["make"], cwd=WENCE.root, capture_output=True, text=True, env=os.environ)
    targets = {line.split()[1] for line in done.stdout.splitlines() if "make " in line}
    assert targets >= {"help", "run", "chat", "test"}

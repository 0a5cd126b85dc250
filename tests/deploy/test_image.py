"""What the image is made of is enough to serve, with the model that is trained when it is built."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from bot.fingerprint import fingerprint
from bot.project import WENCE, Project
from tests.deploy.files import copied, image_setting

WITHOUT = shutil.ignore_patterns("__pycache__", "node_modules", "src")


def test_the_image_holds_all_that_training_reads_and_the_program_starts(tmp_path: Path) -> None:
    for source in copied():
        if source.is_dir():
            shutil.copytree(source, tmp_path / source.name, ignore=WITHOUT)
        else:
            shutil.copy(source, tmp_path)
    assert fingerprint(Project(tmp_path)) == fingerprint(WENCE)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-m", "bot", "openapi"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert '"/api/v1/chat"' in done.stdout


def test_what_is_copied_is_sent_to_the_build_and_nothing_else() -> None:
    lines = (WENCE.root / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in lines
    assert {line[1:] for line in lines if line.startswith("!")} == {one.name for one in copied()}


def test_the_image_is_built_with_the_versions_that_the_project_uses() -> None:
    bootstrap = (WENCE.root / "scripts" / "bootstrap.sh").read_text(encoding="utf-8")
    assert f"\nUV_VERSION={image_setting('UV_VERSION')}\n" in bootstrap
    python = (WENCE.root / ".python-version").read_text(encoding="utf-8").strip()
    images = re.findall(r"^FROM (\S+)", (WENCE.root / "Dockerfile").read_text(), re.MULTILINE)
    assert {one.split("-")[0] for one in images} == {f"python:{python}"}

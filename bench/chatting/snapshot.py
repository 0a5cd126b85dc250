"""A copy of the project to measure: with databases of its own, and the same until the end, whatever is edited."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from bench.chatting.processes import Program
from bench.chatting.training import ROOT

# The project itself, and of the rest what exports it (export.py).
PARTS = ("bot", "actions", "rules", "nlu_data", "models", "bench/chatting", "tests/stories")
FILES = ("config.yml", "domain.yml", "endpoints.yml", "pyproject.toml")
LEFT_OUT = shutil.ignore_patterns("node_modules", "training-*")


def snapshot(folder: Path) -> Path:
    """The copy, with a model that is trained from just this.

    Raises:
        RuntimeError: the model could not be trained.
    """
    project = folder / "project"
    for part in PARTS:
        shutil.copytree(ROOT / part, project / part, ignore=LEFT_OUT)
    for name in FILES:
        shutil.copy2(ROOT / name, project)
    with Program((sys.executable, "-m", "bot", "train"), project, folder / "train.log", {}) as one:
        one.wait()
    return project


def export(project: Path, files: Path, every: int) -> tuple[int, int]:
    """Writes `project` as a plain Rasa project (export.py); returns how many examples it has, and of how many."""
    command = (sys.executable, "-m", "bench.chatting.export", str(files), str(every))
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the project could not be exported:\n{done.stderr[-3000:]}")
    taken, examples = done.stdout.split()[-2:]
    return int(taken), int(examples)

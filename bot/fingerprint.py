"""One hash over all that training reads, to tell whether a model was trained from it."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import yaml

from bot.project import Project

TRAINED_FROM = (
    "pack.yaml",
    "topics.yaml",
    "nlu.yml",
)  # of a pack: subjects, topics, how people ask
# What a trained model was computed by, or is a pickle of.
LIBRARIES = ("jieba", "numpy", "pypinyin", "rasa", "scikit-learn", "scipy", "spacy")


def fingerprint(project: Project) -> str:
    """SHA-256, in hex, of the training inputs' names and contents and of the versions they meet."""
    digest = sha256()
    for name, value in _versions():
        digest.update(f"{name}={value}\n".encode())
    for path in sorted(_inputs(project)):
        content = path.read_bytes()
        name = path.relative_to(project.root).as_posix()
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _versions() -> Iterator[tuple[str, str]]:
    yield "python", platform.python_version()
    for library in LIBRARIES:
        yield library, version(library)


def _inputs(project: Project) -> set[Path]:
    folders = [
        project.data,
        project.root / "bot" / "nlu",
        project.root / "actions" / "reading",
        *_dictionaries(project),
    ]
    files = {path for folder in folders for path in folder.rglob("*") if path.suffix != ".pyc"}
    packs = project.root / "rules" / "packs"
    files |= {project.config, project.domain, packs / "facts.yaml"}
    files |= {path for name in TRAINED_FROM for path in packs.glob(f"*/{name}")}
    return {path for path in files if path.is_file() and not path.name.startswith(".")}


def _dictionaries(project: Project) -> Iterator[Path]:
    """The folders of jieba's user words, which Rasa's own fingerprint leaves out."""
    try:
        config = yaml.safe_load(project.config.read_text(encoding="utf-8")) or {}
    except (OSError, ValueError, yaml.YAMLError):
        return  # training says what is wrong with it
    for component in config.get("pipeline") or []:
        if component.get("dictionary_path"):
            yield project.root / component["dictionary_path"]

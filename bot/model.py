"""The trained model on disk, with a manifest of what it was trained from and its hash; and the good one before it."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

from bot.fingerprint import fingerprint
from bot.project import Project
from rules.errors import WenceError

CURRENT, PREVIOUS = "wence", "wence.previous"
RETRAIN = "请运行 python -m bot train --force 重新训练"
CHANGED = "训练资料、配置或版本有改动"


class ModelError(WenceError):
    """The model cannot be loaded: it is missing, or is not the one that was trained."""


@dataclass(frozen=True)
class Manifest:
    """`fingerprint` of the inputs, `sha256` of the model file, `trained_at` in ISO 8601, UTC."""

    fingerprint: str
    sha256: str
    trained_at: str


@dataclass(frozen=True)
class Model:
    """A model whose bytes are those that were trained. warning: why it is not the one that should serve, in Chinese."""

    path: Path
    manifest: Manifest
    warning: str | None = None

    @property
    def trained_at(self) -> str:
        """When it was trained, for people: date and minute, UTC."""
        return f"{self.manifest.trained_at[:16].replace('T', ' ')} UTC"


def model_path(project: Project, name: str = CURRENT) -> Path:
    return project.models / f"{name}.tar.gz"


def manifest_path(project: Project, name: str = CURRENT) -> Path:
    return project.models / f"{name}.json"


def read_manifest(project: Project, name: str = CURRENT) -> Manifest | None:
    """The manifest, or None when there is none or it is not readable as one."""
    try:
        return Manifest(**json.loads(manifest_path(project, name).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def install(project: Project, trained: Path, manifest: Manifest) -> None:
    """Moves the file `trained` in place and keeps the present model, if it is whole, as the one before.

    The manifest comes last, so that a crash leaves a mismatch, and the one before stands by then.
    """
    if _whole(project, CURRENT) is not None:
        for path in (model_path, manifest_path):
            kept = path(project, PREVIOUS)
            draft = kept.with_name(f"{kept.name}.new")
            shutil.copyfile(path(project), draft)
            os.replace(draft, kept)
    os.replace(trained, model_path(project))
    draft = manifest_path(project).with_suffix(".json.new")
    draft.write_text(json.dumps(asdict(manifest), indent=2) + "\n", encoding="utf-8")
    os.replace(draft, manifest_path(project))


def why_stale(project: Project) -> str | None:
    """Why the model must be trained again, in Chinese, or None when it is fresh and whole."""
    manifest = read_manifest(project)
    if manifest is None or not model_path(project).exists():
        return "还没有训练好的模型"
    if manifest.fingerprint != fingerprint(project):
        return CHANGED
    if manifest.sha256 != file_sha256(model_path(project)):
        return "模型文件与训练时的记录不符"
    return None


def last_good(project: Project) -> Model:
    """The newest model whose bytes are those that were trained: the present one, or else the one before.

    Loading a model runs code that is in it, and Rasa does not sign models.

    Raises:
        ModelError: neither is whole.
    """
    if current := _whole(project, CURRENT):
        stale = current.manifest.fingerprint != fingerprint(project)
        return replace(current, warning=f"{CHANGED}，还没有重新训练") if stale else current
    problem = (
        f"模型文件 {model_path(project).name} 与训练时的记录不符，拒绝加载"
        if read_manifest(project) and model_path(project).exists()
        else "没有训练好的模型"
    )
    if previous := _whole(project, PREVIOUS):
        return replace(previous, warning=f"{problem}，改用上一个好的模型")
    raise ModelError(f"{problem}。{RETRAIN}")


def _whole(project: Project, name: str) -> Model | None:
    path, manifest = model_path(project, name), read_manifest(project, name)
    if manifest is None or not path.is_file() or manifest.sha256 != file_sha256(path):
        return None
    return Model(path, manifest)


def file_sha256(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()

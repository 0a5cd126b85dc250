"""The trained model on disk, and a manifest of what it was trained from and its hash."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from bot.fingerprint import fingerprint
from bot.project import Project
from rules.errors import WenceError

RETRAIN = "请运行 python -m bot train --force 重新训练"


class ModelError(WenceError):
    """The model cannot be loaded: it is missing, or is not the one that was trained."""


@dataclass(frozen=True)
class Manifest:
    """`fingerprint` of the inputs, `sha256` of the model file, `trained_at` in ISO 8601, UTC."""

    fingerprint: str
    sha256: str
    trained_at: str


def model_path(project: Project) -> Path:
    return project.models / "wence.tar.gz"


def manifest_path(project: Project) -> Path:
    return project.models / "wence.json"


def read_manifest(project: Project) -> Manifest | None:
    """The manifest, or None when there is none or it is not readable as one."""
    try:
        return Manifest(**json.loads(manifest_path(project).read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def install(project: Project, trained: Path, manifest: Manifest) -> None:
    """Moves the file `trained` in place; the manifest last, so that a crash leaves a mismatch."""
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
        return "训练资料、配置或版本有改动"
    if manifest.sha256 != file_sha256(model_path(project)):
        return "模型文件与训练时的记录不符"
    return None


def verified_model(project: Project) -> Path:
    """The path of the model, once its bytes are known to be those that were trained.

    Loading a model runs code that is in it, and Rasa does not sign models.

    Raises:
        ModelError: there is no model or manifest, or the bytes differ.
    """
    path, manifest = model_path(project), read_manifest(project)
    if manifest is None or not path.exists():
        raise ModelError(f"没有训练好的模型。{RETRAIN}")
    if manifest.sha256 != file_sha256(path):
        raise ModelError(f"模型文件 {path.name} 与训练时的记录不符，拒绝加载。{RETRAIN}")
    return path


def file_sha256(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()

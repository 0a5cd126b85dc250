"""The file of a backup: a zip of the data and a manifest with the hash of each part."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from rules.errors import WenceError

FORMAT = 1
MANIFEST = "manifest.json"
OWNER_ONLY = 0o600
_PIECE = 1024 * 1024  # bytes


class BackupError(WenceError):
    """A backup cannot be made or put back; says why, and what to do."""


@dataclass(frozen=True)
class Manifest:
    """Of a backup: the program's `version`, the database's kind and `schema` revision, and the SHA-256 by part.

    made_at: ISO 8601, UTC.
    """

    version: str
    made_at: str
    database: str
    schema: str | None
    files: dict[str, str]
    format: int = FORMAT


def write(target: Path, parts: Mapping[str, Path], manifest: Manifest) -> None:
    """Writes the backup `target`, readable by its owner only. It is there whole or not at all.

    Raises:
        FileExistsError, OSError: `target` is there already, or cannot be written.
    """
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with (
            os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb") as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=2) + "\n")
            for name, part in parts.items():
                archive.write(part, name)
        _flush(draft)
        os.link(draft, target)  # unlike a renaming it replaces nothing
    finally:
        draft.unlink(missing_ok=True)


def unpack(source: Path, folder: Path) -> Manifest:
    """Writes the parts of the backup `source` into `folder`, each checked against its hash.

    Raises:
        BackupError: it is no backup, or not what was written.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = _manifest(archive)
            for name, expected in manifest.files.items():
                if _copy(archive, name, folder / name) != expected:
                    raise BackupError(f"备份已损坏：{name} 与清单里的校验和不符。请换一份备份")
    except FileNotFoundError:
        raise BackupError(f"没有 {source} 这个文件") from None
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError) as error:
        raise BackupError(f"{source.name} 不是问策的备份，或者已损坏") from error
    return manifest


def digest(path: Path) -> str:
    """The SHA-256 of a file, however large."""
    found = sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            found.update(piece)
    return found.hexdigest()


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    found = json.loads(archive.read(MANIFEST))
    if found.get("format") != FORMAT:
        raise BackupError("备份是另一个版本的问策做的，格式不同。请用做备份时的版本恢复")
    manifest = Manifest(**found)
    if any(Path(name).name != name or name in (".", "..", "") for name in manifest.files):
        raise ValueError("a part with a path")
    return manifest


def _copy(archive: zipfile.ZipFile, name: str, target: Path) -> str:
    with (
        archive.open(name) as part,
        os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb") as file,
    ):
        while piece := part.read(_PIECE):
            file.write(piece)
    return digest(target)


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())

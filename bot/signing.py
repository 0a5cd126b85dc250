"""The key that signs the cookies of people who chat, and the links that open their conversations."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from rules.errors import WenceError

KEY_VARIABLE = "WENCE_SECRET"
SHORTEST = 16  # characters


class KeyFileError(WenceError):
    """The key is too short, or its file can neither be read nor written."""


def key_file(folder: Path) -> Path | None:
    """The file that holds the key of the service whose data is in `folder`; None when the key is a setting."""
    return None if os.environ.get(KEY_VARIABLE) else folder / "secret"


def signing_key(folder: Path) -> str:
    """The key from the environment; else a random one, kept in `folder` and readable by its owner only.

    Raises:
        KeyFileError: it cannot be kept there; or that of the environment is so short that it could be guessed.
    """
    file = key_file(folder)
    if file is None:
        key = os.environ[KEY_VARIABLE]
        if len(key) < SHORTEST:
            raise KeyFileError(
                f"环境变量 {KEY_VARIABLE} 太短（{len(key)} 个字符，至少 {SHORTEST} 个），别人猜得出来。"
                "可用 openssl rand -hex 32 生成"
            )
        return key
    try:
        return _kept(file)
    except OSError as error:
        raise KeyFileError(
            f"签名用的密钥读不了也写不了：{error}。请检查 {folder} 的权限和磁盘空间，或设置环境变量 {KEY_VARIABLE}"
        ) from error


def _kept(file: Path) -> str:
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return file.read_text(encoding="ascii").strip()

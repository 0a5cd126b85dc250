"""Where the data of a service lies."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import yaml
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.project import Project
from bot.store.backup.archive import BackupError
from bot.store.database import URL_VARIABLE, database_url

DATABASE, TRACKERS, KEY = "wence.db", "conversations.db", "secret"


@dataclass(frozen=True)
class Places:
    """Where the data lies. files: SQLite files and the key, by the name they have in a backup."""

    url: URL
    files: dict[str, Path]

    @property
    def kind(self) -> str:
        return str(self.url.get_backend_name())


def places(project: Project, key: Path | None) -> Places:
    """Where the data of `project` lies by its settings. key: the file of the key, unless it is a setting.

    Raises:
        BackupError: the data lies where no backup is made.
    """
    try:
        url = make_url(database_url(project))
    except ArgumentError:
        raise BackupError(f"环境变量 {URL_VARIABLE} 不是数据库的地址") from None
    files = {} if key is None else {KEY: key}
    if url.get_backend_name() == "sqlite":
        if url.database in (None, "", ":memory:"):
            raise BackupError("内存里的数据库不能备份或恢复")
        files[DATABASE] = Path(str(url.database))
        if not os.environ.get(URL_VARIABLE):
            files[TRACKERS] = _trackers(project)
    elif url.get_backend_name() != "postgresql":
        raise BackupError(f"只能备份 SQLite 和 PostgreSQL，{URL_VARIABLE} 是别的数据库")
    return Places(url, files)


def _trackers(project: Project) -> Path:
    """The SQLite file of the trackers that endpoints.yml names."""
    read = yaml.safe_load(project.endpoints.read_text(encoding="utf-8")) or {}
    store = read.get("tracker_store") or {}
    if store.get("dialect") != "sqlite" or "db" not in store:
        raise BackupError(
            "endpoints.yml 的 tracker_store 不是 SQLite 文件，不知道怎么备份。请用 WENCE_DATABASE_URL 设置数据库"
        )
    return project.root / str(store["db"])

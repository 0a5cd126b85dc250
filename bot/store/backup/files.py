"""Copies of SQLite files while they are written to, and putting files back in one go."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from bot.store.backup.archive import OWNER_ONLY, BackupError

LEAVINGS = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file
PATIENCE = 10  # seconds for whoever is writing


def copy(source: Path, target: Path) -> None:
    """Copies the database `source` as it is at one moment, while others read and write it."""
    target.touch(OWNER_ONLY, exist_ok=False)
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", PATIENCE, uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)
        new.execute("PRAGMA journal_mode = DELETE")


def check(file: Path) -> None:
    """Raises BackupError when `file` is no sound database."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
            sound = database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        sound = False
    if not sound:
        raise BackupError(f"备份里的 {file.name} 不是完好的 SQLite 数据库。请换一份备份")


def revision(file: Path) -> str | None:
    """The schema revision that Alembic noted in `file`."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
            row = database.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError:
        return None
    return str(row[0]) if row else None


def refuse_while_open(file: Path) -> None:
    """Raises BackupError when another process has the database open, be it idle.

    SQLite gives up its write-ahead log only to somebody who has the file alone; and then it has put the whole log
    into the file, so that nothing is left beside it.
    """
    if not file.exists():
        return
    try:
        with closing(sqlite3.connect(file, timeout=0)) as database:
            (mode,) = database.execute("PRAGMA journal_mode = DELETE").fetchone()
            alone = mode == "delete"
    except sqlite3.OperationalError:
        alone = False
    except sqlite3.DatabaseError:  # no database: there is nothing that a service could have open
        alone = True
    if not alone:
        raise BackupError(
            f"服务还在运行（{file.name} 正被使用），请先停止它（Ctrl-C 或 systemctl stop 等），再恢复"
        )


def swap(new: Mapping[Path, Path | None], aside: Path) -> None:
    """Puts a file at each place of `new`; nothing where it has None. When it fails midway, all is as before.

    aside: an empty folder, where what was there is kept until it is done.
    """
    moved: list[tuple[Path, Path]] = []
    placed: list[Path] = []
    try:
        for place, file in new.items():
            for old in (place, *(place.with_name(place.name + one) for one in LEAVINGS)):
                if old.exists():
                    kept = aside / f"{len(moved)}-{old.name}"
                    shutil.move(old, kept)
                    moved.append((kept, old))
            if file is not None:
                placed.append(place)
                shutil.move(file, place)
    except BaseException:
        for place in placed:
            place.unlink(missing_ok=True)
        for kept, old in moved:
            shutil.move(kept, old)
        raise

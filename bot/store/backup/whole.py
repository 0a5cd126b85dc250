"""All data of a service into one file, and back: the database, the trackers and the key of the cookies."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic.script import ScriptDirectory
from sqlalchemy.exc import SQLAlchemyError

from bot import __version__
from bot.store import audit
from bot.store.backup import archive, files
from bot.store.backup.archive import BackupError, Manifest
from bot.store.backup.places import DATABASE, KEY, TRACKERS, Places
from bot.store.backup.postgresql import Schema
from bot.store.database import MIGRATIONS, URL_VARIABLE, Database
from rules.errors import WenceError

DUMP = "wence.dump"
HERE = "命令行"  # who did it, in the audit log


def back_up(found: Places, target: Path) -> Manifest:
    """Writes the data to the new file `target`, while the service runs.

    Raises:
        BackupError: it cannot be made; nothing is left of it.
    """
    if target.exists():
        raise BackupError(f"{target} 已经有了。请换一个文件名")
    with _told("备份没有做成"), _beside(target) as folder:
        parts: dict[str, Path] = {}
        if found.kind == "postgresql":
            with closing(Schema(found.url)) as schema:
                revision = schema.revision()
                if revision is None:
                    raise BackupError("数据库里还没有问策的表，没有可备份的数据")
                parts[DUMP] = folder / DUMP
                schema.dump(parts[DUMP])
        else:
            if not found.files[DATABASE].exists():
                raise BackupError(f"没有 {found.files[DATABASE]}，没有可备份的数据")
            # The journal before the trackers: a message between the two is then only unanswered, as after a crash.
            for name in (DATABASE, TRACKERS):
                if name in found.files and found.files[name].exists():
                    parts[name] = folder / name
                    files.copy(found.files[name], parts[name])
            revision = files.revision(parts[DATABASE])
        if KEY in found.files and found.files[KEY].exists():
            parts[KEY] = found.files[KEY]
        manifest = Manifest(
            version=__version__,
            made_at=datetime.now(timezone.utc).isoformat(timespec="seconds"),
            database=found.kind,
            schema=revision,
            files={name: archive.digest(part) for name, part in parts.items()},
        )
        archive.write(target, parts, manifest)
    return manifest


def restore(found: Places, source: Path, force: bool) -> Manifest:
    """Puts the data of the backup `source` in the place of what is there. force: also where there is some.

    Raises:
        BackupError: it cannot be done; then all is as before.
    """
    if not force and not _empty(found):
        raise BackupError(
            "这里已经有数据，恢复会把它们全部换掉。确实要换，请加 --force，用 make 时加 FORCE=1"
            "（可以先用 python -m bot backup 备份现在的）"
        )
    home = found.files.get(DATABASE, found.files.get(KEY, source.absolute())).parent
    with _told("恢复没有做成，数据和原来一样"):
        home.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".restore-", dir=home) as name:
            folder = Path(name)
            manifest = archive.unpack(source, folder)
            _refuse_what_does_not_fit(found, manifest)
            if found.kind == "postgresql":
                _into_postgresql(found, manifest, folder)
            else:
                _into_files(found, manifest, folder)
    return manifest


def _into_postgresql(found: Places, manifest: Manifest, folder: Path) -> None:
    with closing(Schema(found.url)) as schema:
        schema.check(folder / DUMP)
        schema.refuse_while_served()
        schema.restore(folder / DUMP)
    if KEY in found.files and KEY in manifest.files:
        shutil.move(folder / KEY, found.files[KEY])
    with _told("数据已恢复，但表结构的升级没有做成"):
        _note(str(found.url.render_as_string(hide_password=False)), manifest)


def _into_files(found: Places, manifest: Manifest, folder: Path) -> None:
    for name in (DATABASE, TRACKERS):
        if name in manifest.files:
            files.check(folder / name)
    _note(f"sqlite:///{folder / DATABASE}", manifest)
    files.refuse_while_open(folder / DATABASE)  # and puts its write-ahead log into it
    for name in (DATABASE, TRACKERS):
        if name in found.files:
            files.refuse_while_open(found.files[name])
    new: dict[Path, Path | None] = {
        place: folder / name if name in manifest.files else None
        for name, place in found.files.items()
        if name != KEY or KEY in manifest.files
    }
    aside = folder / "before"
    aside.mkdir()
    files.swap(new, aside)


def _note(url: str, manifest: Manifest) -> None:
    """Brings the restored tables up to date, and says in their audit log where they come from."""
    database = Database(url)
    with database.session() as session:
        audit.record(session, HERE, "恢复备份", detail=f"备份做于 {manifest.made_at}")
    database.engine.dispose()


def _refuse_what_does_not_fit(found: Places, manifest: Manifest) -> None:
    if manifest.database != found.kind:
        raise BackupError(
            f"备份来自 {manifest.database}，而现在的数据库是 {found.kind}（环境变量 {URL_VARIABLE}）：不能互换"
        )
    known = {DUMP} if found.kind == "postgresql" else {DATABASE, TRACKERS} & found.files.keys()
    if not manifest.files.keys() <= known | {KEY} or not known & manifest.files.keys():
        raise BackupError(
            f"备份里的文件（{'、'.join(manifest.files)}）与现在的设置对不上。请用做备份时的 {URL_VARIABLE} 再恢复"
        )
    revisions = {one.revision for one in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
    if manifest.schema not in revisions:
        raise BackupError(
            f"备份来自更新的版本（{manifest.version}），这个版本（{__version__}）读不了。请先升级"
        )


def _empty(found: Places) -> bool:
    if found.kind != "postgresql":
        return not any(
            found.files[one].exists() for one in (DATABASE, TRACKERS) if one in found.files
        )
    with _told("恢复没有做成"), closing(Schema(found.url)) as schema:
        return schema.empty()


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".backup-", dir=target.parent) as name:
        yield Path(name)


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Turns what can go wrong below into one line that says so."""
    try:
        yield
    except BackupError:
        raise
    except (WenceError, OSError, SQLAlchemyError, sqlite3.Error) as error:
        shown = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
        raise BackupError(f"{what}：{shown}") from error

"""What is not backed up or put back; and that the data is then what it was."""

from __future__ import annotations

import json
import os
import resource
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from bot import backup_cli
from bot.__main__ import main
from bot.project import Project
from bot.store import audit
from bot.store.backup import postgresql
from bot.store.backup.archive import MANIFEST, BackupError
from bot.store.database import URL_VARIABLE, Database
from tests.bot.backup.test_round_trip import need_programs
from tests.postgresql import new_schema

ENDPOINTS = "tracker_store: {type: SQL, dialect: sqlite, db: var/conversations.db}\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Data of which the audit log says 'here'."""
    for name in (URL_VARIABLE, "WENCE_SECRET"):
        monkeypatch.delenv(name, raising=False)
    return with_data(tmp_path / "here", "here")


def with_data(root: Path, said: str) -> Project:
    project = Project(root)
    root.mkdir()
    project.endpoints.write_text(ENDPOINTS)
    note(f"sqlite:///{project.var / 'wence.db'}", said)
    with sqlite3.connect(project.var / "conversations.db") as trackers:
        trackers.execute("CREATE TABLE events (data TEXT)")
        trackers.execute("INSERT INTO events VALUES (?)", (said,))
    trackers.close()
    (project.var / "secret").write_text(f"key of {said}")
    return project


def note(url: str, said: str) -> None:
    database = Database(url)
    with database.session() as session:
        audit.record(session, "命令行", said)
    database.engine.dispose()


def held(project: Project) -> list[str]:
    """What the three files say."""
    found = []
    for name, query in (
        ("wence.db", "SELECT action FROM audit ORDER BY id"),
        ("conversations.db", "SELECT data FROM events"),
    ):
        database = sqlite3.connect(project.var / name)
        found += [said for (said,) in database.execute(query)]
        database.close()
    return [*found, (project.var / "secret").read_text()]


def back_up(project: Project, file: Path) -> Path:
    backup_cli.back_up(project, file, lambda _: None)
    return file


def restore(project: Project, file: Path, force: bool = True) -> None:
    backup_cli.restore(project, file, force, lambda _: None)


HERE = ["here", "here", "key of here"]


def test_all_three_are_replaced(project: Project, tmp_path: Path) -> None:
    file = back_up(with_data(tmp_path / "there", "there"), tmp_path / "there.zip")
    restore(project, file)
    assert held(project) == ["there", "恢复备份", "there", "key of there"]
    assert sorted(one.name for one in project.var.iterdir()) == [
        "conversations.db",
        "secret",
        "wence.db",
    ]


def test_data_is_replaced_by_force_only(project: Project, tmp_path: Path) -> None:
    file = back_up(project, tmp_path / "backup.zip")
    with pytest.raises(BackupError, match="--force"):
        restore(project, file, force=False)
    assert held(project) == HERE


def test_a_backup_replaces_no_file(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "notes.zip"
    file.write_text("notes")
    with pytest.raises(BackupError, match="已经有了"):
        back_up(project, file)
    assert file.read_text() == "notes"


def rewritten(file: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def in_manifest(**changed: object) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        parts[MANIFEST] = json.dumps({**json.loads(parts[MANIFEST]), **changed}).encode()

    return change


def other_bytes(parts: dict[str, bytes]) -> None:
    parts["conversations.db"] = parts["conversations.db"][:-1] + b"x"


def with_a_path(parts: dict[str, bytes]) -> None:
    manifest = json.loads(parts[MANIFEST])
    manifest["files"]["../stray"] = manifest["files"]["secret"]
    parts[MANIFEST] = json.dumps(manifest).encode()
    parts["../stray"] = parts["secret"]


def nothing_of_the_kind(parts: dict[str, bytes]) -> None:
    parts.clear()
    parts["photo.jpg"] = b"x"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (other_bytes, "校验和不符"),
        (with_a_path, "不是问策的备份"),
        (nothing_of_the_kind, "不是问策的备份"),
        (in_manifest(schema="9999"), "更新的版本"),
        (in_manifest(format=2), "格式不同"),
        (in_manifest(database="postgresql"), "不能互换"),
        (in_manifest(files={}), "对不上"),
        (in_manifest(files=None), "不是问策的备份"),
        (in_manifest(more=1), "不是问策的备份"),
    ],
)
def test_what_is_not_as_it_was_written_is_refused(
    project: Project,
    tmp_path: Path,
    change: Callable[[dict[str, bytes]], None],
    said: str,
) -> None:
    file = back_up(project, tmp_path / "backup.zip")
    rewritten(file, change)
    with pytest.raises(BackupError, match=said):
        restore(project, file)
    assert held(project) == HERE
    assert not (tmp_path / "here" / "stray").exists()
    assert not list(project.var.glob(".restore*"))


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 cut off"])
def test_a_file_that_is_no_backup(project: Project, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "backup.zip"
    file.write_bytes(content)
    with pytest.raises(BackupError, match="不是问策的备份"):
        restore(project, file)
    with pytest.raises(BackupError, match="没有"):
        restore(project, tmp_path / "nowhere.zip")
    assert held(project) == HERE


def test_a_disk_that_fills_up_midway_leaves_the_old_data(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = back_up(with_data(tmp_path / "there", "there"), tmp_path / "there.zip")
    move, moves = shutil.move, []

    def until_the_fourth(source: Path, target: Path) -> None:
        moves.append(target)
        if len(moves) == 4:
            raise OSError(28, "No space left on device")
        move(source, target)

    monkeypatch.setattr(shutil, "move", until_the_fourth)
    with pytest.raises(BackupError, match=r"数据和原来一样：.*No space left"):
        restore(project, file)
    assert len(moves) > 4
    assert held(project) == HERE


@pytest.mark.parametrize(
    "room", [4 * 1024, 150 * 1024]
)  # for a copy, for the archive of the copies
def test_a_backup_for_which_there_is_no_room_leaves_nothing(
    project: Project, tmp_path: Path, room: int
) -> None:
    (project.var / "secret").write_bytes(os.urandom(200 * 1024))
    folder = tmp_path / "small disk"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        with pytest.raises(BackupError, match="备份没有做成"):
            back_up(project, folder / "backup.zip")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(folder.iterdir()) == []


def test_an_open_database_is_not_replaced(project: Project, tmp_path: Path) -> None:
    file = back_up(project, tmp_path / "backup.zip")
    service = Database(f"sqlite:///{project.var / 'wence.db'}")
    with pytest.raises(BackupError, match="服务还在运行"):
        restore(project, file)
    service.engine.dispose()
    restore(project, file)


def test_the_key_of_the_environment_is_not_in_a_backup(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENCE_SECRET", "a key that is kept elsewhere")
    file = back_up(project, tmp_path / "backup.zip")
    with zipfile.ZipFile(file) as archive:
        assert sorted(archive.namelist()) == ["conversations.db", MANIFEST, "wence.db"]


@pytest.mark.parametrize("url", ["sqlite://", "mysql://host/wence", "nothing"])
def test_a_database_that_no_backup_is_made_of(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv(URL_VARIABLE, url)
    with pytest.raises(BackupError):
        back_up(project, tmp_path / "backup.zip")


def test_a_failing_restore_leaves_postgresql_as_it_was(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need_programs()
    with new_schema() as url:
        monkeypatch.setenv(URL_VARIABLE, url)
        note(url, "here")
        file = back_up(project, tmp_path / "backup.zip")
        program = tmp_path / "bin" / "psql"
        program.parent.mkdir()
        real = shutil.which("psql")
        # The last of the statements fails, after all tables have been replaced.
        program.write_text(f'#!/bin/sh\nexec {real} "$@" --command="SELECT 1/0"\n')
        program.chmod(0o755)
        with monkeypatch.context() as patch:
            patch.setenv("PATH", str(program.parent), prepend=os.pathsep)
            with pytest.raises(BackupError, match=r"psql 失败：.*division by zero"):
                restore(project, file)
        assert actions(url) == ["here"]
        restore(project, file)
        assert actions(url) == ["here", "恢复备份"]


def actions(url: str) -> list[str]:
    database = Database(url)
    with database.session() as session:
        found = [one.action for one in audit.page(session, None, 9)][::-1]
    database.engine.dispose()
    return found


def test_postgresqls_programs_are_asked_for(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(URL_VARIABLE, "postgresql://somebody@127.0.0.1:1/wence")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupError, match=r"pg_dump.*postgresql-client"):
        back_up(project, tmp_path / "backup.zip")


@pytest.mark.parametrize(
    "url", ["postgresql://u:MARKER@h:5/wence", "postgresql://u@h/d?password=MARKER"]
)
def test_the_password_is_on_no_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    """A program that notes how it is called stands for PostgreSQL's."""
    noted = tmp_path / "noted"
    program = tmp_path / "pg_dump"
    program.write_text(f'#!/bin/sh\necho "$@" > {noted}\necho "$PGPASSWORD" >> {noted}\n')
    program.chmod(0o755)
    schema = object.__new__(postgresql.Schema)
    schema._url = make_url(url)
    schema._name, schema._programs = "public", {"pg_dump": str(program)}
    schema.dump(tmp_path / "dump")
    arguments, password = noted.read_text().splitlines()
    assert "MARKER" not in arguments
    assert "--dbname=postgresql://u@h" in arguments
    assert password == "MARKER"


def test_the_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'wence.db'}"
    monkeypatch.setenv(URL_VARIABLE, url)
    monkeypatch.setenv("WENCE_SECRET", "a key")
    note(url, "here")
    file = str(tmp_path / "backup.zip")
    assert main(["backup", file]) == 0
    assert f"已备份到 {file}" in capsys.readouterr().out
    assert main(["restore", file]) == 1
    error = capsys.readouterr().err
    assert error.startswith("错误：这里已经有数据")
    assert error.count("\n") == 1
    assert main(["restore", file, "--force"]) == 0
    assert "忘记我" in capsys.readouterr().out
    assert actions(url) == ["here", "恢复备份"]

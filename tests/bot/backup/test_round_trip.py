"""A backup put back on an empty machine: conversations go on where they were, staff log in, the audit log is whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DatabaseError

from bot import backup_cli
from bot.api import create_app
from bot.assistant import Assistant
from bot.project import Project
from bot.signing import signing_key
from bot.store import accounts, audit
from bot.store.backup.archive import BackupError
from bot.store.database import URL_VARIABLE, Database, database_url
from bot.store.tables import Audit
from tests.postgresql import new_schema

PASSWORD = "四个不相干的词 correct horse"


@dataclass
class Running:
    """A service, and somebody before it."""

    person: httpx.AsyncClient
    database: Database
    assistant: Assistant

    def stop(self) -> None:
        """Leaves the databases, as a process does that ends."""
        self.database.engine.dispose()
        self.assistant.store._tracker_store.engine.dispose()


@dataclass
class Site:
    """A service's data, and what empties it as a new machine's is."""

    project: Project
    empty: Callable[[], None]

    async def start(self) -> Running:
        """The service on the data, with somebody before it."""
        database = Database(database_url(self.project))
        assistant = await Assistant.load(self.project)
        app = create_app(assistant, database, signing_key(self.project.var))
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        person = httpx.AsyncClient(transport=transport, base_url="http://wence")
        return Running(person, database, assistant)


def need_programs() -> None:
    """Skips the test where PostgreSQL's programs are not installed."""
    if shutil.which("pg_dump") is None:
        pytest.skip("NOT TESTED ON POSTGRESQL: pg_dump is missing; install postgresql-client")


@pytest.fixture(params=["files", "one file", "postgresql"])
def site(
    request: pytest.FixtureRequest, small: Project, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Site]:
    """An untouched service on each kind of database."""
    monkeypatch.delenv(URL_VARIABLE, raising=False)
    monkeypatch.delenv("WENCE_SECRET", raising=False)

    def no_files() -> None:
        for file in small.var.iterdir():
            if file.is_file():
                file.unlink()

    if request.param == "postgresql":
        need_programs()
        with new_schema() as url:
            monkeypatch.setenv(URL_VARIABLE, url)

            def no_tables() -> None:
                no_files()
                engine = create_engine(url, future=True)
                with engine.begin() as connection:
                    schema = connection.scalar(text("SELECT current_schema()"))
                    connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
                    connection.execute(text(f"CREATE SCHEMA {schema}"))
                engine.dispose()

            yield Site(small, no_tables)
        return
    if request.param == "one file":
        monkeypatch.setenv(URL_VARIABLE, f"sqlite:///{small.var / 'all.db'}")
    yield Site(small, no_files)


async def test_everything_goes_on_after_a_restore(site: Site, tmp_path: Path) -> None:
    service = await site.start()
    with service.database.session() as session:
        accounts.create(session, "赵敏", "管理员", PASSWORD)
        audit.record(session, "命令行", "新建账号", "账号 赵敏")
    await say(service.person, "来一杯绿茶")
    before = (await service.person.get("/api/v1/chat")).json()
    logged = audit_log(service.database)
    file, said = tmp_path / "backup.zip", []
    backup_cli.back_up(site.project, file, said.append)  # the service runs
    assert file.stat().st_mode & 0o777 == 0o600
    assert "secret" in said[0]
    await say(service.person, "今天天气怎么样")  # after the backup

    with pytest.raises(BackupError, match="--force"):
        backup_cli.restore(site.project, file, False, said.append)
    with pytest.raises(BackupError, match="服务还在运行"):
        backup_cli.restore(site.project, file, True, said.append)
    assert len((await service.person.get("/api/v1/chat")).json()["messages"]) == 4
    service.stop()
    site.empty()
    backup_cli.restore(site.project, file, False, said.append)

    anew = await site.start()
    anew.person.cookies = service.person.cookies
    assert (await anew.person.get("/api/v1/chat")).json() == before
    # Only who remembers that tea was chosen says so: the tracker's slots are back.
    assert (await say(anew.person, "上茶"))[-1]["text"] == "还是绿茶。"
    answer = await anew.person.post(
        "/api/v1/staff/login", json={"name": "赵敏", "password": PASSWORD}
    )
    assert answer.status_code == 200, answer.text
    restored = audit_log(anew.database)
    assert restored[: len(logged)] == logged
    assert [one[1] for one in restored[len(logged) :]] == ["恢复备份", "登录"]
    with pytest.raises(DatabaseError, match="audit log"), anew.database.session() as session:
        session.execute(text("DELETE FROM audit"))
    anew.stop()


async def say(person: httpx.AsyncClient, words: str) -> list[dict[str, Any]]:
    answer = await person.post("/api/v1/chat", json={"text": words})
    assert answer.status_code == 200, answer.text
    return list(answer.json()["messages"])


def audit_log(database: Database) -> list[tuple[Any, ...]]:
    with database.session() as session:
        rows = session.query(Audit).order_by(Audit.id).all()
        return [(one.id, one.action, one.target, one.detail, one.at) for one in rows]

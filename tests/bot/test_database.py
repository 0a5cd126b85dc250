"""The database is brought up to date at start, and says what is wrong when it cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.store.database import Database, DatabaseError, now
from bot.store.tables import Audit, Base


def test_the_migrations_make_the_tables(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new' / 'wence.db'}")
    with database.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    assert [one for one in differences if "sqlite_sequence" not in str(one)] == []


def test_a_database_that_is_there_keeps_what_it_holds(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'wence.db'}"
    with Database(url).session() as session:
        session.add(Audit(at=now(), action="登录"))
    with Database(url).session() as session:
        assert session.query(Audit).count() == 1


@pytest.mark.parametrize("change", ["UPDATE audit SET action = 'x'", "DELETE FROM audit"])
def test_the_audit_log_can_neither_be_changed_nor_deleted(tmp_path: Path, change: str) -> None:
    database = Database(f"sqlite:///{tmp_path / 'wence.db'}")
    with database.session() as session:
        session.add(Audit(at=now(), action="登录"))
    with pytest.raises(IntegrityError, match="audit log"), database.session() as session:
        session.execute(text(change))


@pytest.mark.parametrize("url", ["nothing", "postgresql://nobody@127.0.0.1:1/x", "foo://bar"])
def test_a_database_that_cannot_be_used_is_named_by_its_setting(url: str) -> None:
    with pytest.raises(DatabaseError, match="WENCE_DATABASE_URL"):
        Database(url)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "wence.db"
    file.write_text("这不是数据库" * 100, encoding="utf-8")
    with pytest.raises(DatabaseError, match="WENCE_DATABASE_URL"):
        Database(f"sqlite:///{file}")

"""Dumps of a PostgreSQL schema, and putting one back in one transaction, by PostgreSQL's own programs."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import URL, Connection, Engine

from bot.store.backup.archive import OWNER_ONLY, BackupError
from bot.store.engine import CONNECTED_AS
from bot.store.tables import Base

TRACKERS, REVISION = "events", "alembic_version"
PLAIN = (
    "--no-owner",
    "--no-privileges",
)  # the restored tables are the restorer's, as a new service's would be


class Schema:
    """The tables of a service in the database at `url`, in the schema where its connections find them.

    Raises:
        BackupError: one of PostgreSQL's programs is missing.
        SQLAlchemyError: the database cannot be reached.
    """

    def __init__(self, url: URL) -> None:
        self._url = url
        self._programs = {name: _program(name) for name in ("pg_dump", "pg_restore", "psql")}
        self._engine: Engine = create_engine(url, future=True, hide_parameters=True)
        with self._engine.connect() as connection:
            self._name = str(connection.scalar(text("SELECT current_schema()")))

    def close(self) -> None:
        self._engine.dispose()

    def revision(self) -> str | None:
        """The schema revision that Alembic noted."""
        with self._engine.connect() as connection:
            if REVISION not in _tables(connection):
                return None
            found = connection.scalar(text(f"SELECT version_num FROM {REVISION}"))
        return None if found is None else str(found)

    def empty(self) -> bool:
        """Whether it has no table of ours."""
        with self._engine.connect() as connection:
            return not _tables(connection)

    def refuse_while_served(self) -> None:
        """Raises BackupError while a service is connected."""
        query = text(
            "SELECT count(*) FROM pg_stat_activity "
            f"WHERE datname = current_database() AND application_name = {CONNECTED_AS}"
        )
        with self._engine.connect() as connection:
            served = connection.scalar(query)
        if served:
            raise BackupError(
                f"服务还在运行（有 {served} 个到这个数据库的连接），请先停止所有进程，再恢复"
            )

    def dump(self, target: Path) -> None:
        """Writes everything in the schema, as it is at one moment, to `target`."""
        target.touch(OWNER_ONLY, exist_ok=False)
        self._run(
            "pg_dump",
            "--format=custom",
            *PLAIN,
            f"--schema={self._name}",
            f"--file={target}",
            f"--dbname={self._address}",
        )

    def check(self, dump: Path) -> None:
        """Raises BackupError when `dump` holds no tables of this schema."""
        listed = self._run("pg_restore", "--list", str(dump))
        if f" TABLE {self._name} {REVISION} " not in listed:
            raise BackupError(
                f"备份里没有模式（schema）“{self._name}”的表：它来自另一个模式，请恢复到同名的模式里"
            )

    def restore(self, dump: Path) -> None:
        """Replaces our tables by those of `dump`. When it fails, all is as before."""
        script = dump.with_suffix(".sql")
        self._run(
            "pg_restore",
            "--clean",
            "--if-exists",
            *PLAIN,
            f"--schema={self._name}",
            f"--file={script}",
            str(dump),
        )
        with self._engine.connect() as connection:
            # A later version may have had tables of which the dump knows nothing.
            ours = ", ".join(f'"{self._name}"."{one}"' for one in _tables(connection))
        self._run(
            "psql",
            "--no-psqlrc",
            "--quiet",
            "--single-transaction",
            "--set=ON_ERROR_STOP=1",
            f"--dbname={self._address}",
            *([f"--command=DROP TABLE {ours} CASCADE"] if ours else []),
            f"--file={script}",
        )

    @property
    def _address(self) -> str:
        """The database's URL without its password, since everybody on the machine can read a command line."""
        query = {name: value for name, value in self._url.query.items() if name != "password"}
        url = self._url
        bare = URL.create("postgresql", url.username, None, url.host, url.port, url.database, query)
        return str(bare.render_as_string(hide_password=False))

    def _run(self, name: str, *arguments: str) -> str:
        environment = dict(os.environ)
        if password := self._url.password or self._url.query.get("password"):
            environment["PGPASSWORD"] = str(password)
        done = subprocess.run(
            [self._programs[name], *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
        )
        if done.returncode:
            said = done.stderr.strip().splitlines()
            raise BackupError(f"{name} 失败：{said[0] if said else done.returncode}")
        return done.stdout


def _tables(connection: Connection) -> list[str]:
    """Our tables that are there."""
    there: Any = inspect(connection).get_table_names()
    ours = {*Base.metadata.tables, TRACKERS, REVISION}
    return sorted(ours.intersection(there))


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise BackupError(
            f"找不到 PostgreSQL 的程序 {name}。请安装它（Debian/Ubuntu：sudo apt install postgresql-client），"
            "版本不低于服务器的版本"
        )
    return found

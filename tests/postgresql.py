"""PostgreSQL for tests: a schema of its own in WENCE_TEST_POSTGRES_URL, this machine's server, or one we start."""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError

VARIABLE = "WENCE_TEST_POSTGRES_URL"
HERE = "postgresql://postgres@127.0.0.1/test?connect_timeout=2"
OWNER = "postgres"  # who runs a server that root starts: it refuses to run as root


@contextmanager
def new_schema() -> Iterator[str]:
    """The URL of an empty database; skips the test when no server is named, none runs here and none can be started."""
    url = _server()
    if url is None:
        pytest.skip(
            f"NOT TESTED ON POSTGRESQL: none at 127.0.0.1:5432, and no initdb; set {VARIABLE}"
        )
    server = create_engine(url, future=True, isolation_level="AUTOCOMMIT")
    schema = f"wence_test_{token_hex(6)}"
    with server.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    own = url.update_query_dict({"options": f"-csearch_path={schema}"})
    yield own.render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    server.dispose()


@cache
def _server() -> URL | None:
    """The server that all tests of a run use."""
    if named := os.environ.get(VARIABLE):
        return make_url(named)
    if _answers(HERE):
        return make_url(HERE)
    binaries = _binaries()
    return None if binaries is None else _started(binaries)


def _answers(url: str) -> bool:
    engine = create_engine(url, future=True)
    try:
        engine.connect().close()
    except OperationalError:
        return False
    finally:
        engine.dispose()
    return True


def _binaries() -> Path | None:
    """The folder of initdb; Debian keeps it out of the PATH."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    return next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


def _started(binaries: Path) -> URL:
    """A server on a free port, which ends with the run."""
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    options: dict[str, Any] = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder}
    if os.getuid() == 0:
        shutil.chown(folder, OWNER)
        options["user"] = OWNER
    data = folder / "data"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    def run(name: str, *arguments: str) -> None:
        subprocess.run([binaries / name, "-D", data, *arguments], **options)

    def end() -> None:
        run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)

    run("initdb", "-U", OWNER, "--auth", "trust", "--no-sync")
    serving = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder}"
    run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", serving, "start")
    atexit.register(end)
    return make_url(f"postgresql://{OWNER}@127.0.0.1:{port}/postgres")

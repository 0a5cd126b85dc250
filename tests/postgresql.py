"""PostgreSQL for tests: a schema of its own in the server of this machine, or of WENCE_TEST_POSTGRES_URL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

VARIABLE = "WENCE_TEST_POSTGRES_URL"
HERE = "postgresql://postgres@127.0.0.1/test?connect_timeout=2"


@contextmanager
def new_schema() -> Iterator[str]:
    """The URL of an empty database; skips the test when no server is named and none runs here."""
    url = make_url(os.environ.get(VARIABLE) or HERE)
    server = create_engine(url, future=True, isolation_level="AUTOCOMMIT")
    schema = f"wence_test_{token_hex(6)}"
    try:
        with server.connect() as connection:
            connection.execute(text(f"CREATE SCHEMA {schema}"))
    except OperationalError:
        if VARIABLE in os.environ:
            raise
        pytest.skip(f"NOT TESTED ON POSTGRESQL: none at 127.0.0.1:5432; set {VARIABLE}")
    own = url.update_query_dict({"options": f"-csearch_path={schema}"})
    yield own.render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    server.dispose()

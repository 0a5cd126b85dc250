"""A small trained project and its assistant, made once for all tests of `bot`."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from secrets import token_hex

import httpx
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from bot.api import create_app
from bot.assistant import Assistant
from bot.project import Project
from bot.store.database import Database
from bot.training import ensure_model

POSTGRES_VARIABLE = "WENCE_TEST_POSTGRES_URL"
POSTGRES_HERE = "postgresql://postgres@127.0.0.1/test?connect_timeout=2"
FIXTURES = Path(__file__).parent / "fixtures"
sys.path.insert(0, str(FIXTURES))  # for the package `small_actions`


def copy_small(root: Path) -> Project:
    """An untrained copy of the small project in the new folder `root`."""
    shutil.copytree(FIXTURES / "small", root)
    return Project(root, actions="small_actions")


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small project, trained. Do not change its files: `small` gives a copy to change."""
    project = copy_small(tmp_path_factory.mktemp("trained") / "small")
    ensure_model(project, print)
    return project


@pytest.fixture
def small(trained: Project, tmp_path: Path) -> Project:
    """A copy of the small project with its trained model, for one test to change."""
    root = tmp_path / "small"
    shutil.copytree(trained.root, root)
    return Project(root, actions=trained.actions)


@pytest.fixture(scope="session")
async def little(trained: Project) -> Assistant:
    """The assistant of the small project, with conversations in memory."""
    return await Assistant.load(trained, keep_conversations=False)


@pytest.fixture
async def client(little: Assistant, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """Calls the HTTP application of the small assistant, without a network."""
    database = Database(f"sqlite:///{tmp_path / 'wence.db'}")
    app = create_app(little, database, "a key for tests")
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://wence") as client:
        yield client


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database, once of each kind."""
    if request.param == "sqlite":
        yield Database(f"sqlite:///{tmp_path / 'wence.db'}")
        return
    url = make_url(os.environ.get(POSTGRES_VARIABLE) or POSTGRES_HERE)
    server = create_engine(url, future=True, isolation_level="AUTOCOMMIT")
    schema = f"wence_test_{token_hex(6)}"
    try:
        with server.connect() as connection:
            connection.execute(text(f"CREATE SCHEMA {schema}"))
    except OperationalError:
        if POSTGRES_VARIABLE in os.environ:
            raise
        pytest.skip(f"NOT TESTED ON POSTGRESQL: none at 127.0.0.1:5432; set {POSTGRES_VARIABLE}")
    own = url.update_query_dict({"options": f"-csearch_path={schema}"})
    made = Database(own.render_as_string(hide_password=False))
    yield made
    made.engine.dispose()
    with server.connect() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    server.dispose()

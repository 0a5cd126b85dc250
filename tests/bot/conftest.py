"""A small trained project and its assistant, made once for all tests of `bot`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from bot.api import create_app
from bot.assistant import Assistant
from bot.project import Project
from bot.store.database import Database
from bot.training import ensure_model
from tests.postgresql import new_schema

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
    with new_schema() as url:
        made = Database(url)
        yield made
        made.engine.dispose()

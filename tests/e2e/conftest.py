"""One service, one browser and the accounts of the staff for all tests; visitors for each."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from bot.project import WENCE
from bot.training import ensure_model
from tests.e2e.console import STAFF
from tests.e2e.service import Service, served
from tests.e2e.visitors import PATIENCE, Visitors, browsing

ARTEFACTS_VARIABLE = "WENCE_E2E_ARTEFACTS"

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """The folder for pictures, figures and the service's log."""
    folder = Path(os.environ.get(ARTEFACTS_VARIABLE) or WENCE.var / "e2e")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """The browser, without a page."""
    async with browsing() as found:
        yield found


@pytest.fixture(scope="session")
def service(
    browser: Browser, artefacts: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """The service with its staff."""
    ensure_model(WENCE, print)
    database = f"sqlite:///{tmp_path_factory.mktemp('e2e') / 'wence.db'}"
    with served(database, artefacts / "service.log") as started:
        for one in STAFF:
            started.add_staff(one.name, one.role, one.password)
        yield started


@pytest.fixture
async def visitors(browser: Browser, service: Service) -> AsyncIterator[Visitors]:
    """Opens pages, and fails the test when one of them misbehaved."""
    found = Visitors(browser, service.url)
    yield found
    await found.leave()

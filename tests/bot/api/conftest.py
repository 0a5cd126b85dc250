"""The whole HTTP application over the real assistant, with a database of each test's own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from bot.api import create_app
from bot.assistant import Assistant
from bot.store.database import Database


@pytest.fixture
def app(assistant: Assistant, tmp_path: Path) -> FastAPI:
    """The application."""
    return create_app(assistant, Database(f"sqlite:///{tmp_path / 'wence.db'}"), "a key for tests")


def browser(app: FastAPI) -> httpx.AsyncClient:
    """Somebody at the page: keeps cookies."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://wence")


@pytest.fixture
async def person(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """One person at the page."""
    async with browser(app) as client:
        yield client


@pytest.fixture
async def stranger(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Another."""
    async with browser(app) as client:
        yield client

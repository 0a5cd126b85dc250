"""People at the pages: each has a browser profile of their own, and is watched."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from tests.e2e.watch import Watch

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = f"没有浏览器（{'、'.join(NAMES)}），端到端测试没有运行：请安装 chromium"
ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NARROW = {"width": 360, "height": 740}
WIDE = {"width": 1280, "height": 860}
PATIENCE = 15_000  # milliseconds


@asynccontextmanager
async def browsing() -> AsyncIterator[Browser]:
    """The Chromium of the system. Without one the tests are skipped, but not where all must run."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail(MISSING) if os.environ.get("CI") else pytest.skip(MISSING)
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    arguments = [*ARGUMENTS, *(["--no-sandbox"] if is_root else [])]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        await browser.close()


class Visitors:
    """Everybody who visits in one test."""

    def __init__(self, browser: Browser, origin: str) -> None:
        self._browser = browser
        self._origin = origin
        self._contexts: list[BrowserContext] = []
        self._watches: dict[Page, Watch] = {}

    async def open(self, path: str = "/", *, size: dict[str, int] = WIDE, **options: Any) -> Page:
        """The page `path` as somebody sees who was never here before."""
        context = await self._browser.new_context(
            base_url=self._origin, viewport=size, locale="zh-CN", reduced_motion="reduce", **options
        )
        self._contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = await context.new_page()
        self._watches[page] = Watch(page, self._origin)
        await page.goto(path)
        return page

    def allow(self, page: Page, pattern: str) -> None:
        """See `Watch.allow`."""
        self._watches[page].allow(pattern)

    async def leave(self) -> None:
        """Ends all visits.

        Raises:
            AssertionError: a page did what none may do.
        """
        for context in self._contexts:
            await context.close()
        faults = [fault for watch in self._watches.values() for fault in watch.faults()]
        assert not faults, faults

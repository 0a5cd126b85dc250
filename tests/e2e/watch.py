"""What no page may do, whatever is tested: fail, complain, or ask another host for anything."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.async_api import ConsoleMessage, Dialog, Page, Request, Response

OWN_SCHEMES = ("data", "blob")
ABANDONED = "net::ERR_ABORTED"  # by the page itself: a newer search, a download
# Chromium repeats in its console what `response` and `requestfailed` tell.
REPEATED = "Failed to load resource"


class Watch:
    """Notes the faults of a page; `allow` names those that a test brings about."""

    def __init__(self, page: Page, origin: str) -> None:
        self._origin = origin
        self._faults: list[str] = []
        self._allowed: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._faults.append(f"error {error}"))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)
        page.on("dialog", self._dialog)

    def allow(self, pattern: str) -> None:
        """Faults that `pattern` describes are part of the test."""
        self._allowed.append(pattern)

    def faults(self) -> list[str]:
        """What went wrong and was not allowed."""
        return [
            fault
            for fault in self._faults
            if not any(re.fullmatch(pattern, fault) for pattern in self._allowed)
        ]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(REPEATED):
            self._faults.append(f"console {message.text}")

    def _request(self, request: Request) -> None:
        found = urlsplit(request.url)
        if found.scheme not in OWN_SCHEMES and f"{found.scheme}://{found.netloc}" != self._origin:
            self._faults.append(f"elsewhere {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != ABANDONED:
            self._faults.append(f"failed {_named(request)} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self._faults.append(f"{response.status} {_named(response.request)}")

    async def _dialog(self, dialog: Dialog) -> None:
        self._faults.append(f"dialog {dialog.message}")
        await dialog.dismiss()


def _named(request: Request) -> str:
    return f"{request.method} {urlsplit(request.url).path}"

"""Headers that keep a browser from doing with our pages what we never ask of it."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
# Ant Design writes its styles into the page, some of them where it takes no nonce.
CONSOLE_POLICY = f"{POLICY}; style-src 'self' 'unsafe-inline'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",  # but for what says otherwise of itself
}
HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}  # a year


class SecurityHeaders:
    """Adds to every response of `app` those of `headers_for` that it does not set itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in headers_for(scope).items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)


def headers_for(scope: Scope) -> dict[str, str]:
    """The headers of the answer to the request `scope`."""
    return {**HEADERS, **HTTPS_ONLY} if scope["scheme"] == "https" else HEADERS

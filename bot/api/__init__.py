"""The HTTP door: one FastAPI application over one loaded assistant."""

from __future__ import annotations

from fastapi import FastAPI

from bot import __version__
from bot.api import problems, rest, status
from bot.assistant import Assistant


def create_app(assistant: Assistant) -> FastAPI:
    """The application that answers with `assistant`.

    FastAPI's pages of documentation are off, since they load scripts from another host;
    /openapi.json is there.
    """
    app = FastAPI(title="问策", version=__version__, docs_url=None, redoc_url=None)
    app.state.assistant = assistant
    app.include_router(status.router)
    app.include_router(rest.router)
    problems.install(app)
    return app

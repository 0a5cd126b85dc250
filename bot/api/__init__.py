"""The HTTP door: one FastAPI application over one loaded assistant and one database."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from bot import __version__
from bot.api import open_link, openapi, pages, problems, rest, status, v1
from bot.api.body_limit import BodyLimit
from bot.api.headers import SecurityHeaders
from bot.assistant import Assistant
from bot.reception import Reception
from bot.store.database import Database
from bot.store.logins import Logins


def create_app(assistant: Assistant, database: Database, key: str) -> FastAPI:
    """The application that answers with `assistant` and keeps what it keeps in `database`.

    key: signs the cookies of the people who chat. FastAPI's pages of documentation are off, since they load scripts
    from another host.
    """
    app = FastAPI(
        title="问策", version=__version__, docs_url=None, redoc_url=None, openapi_url=None
    )
    app.state.assistant = assistant
    app.state.database = database
    app.state.reception = Reception(assistant, database)
    app.state.logins = Logins(database)
    app.state.key = key
    app.state.couriers = {}  # none, until channels are switched on
    for router in (status.router, rest.router, open_link.router, v1.router):
        app.include_router(router)
    openapi.install(app, v1.router)
    pages.install(app)
    problems.install(app)
    app.add_middleware(BodyLimit)
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    app.add_middleware(SecurityHeaders)
    return app

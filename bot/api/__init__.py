"""The HTTP door: one FastAPI application over one loaded assistant and one database."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from bot import __version__
from bot.api import open_link, openapi, pages, problems, rest, status, v1
from bot.api.body_limit import BodyLimit
from bot.api.headers import SecurityHeaders
from bot.api.rate_limit import RateLimits
from bot.assistant import Assistant
from bot.observe.requests import Observed
from bot.reception import Reception
from bot.shared.limits import NO_LIMITS, Limits, LimitSettings
from bot.shared.locks import Locks
from bot.shared.redis import Redis
from bot.store.database import Database
from bot.store.logins import Logins
from bot.store.probe import DatabaseProbe


def create_app(
    assistant: Assistant,
    database: Database,
    key: str,
    redis: Redis | None = None,
    limits: LimitSettings = NO_LIMITS,
) -> FastAPI:
    """The application that answers with `assistant` and keeps what it keeps in `database`.

    key: signs the cookies of the people who chat. redis: shared with the other processes of the site. limits: of how
    much one person or address may ask. FastAPI's pages of documentation are off, since they load scripts from another
    host.
    """
    app = FastAPI(
        title="问策",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,  # it would redirect to whatever host the request names
    )
    locks = Locks(redis)
    app.state.assistant = assistant
    app.state.database = database
    app.state.reception = Reception(assistant, database, locks)
    app.state.redis, app.state.locks = redis, locks
    app.state.limits = Limits(limits, key, redis)
    app.state.database_probe = DatabaseProbe(database)
    app.state.logins = Logins(database)
    app.state.key = key
    app.state.couriers = {}  # none, until channels are switched on
    app.state.draining = False
    for router in (status.router, rest.router, open_link.router, v1.router):
        app.include_router(router)
    openapi.install(app, v1.router)
    pages.install(app)
    problems.install(app)
    app.add_middleware(BodyLimit)
    app.add_middleware(RateLimits)
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(Observed)  # the outermost: what the others answer is noted as well
    return app

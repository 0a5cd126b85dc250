"""The pages: the public chat at /, the staff console at /console, and the files they are built of."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from bot.api.headers import CONSOLE_POLICY

DIST = Path(__file__).parent.parent / "web" / "dist"
FRESH = {"Cache-Control": "no-cache"}

router = APIRouter(include_in_schema=False)


@router.api_route("/", methods=["GET", "HEAD"])
async def chat() -> FileResponse:
    return FileResponse(DIST / "index.html", headers=FRESH)


@router.api_route("/console", methods=["GET", "HEAD"])
async def console() -> FileResponse:
    policy = {"Content-Security-Policy": CONSOLE_POLICY}
    return FileResponse(DIST / "console.html", headers={**FRESH, **policy})


class _Assets(StaticFiles):
    """Files whose names change with their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def install(app: FastAPI) -> None:
    """Serves the built pages from `app`."""
    app.include_router(router)
    app.mount("/assets", _Assets(directory=DIST / "assets", check_dir=False))

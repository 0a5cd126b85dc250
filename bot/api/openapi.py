"""The OpenAPI documents: of everything at /openapi.json, of the typed API at /api/v1/openapi.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from bot import __version__
from bot.api.problems import ProblemDetails


def install(app: FastAPI, typed: APIRouter) -> None:
    """Serves both documents from `app`, made when first asked for; `typed` is the router of the typed API."""

    @cache
    def everything() -> dict[str, Any]:
        return document(app.routes)

    @cache
    def api() -> dict[str, Any]:
        return typed_document(typed)

    @app.get("/openapi.json", include_in_schema=False)
    async def all_routes() -> dict[str, Any]:
        return everything()

    @app.get("/api/v1/openapi.json", include_in_schema=False)
    async def typed_routes() -> dict[str, Any]:
        return api()


def typed_document(typed: APIRouter) -> dict[str, Any]:
    """The OpenAPI document of the routes of `typed` alone."""
    alone = FastAPI()
    alone.include_router(typed)
    return document(alone.routes)


def print_document() -> None:
    """Prints the document of the typed API, from which the types of the pages are made."""
    from bot.api import v1

    print(json.dumps(typed_document(v1.router), ensure_ascii=False, indent=2))


def document(routes: Sequence[BaseRoute]) -> dict[str, Any]:
    """The OpenAPI document of `routes`, with the form in which problems are told."""
    found = get_openapi(
        title="问策",
        version=__version__,
        description="Talent policies with the clause and its exact words.",
        routes=routes,
    )
    schemas = found.setdefault("components", {}).setdefault("schemas", {})
    schemas["ProblemDetails"] = ProblemDetails.model_json_schema()
    for path in found["paths"].values():
        for operation in path.values():
            _say_problems(operation)
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    return found


def _say_problems(operation: dict[str, Any]) -> None:
    """In place of the framework's own form of a validation error."""
    refused = operation["responses"].get("422")
    if refused and "application/json" in refused.get("content", {}):
        schema = {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}
        operation["responses"]["422"] = {
            "description": "Unprocessable Content",
            "content": {"application/problem+json": schema},
        }

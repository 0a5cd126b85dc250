"""The OpenAPI documents: of everything at /openapi.json, of the typed API at /api/v1/openapi.json."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from bot import __version__
from bot.api.problems import ProblemDetails

API = "/api/v1"


def install(app: FastAPI) -> None:
    """Serves both documents from `app`. Call it after the routes are there."""
    everything = document(app, "")
    typed = document(app, API)

    @app.get("/openapi.json", include_in_schema=False)
    async def all_routes() -> dict[str, Any]:
        return everything

    @app.get(f"{API}/openapi.json", include_in_schema=False)
    async def typed_routes() -> dict[str, Any]:
        return typed


def document(app: FastAPI, prefix: str) -> dict[str, Any]:
    """The OpenAPI document of the routes of `app` under `prefix`, with the form in which problems are told."""
    found = get_openapi(
        title="问策",
        version=__version__,
        description="Talent policies with the clause and its exact words.",
        routes=[one for one in app.routes if getattr(one, "path", "").startswith(prefix)],
        separate_input_output_schemas=False,
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

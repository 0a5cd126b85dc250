"""What runs here, for people, scripts and load balancers."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import APIRouter, Request
from pydantic import BaseModel

from bot import __version__
from bot.assistant import Assistant

router = APIRouter(tags=["status"])


class Health(BaseModel):
    status: str = "ok"


class Version(BaseModel):
    """`model` begins the SHA-256 of the model file; `trained_at` is in ISO 8601, UTC."""

    name: str = "问策"
    version: str = __version__
    rasa: str
    model: str | None
    trained_at: str | None


@router.get("/health")
async def health() -> Health:
    """Answers once messages can be answered."""
    return Health()


@router.get("/version")
async def running_version(request: Request) -> Version:
    """Names the versions and the model that answer."""
    assistant: Assistant = request.app.state.assistant
    manifest = assistant.manifest
    return Version(
        rasa=version("rasa"),
        model=manifest.sha256[:12] if manifest else None,
        trained_at=manifest.trained_at if manifest else None,
    )

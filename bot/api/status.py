"""What runs here, for people, scripts and load balancers."""

from __future__ import annotations

from importlib.metadata import version
from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel

from bot import __version__
from bot.api.problems import Problem, responses
from bot.assistant import Assistant

router = APIRouter(tags=["status"])


class Health(BaseModel):
    status: str = "ok"


class Readiness(BaseModel):
    """degraded: what is gone that messages are answered without."""

    status: Literal["ready"] = "ready"
    degraded: list[Literal["redis"]] = []


class Version(BaseModel):
    """`model` begins the SHA-256 of the model file; `trained_at` is in ISO 8601, UTC.

    warning: why another model should serve, in Chinese.
    """

    name: str = "问策"
    version: str = __version__
    rasa: str
    model: str
    trained_at: str
    warning: str | None


@router.get("/health")
async def health() -> Health:
    """Says that the process lives; it does so from when the model is loaded."""
    return Health()


@router.get("/ready", responses=responses(503))
async def ready(request: Request) -> Readiness:
    """Says that messages are answered: the process is not about to end, and its database answers."""
    state = request.app.state
    if state.draining:
        raise _not_ready("Draining", "正在停止，请转到别的进程 / About to end, ask another process")
    if not await state.database_probe.answers():
        raise _not_ready("NoDatabase", "数据库没有回答 / The database does not answer")
    redis_gone = state.redis is not None and not state.redis.available
    return Readiness(degraded=["redis"] if redis_gone else [])


@router.get("/version")
async def running_version(request: Request) -> Version:
    """Names the versions and the model that answer."""
    assistant: Assistant = request.app.state.assistant
    model = assistant.model
    return Version(
        rasa=version("rasa"),
        model=model.manifest.sha256[:12],
        trained_at=model.manifest.trained_at,
        warning=model.warning,
    )


def _not_ready(reason: str, detail: str) -> Problem:
    return Problem(503, reason, detail)

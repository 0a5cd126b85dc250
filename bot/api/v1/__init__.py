"""The typed API, version 1: one OpenAPI document, from which the types of the pages are made."""

from __future__ import annotations

from fastapi import APIRouter

from bot.api.problems import responses
from bot.api.v1 import about, chat, documents, facts, feedback, screening, search
from bot.api.v1.staff import router as staff

router = APIRouter(prefix="/api/v1", responses=responses(429))
for part in (about, chat, feedback, screening, search, documents, facts):
    router.include_router(part.router)
router.include_router(staff)

"""The console of the staff: what people asked, what was answered, and taking over from the bot."""

from __future__ import annotations

from fastapi import APIRouter

from bot.api.v1.staff import (
    accounts,
    audit,
    conversations,
    session,
    statistics,
    trace,
    unanswered,
)

router = APIRouter(prefix="/staff", tags=["staff"])
for part in (session, conversations, trace, unanswered, statistics, audit, accounts):
    router.include_router(part.router)

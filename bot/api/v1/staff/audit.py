"""The audit log, to be read by administrators. No route changes it, and the database would not let one."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from bot.api.problems import responses
from bot.api.v1.inputs import Before, Limit, Moment
from bot.api.v1.staff.session import Administrator, DatabaseOf
from bot.store import audit

router = APIRouter(prefix="/audit")


class AuditRow(BaseModel):
    """What one of the staff did; staff is null when nobody was logged in."""

    id: int
    at: Moment
    staff: str | None
    action: str
    target: str
    detail: str


class AuditPage(BaseModel):
    rows: list[AuditRow]
    next: int | None


@router.get("", response_model=AuditPage, responses=responses(401, 403, 422))
def read(
    who: Administrator, database: DatabaseOf, before: Before = None, limit: Limit = 100
) -> dict[str, object]:
    """The log, newest first."""
    with database.session() as session:
        rows = audit.page(session, before, limit)
    return {"rows": rows, "next": rows[-1].id if len(rows) == limit else None}

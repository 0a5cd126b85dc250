"""The audit log: who of the staff looked at or changed what, and when. Never the words of a person."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.database import now
from bot.store.tables import Audit


def record(
    session: Session, staff: str | None, action: str, target: str = "", detail: str = ""
) -> None:
    """Adds one row with the transaction of `session`: what is rolled back was not done."""
    session.add(Audit(at=now(), staff=staff, action=action, target=target, detail=detail))


def recorded_lately(session: Session, staff: str, action: str, target: str) -> bool:
    """Whether there is such a row of the last hour."""
    query = select(Audit.id).where(
        Audit.at > now() - timedelta(hours=1),
        Audit.staff == staff,
        Audit.action == action,
        Audit.target == target,
    )
    return session.scalar(query.limit(1)) is not None


def page(session: Session, before: int | None, limit: int) -> list[Audit]:
    """At most `limit` rows, newest first; those older than the row `before`, where it is given."""
    query = select(Audit).order_by(Audit.id.desc()).limit(limit)
    if before is not None:
        query = query.where(Audit.id < before)
    return list(session.execute(query).scalars())

"""What all tables share. Times are in UTC without a zone; JSON columns hold what pydantic models dump."""

from __future__ import annotations

from sqlalchemy.orm import declarative_base

Base = declarative_base()
# An id that was deleted is never given to another row: pages and the audit log name rows by it.
NEVER_AGAIN = {"sqlite_autoincrement": True}

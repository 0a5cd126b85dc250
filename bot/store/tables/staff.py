"""Who works at the hotline: accounts, log-ins, and the log of what they looked at and changed."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, DateTime, ForeignKey, Integer, String, Text

from bot.store.tables.base import Base


class Staff(Base):
    """An account of the hotline. role: 坐席 or 管理员. failures: wrong passwords in a row."""

    __tablename__ = "staff"

    id = Column(Integer, primary_key=True)
    name = Column(String(64), unique=True, nullable=False)
    role = Column(String(16), nullable=False)
    password_hash = Column(String(255), nullable=False)
    active = Column(Boolean, nullable=False, default=True)
    failures = Column(Integer, nullable=False, default=0)
    locked_until = Column(DateTime)
    last_login = Column(DateTime)
    created_at = Column(DateTime, nullable=False)


class StaffSession(Base):
    """A log-in: the SHA-256 of its cookie, and the CSRF token that goes with it."""

    __tablename__ = "staff_session"

    token_hash = Column(String(64), primary_key=True)
    staff_id = Column(ForeignKey("staff.id", ondelete="CASCADE"), nullable=False, index=True)
    csrf = Column(String(64), nullable=False)
    created_at = Column(DateTime, nullable=False)
    expires_at = Column(DateTime, nullable=False)


class Audit(Base):
    """One look or change by staff. Triggers of the database refuse to change or delete a row."""

    __tablename__ = "audit"

    id = Column(Integer, primary_key=True)
    at = Column(DateTime, nullable=False, index=True)
    staff = Column(String(64))
    action = Column(String(64), nullable=False)
    target = Column(String(255), nullable=False, default="")
    detail = Column(Text, nullable=False, default="")

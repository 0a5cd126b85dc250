"""Staff accounts: made, changed, deactivated. Their names, roles and passwords are checked here."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.store import lockout, passwords
from bot.store.database import now
from bot.store.tables import Conversation, Staff, StaffSession
from rules.errors import WenceError

AGENT, ADMINISTRATOR = "坐席", "管理员"
LONGEST_NAME = 64


class AccountError(WenceError):
    """An account cannot be as asked; says why, in Chinese and English. `field` is the input that is wrong."""

    def __init__(self, detail: str, field: str | None = None) -> None:
        self.field = field
        super().__init__(detail)


class AccountConflict(AccountError):
    """What was asked is in order, but not with the accounts there are."""


def create(session: Session, name: str, role: str, password: str) -> Staff:
    """A new active account.

    Raises:
        AccountError: the name or the password is not good enough.
        AccountConflict: the name is taken.
    """
    if not 0 < len(name) <= LONGEST_NAME or name != name.strip() or not name.isprintable():
        raise AccountError(
            f"名字要有 1 到 {LONGEST_NAME} 个字，前后没有空格，没有控制字符"
            f" / A name has 1 to {LONGEST_NAME} printable characters and no space around it",
            "name",
        )
    _check_password(password, name)
    staff = Staff(name=name, role=role, password_hash=passwords.hashed(password), created_at=now())
    session.add(staff)
    try:
        session.flush()
    except IntegrityError:
        raise AccountConflict(
            f"已经有叫“{name}”的账号，请换一个名字 / The name is taken, please choose another",
            "name",
        ) from None
    return staff


def change(
    session: Session,
    staff: Staff,
    role: str | None = None,
    active: bool | None = None,
    password: str | None = None,
    unlock: bool = False,
) -> None:
    """Changes what is given. A new password and a deactivation end the log-ins of the account.

    Conversations that a deactivated account held wait for another agent.

    Raises:
        AccountError: the password is not good enough.
        AccountConflict: no active administrator would be left.
    """
    # Of two administrators who deactivate each other at once, the second waits here and is refused.
    session.execute(_active_administrators(Staff.id).order_by(Staff.id).with_for_update())
    session.refresh(staff)
    was_in_charge = staff.active and staff.role == ADMINISTRATOR
    if password is not None:
        set_password(session, staff, password)
    staff.role = staff.role if role is None else role
    staff.active = staff.active if active is None else active
    session.flush()
    if was_in_charge and session.execute(_active_administrators(func.count())).scalar_one() == 0:
        raise AccountConflict(
            "这是最后一个可用的管理员，不能停用或改为坐席；请先设另一个管理员"
            " / This is the last active administrator; appoint another one first"
        )
    if active is False:
        end_log_ins(session, staff.id)
        session.execute(
            update(Conversation)
            .where(Conversation.agent_id == staff.id, Conversation.state == "agent")
            .values(state="waiting", agent_id=None)
        )
    if unlock:
        lockout.clear(session, staff.id)


def set_password(session: Session, staff: Staff, password: str) -> None:
    """Changes the password and ends the log-ins and the lock; raises AccountError for one not good enough."""
    _check_password(password, staff.name)
    staff.password_hash = passwords.hashed(password)
    lockout.clear(session, staff.id)
    end_log_ins(session, staff.id)


def by_name(session: Session, name: str) -> Staff | None:
    """The account called `name`."""
    found: Staff | None = session.execute(
        select(Staff).where(Staff.name == name)
    ).scalar_one_or_none()
    return found


def listed(session: Session) -> list[Staff]:
    """All accounts, by the order in which they were made."""
    return list(session.execute(select(Staff).order_by(Staff.id)).scalars())


def end_log_ins(session: Session, staff_id: int) -> None:
    """Ends all log-ins of an account."""
    session.execute(delete(StaffSession).where(StaffSession.staff_id == staff_id))


def _check_password(password: str, name: str) -> None:
    if fault := passwords.fault(password, name):
        raise AccountError(fault, "password")


def _active_administrators(what: Any) -> Any:
    return select(what).where(Staff.active, Staff.role == ADMINISTRATOR)

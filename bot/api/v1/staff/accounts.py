"""Accounts of the staff, kept by administrators."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from bot.api.problems import Problem, responses
from bot.api.v1.inputs import Input, Moment, Name, Password, PathId
from bot.api.v1.staff.session import Administrator, DatabaseOf, Role
from bot.store import accounts, audit, tables
from bot.store.accounts import AccountConflict, AccountError
from bot.store.database import now

router = APIRouter(prefix="/accounts")


class NewAccount(Input):
    name: Name
    role: Role
    password: Password


class Change(Input):
    """What is to be changed; the rest stays. unlock: end the lock after wrong passwords."""

    role: Role | None = None
    active: bool | None = None
    password: Password | None = None
    unlock: bool = False


class Account(BaseModel):
    """An account; locked: wrong passwords keep it from logging in for a while."""

    id: int
    name: str
    role: Role
    active: bool
    locked: bool
    last_login: Moment | None


@router.get("", responses=responses(401, 403))
def listed(who: Administrator, database: DatabaseOf) -> list[Account]:
    """All accounts."""
    with database.session() as session:
        return [_shown(staff) for staff in accounts.listed(session)]


@router.post("", status_code=201, responses=responses(400, 401, 403, 409, 413, 422))
def create(who: Administrator, database: DatabaseOf, new: NewAccount) -> Account:
    """Makes an account."""
    try:
        with database.session() as session:
            staff = accounts.create(session, new.name, new.role, new.password)
            audit.record(session, who.name, "新建账号", f"账号 {staff.name}", staff.role)
    except AccountError as error:
        raise _problem(error) from None
    return _shown(staff)


@router.patch("/{id}", responses=responses(400, 401, 403, 404, 409, 413, 422))
def change(id: PathId, who: Administrator, database: DatabaseOf, change: Change) -> Account:
    """Changes an account. A new password and a deactivation end its log-ins."""
    try:
        with database.session() as session:
            staff = session.get(tables.Staff, id)
            if staff is None:
                raise Problem(404, "NoAccount", "没有这个账号 / No such account")
            accounts.change(session, staff, **change.model_dump())
            session.refresh(staff)
            audit.record(session, who.name, "修改账号", f"账号 {staff.name}", _in_words(change))
    except AccountError as error:
        raise _problem(error) from None
    return _shown(staff)


def _shown(staff: tables.Staff) -> Account:
    return Account(
        id=staff.id,
        name=staff.name,
        role=staff.role,
        active=staff.active,
        locked=staff.locked_until is not None and staff.locked_until > now(),
        last_login=staff.last_login,
    )


def _in_words(change: Change) -> str:
    words = (
        f"改为{change.role}" if change.role else "",
        {True: "启用", False: "停用", None: ""}[change.active],
        "重设密码" if change.password is not None else "",
        "解除锁定" if change.unlock else "",
    )
    return "，".join(filter(None, words))


def _problem(error: AccountError) -> Problem:
    if isinstance(error, AccountConflict):
        return Problem(409, "Conflict", str(error), error.field)
    return Problem(422, "BadAccount", str(error), error.field)

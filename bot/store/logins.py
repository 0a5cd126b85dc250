"""Log-ins of staff: a password for a session, whose token only the browser has."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from sqlalchemy import delete, select, update

from bot.store import accounts, audit, lockout, passwords
from bot.store.database import Database, change, now
from bot.store.tables import Staff, StaffSession
from rules.errors import WenceError

LASTS = timedelta(hours=12)


@dataclass(frozen=True)
class Who:
    """Who is logged in, with the CSRF token and the key of that log-in."""

    id: int
    name: str
    role: str
    csrf: str
    token_hash: str


class WrongPassword(WenceError):
    """There is no such active account with this password; which of it is wrong is not told."""


class Locked(WenceError):
    """Too many wrong passwords; it can be tried again in `seconds`."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(
            f"密码错了太多次，请 {seconds} 秒后再试 / Too many wrong passwords, try again in {seconds} seconds"
        )


class Logins:
    """The log-ins on `database`; `clock` tells the time in UTC without a zone."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = now) -> None:
        self._database, self._clock = database, clock
        self._strangers = lockout.Strangers()

    def log_in(self, name: str, password: str) -> tuple[str, Who]:
        """The token of a new session, and whose it is; raises WrongPassword and Locked."""
        moment = self._clock()
        staff = self._verified(name, password, moment, "登录失败")
        token, csrf = token_urlsafe(32), token_urlsafe(32)
        who = Who(staff.id, staff.name, staff.role, csrf, _key(token))
        with self._database.session() as session:
            still = change(
                session,
                update(Staff)
                .where(
                    Staff.id == staff.id, Staff.active, Staff.password_hash == staff.password_hash
                )
                .values(failures=0, locked_until=None, last_login=moment),
            )
            if not still:  # deactivated or changed while the password was looked at
                raise WrongPassword
            session.add(
                StaffSession(
                    token_hash=who.token_hash,
                    staff_id=staff.id,
                    csrf=csrf,
                    created_at=moment,
                    expires_at=moment + LASTS,
                )
            )
            audit.record(session, staff.name, "登录")
        return token, who

    def who(self, token: str) -> Who | None:
        """Whose session `token` is, while it lasts and the account is active."""
        with self._database.session() as session:
            found = session.execute(
                select(Staff.id, Staff.name, Staff.role, StaffSession.csrf, StaffSession.token_hash)
                .join(Staff, Staff.id == StaffSession.staff_id)
                .where(
                    StaffSession.token_hash == _key(token),
                    StaffSession.expires_at > self._clock(),
                    Staff.active,
                )
            ).one_or_none()
        return None if found is None else Who(*found)

    def log_out(self, who: Who) -> None:
        """Ends this one session."""
        with self._database.session() as session:
            session.execute(delete(StaffSession).where(StaffSession.token_hash == who.token_hash))
            audit.record(session, who.name, "退出")

    def change_password(self, who: Who, old: str, new: str) -> None:
        """Changes one's own password and ends all one's sessions.

        Raises:
            WrongPassword, Locked: as for a log-in, and counted with them.
            AccountError: the new one is not good enough.
        """
        self._verified(who.name, old, self._clock(), "修改密码失败")
        with self._database.session() as session:
            accounts.set_password(session, session.get(Staff, who.id), new)
            audit.record(session, who.name, "修改密码")

    def _verified(self, name: str, password: str, moment: datetime, failure: str) -> Staff:
        with self._database.session() as session:
            staff = accounts.by_name(session, name)
            if staff is None:
                until = self._strangers.begin_attempt(name, moment)
                lockout.write_as_much(session)
            else:
                until = lockout.begin_attempt(session, staff.id, moment)
        if until is not None:
            raise Locked(math.ceil((until - moment).total_seconds()))
        right = passwords.matches(None if staff is None else staff.password_hash, password)
        if staff is not None and right and staff.active:
            return staff
        with self._database.session() as session:
            tried = accounts.by_name(session, name)
            if tried is None:  # people type passwords here by mistake: what was typed is not kept
                audit.record(session, None, failure, detail="没有这个账号")
            else:
                locked = tried.locked_until is not None
                audit.record(session, tried.name, failure, detail="已锁定" if locked else "")
        raise WrongPassword


def _key(token: str) -> str:
    return sha256(token.encode()).hexdigest()

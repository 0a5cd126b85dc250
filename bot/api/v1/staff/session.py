"""Logging in and out, and who may do what: every other route of the staff depends on one of the two below."""

from __future__ import annotations

import hmac
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request, Response
from fastapi.security import APIKeyCookie
from pydantic import BaseModel

from bot.api.problems import Problem, responses
from bot.api.v1.inputs import Input, Name, Password
from bot.store.accounts import ADMINISTRATOR, AccountError
from bot.store.database import Database
from bot.store.logins import LASTS, Locked, Logins, Who, WrongPassword

COOKIE, CSRF_HEADER = "wence_staff", "X-CSRF-Token"
PATH = "/api/v1/staff"
SAFE_METHODS = ("GET", "HEAD")

Role = Literal["坐席", "管理员"]
router = APIRouter()


class Credentials(Input):
    name: Name
    password: Password


class NewPassword(Input):
    old: Password
    new: Password


class Me(BaseModel):
    """Who is logged in; `csrf` goes into the header X-CSRF-Token of everything that changes something."""

    id: int
    name: str
    role: Role
    csrf: str


def database(request: Request) -> Database:
    """The database of the application."""
    found: Database = request.app.state.database
    return found


def logins(request: Request) -> Logins:
    """The log-ins of the application."""
    found: Logins = request.app.state.logins
    return found


LoginsOf = Annotated[Logins, Depends(logins)]
DatabaseOf = Annotated[Database, Depends(database)]
_cookie = APIKeyCookie(name=COOKIE, auto_error=False)


def current_staff(
    request: Request, logins: LoginsOf, token: Annotated[str | None, Depends(_cookie)]
) -> Who:
    """Who is logged in; raises Problem 401 for nobody, and 403 for a change without the CSRF token."""
    who = logins.who(token) if token else None
    if who is None:
        raise Problem(401, "NotLoggedIn", "请先登录 / Please log in")
    if request.method not in SAFE_METHODS:
        sent = request.headers.get(CSRF_HEADER, "")
        if not hmac.compare_digest(sent.encode(), who.csrf.encode()):
            raise Problem(
                403,
                "BadCsrfToken",
                f"请求头 {CSRF_HEADER} 不对，请刷新页面再试 / {CSRF_HEADER} is wrong, please reload",
            )
    return who


Staff = Annotated[Who, Depends(current_staff)]


def administrator(who: Staff) -> Who:
    """As `current_staff`; raises Problem 403 for everybody but administrators."""
    if who.role != ADMINISTRATOR:
        raise Problem(403, "NotAllowed", "只有管理员可以这样做 / Only administrators may do this")
    return who


Administrator = Annotated[Who, Depends(administrator)]


@router.post("/login", response_model=Me, responses=responses(400, 401, 413, 422, 429))
def log_in(request: Request, response: Response, credentials: Credentials, logins: LoginsOf) -> Who:
    """Logs in for 12 hours, by a cookie that no script can read."""
    try:
        token, who = logins.log_in(credentials.name, credentials.password)
    except WrongPassword:
        raise Problem(401, "WrongPassword", "名字或密码不对 / Wrong name or password") from None
    except Locked as error:
        raise locked(error) from None
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(LASTS.total_seconds()),
        path=PATH,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return who


@router.get("/me", response_model=Me, responses=responses(401))
def me(who: Staff) -> Who:
    """Who is logged in."""
    return who


@router.post("/logout", status_code=204, responses=responses(401, 403))
def log_out(response: Response, who: Staff, logins: LoginsOf) -> None:
    """Ends this log-in."""
    logins.log_out(who)
    response.delete_cookie(COOKIE, path=PATH)


@router.post("/password", status_code=204, responses=responses(400, 401, 403, 413, 422, 429))
def change_password(response: Response, new: NewPassword, who: Staff, logins: LoginsOf) -> None:
    """Changes one's own password and ends all one's log-ins, this one too."""
    try:
        logins.change_password(who, new.old, new.new)
    except WrongPassword:
        raise Problem(
            403, "WrongPassword", "原来的密码不对 / The old password is wrong", "old"
        ) from None
    except Locked as error:
        raise locked(error) from None
    except AccountError as error:
        raise Problem(422, "BadPassword", str(error), "new") from None
    response.delete_cookie(COOKIE, path=PATH)


def locked(error: Locked) -> Problem:
    """What is said of a locked name."""
    headers = {"Retry-After": str(error.seconds)}
    return Problem(429, "Locked", str(error), headers=headers)

"""`python -m bot staff`: accounts from the command line."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from bot import staff_cli
from bot.project import Project
from bot.staff_cli import CommandError, run
from bot.store.accounts import AccountError
from bot.store.database import Database, database_url
from bot.store.logins import Logins, WrongPassword

PASSWORD = "第一个密码第一个密码"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.delenv("WENCE_DATABASE_URL", raising=False)
    return Project(tmp_path)


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Any:
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Types lines at a terminal, and passwords without showing them."""

    def type_(lines: list[str], passwords: list[str]) -> None:
        monkeypatch.setattr("sys.stdin", Terminal("".join(f"{line}\n" for line in lines)))
        hidden = iter(passwords)
        monkeypatch.setattr(staff_cli, "getpass", lambda prompt: next(hidden))

    return type_


def who(project: Project, name: str, password: str) -> str:
    return Logins(Database(database_url(project))).log_in(name, password)[1].role


def test_the_first_account_is_an_administrator(project: Project, typed: Any) -> None:
    typed(["赵敏", ""], [PASSWORD, PASSWORD])
    run(project, [])
    assert who(project, "赵敏", PASSWORD) == "管理员"
    typed(["王芳", ""], [PASSWORD, PASSWORD])
    run(project, [])
    assert who(project, "王芳", PASSWORD) == "坐席"
    typed(["李强", "管理员"], [PASSWORD, PASSWORD])
    run(project, [])
    assert who(project, "李强", PASSWORD) == "管理员"


def test_a_script_makes_an_account(project: Project, piped: Any) -> None:
    piped(f"{PASSWORD}\n")
    run(project, ["--name", "王芳", "--role", "坐席"])
    assert who(project, "王芳", PASSWORD) == "坐席"


def test_a_forgotten_password_is_reset(project: Project, piped: Any) -> None:
    piped(PASSWORD)
    run(project, ["--name", "赵敏"])
    logins = Logins(Database(database_url(project)))
    token, _ = logins.log_in("赵敏", PASSWORD)
    piped("第二个密码第二个密码\n")
    run(project, ["--name", "赵敏", "--reset"])
    assert logins.who(token) is None
    with pytest.raises(WrongPassword):
        logins.log_in("赵敏", PASSWORD)
    assert who(project, "赵敏", "第二个密码第二个密码") == "管理员"


def test_accounts_are_listed(
    project: Project, piped: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    run(project, ["list"])
    assert "make staff" in capsys.readouterr().out
    piped(PASSWORD)
    run(project, ["--name", "赵敏"])
    run(project, ["list"])
    assert "赵敏\t管理员\t可用\t从未登录" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "piped_in", "says"),
    [
        ([], PASSWORD, "--name"),
        (["--name", "王芳"], "太短", "10 到 128 个字符"),
        (["--name", "王芳"], "", "10 到 128 个字符"),
        (["--name", " "], PASSWORD, "前后没有空格"),
        (["--name", "没有的人", "--reset"], PASSWORD, "没有叫“没有的人”的账号"),
    ],
)
def test_what_does_not_do_is_told_in_chinese(
    project: Project, piped: Any, arguments: list[str], piped_in: str, says: str
) -> None:
    piped(piped_in)
    with pytest.raises(CommandError, match=says) as told:
        run(project, arguments)
    assert " / " not in str(told.value)
    assert not isinstance(told.value, AccountError)


def test_a_name_is_taken(project: Project, piped: Any) -> None:
    piped(PASSWORD)
    run(project, ["--name", "王芳"])
    with pytest.raises(CommandError, match="--reset"):
        run(project, ["--name", "王芳"])


def test_two_passwords_that_differ(project: Project, typed: Any) -> None:
    typed(["赵敏", ""], [PASSWORD, PASSWORD + "x"])
    with pytest.raises(CommandError, match="不一样"):
        run(project, [])
    with pytest.raises(WrongPassword):
        who(project, "赵敏", PASSWORD)


def test_leaving_off_changes_nothing(project: Project, typed: Any) -> None:
    typed([], [])
    with pytest.raises(CommandError, match="没有输完"):
        run(project, [])


def test_help(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(project, ["--help"])
    assert left.value.code == 0
    assert "--reset" in capsys.readouterr().out

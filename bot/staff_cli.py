"""`python -m bot staff`: makes an account, lists them, resets a forgotten password."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from getpass import getpass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.project import Project
from bot.store import accounts, audit, passwords
from bot.store.accounts import ADMINISTRATOR, AGENT, AccountError
from bot.store.database import Database, database_url
from bot.store.tables import Staff
from rules.errors import WenceError

HERE = "命令行"  # who did it, in the audit log


class CommandError(WenceError):
    """What was typed does not do; says what does."""


def run(project: Project, arguments: Sequence[str]) -> None:
    """Runs one command on the accounts of `project`'s database.

    Raises:
        CommandError, AccountError: it cannot be done; says why.
        DatabaseError: see `Database`.
    """
    options = _parser().parse_args(arguments)
    database = Database(database_url(project))
    try:
        if options.command == "list":
            _list(database)
        elif options.reset:
            _reset(database, options.name)
        else:
            _create(database, options.name, options.role)
    except AccountError as error:
        raise CommandError(str(error).partition(" / ")[0]) from error
    except (KeyboardInterrupt, EOFError):
        raise CommandError("没有输完，什么都没有改") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot staff",
        description="新建工作人员的账号。密码输入两次；不在终端里运行时，从标准输入读一行作为密码。",
    )
    parser.add_argument("command", nargs="?", choices=["list"], help="list：列出所有账号")
    parser.add_argument("--name", help="名字；不写就问")
    parser.add_argument(
        "--role",
        choices=[AGENT, ADMINISTRATOR],
        help=f"角色；不写就问，还没有管理员时默认{ADMINISTRATOR}",
    )
    parser.add_argument(
        "--reset", action="store_true", help="给已有的账号设新密码，并解除锁定、结束登录"
    )
    return parser


def _list(database: Database) -> None:
    with database.session() as session:
        staff = accounts.listed(session)
    if not staff:
        print("还没有账号。用 make staff 新建一个")
    for one in staff:
        last = f"{one.last_login:%Y-%m-%d %H:%M} UTC" if one.last_login else "从未登录"
        state = "可用" if one.active else "已停用"
        print(f"{one.id}\t{one.name}\t{one.role}\t{state}\t{last}")


def _create(database: Database, name: str | None, role: str | None) -> None:
    name = name or _ask("名字：")
    with database.session() as session:
        if accounts.by_name(session, name):
            raise CommandError(f"已经有叫“{name}”的账号。要设新密码，请加 --reset")
        default = AGENT if _has_administrator(session) else ADMINISTRATOR
    role = role or _ask_role(default)
    password = _new_password(name)
    with database.session() as session:
        accounts.create(session, name, role, password)
        audit.record(session, HERE, "新建账号", f"账号 {name}", role)
    print(f"已新建账号“{name}”（{role}）")


def _reset(database: Database, name: str | None) -> None:
    name = name or _ask("名字：")
    with database.session() as session:
        staff = accounts.by_name(session, name)
    if staff is None:
        raise CommandError(f"没有叫“{name}”的账号。python -m bot staff list 列出所有账号")
    password = _new_password(name)
    with database.session() as session:
        session.add(staff)
        accounts.set_password(session, staff, password)
        audit.record(session, HERE, "修改账号", f"账号 {name}", "重设密码")
    print(f"“{name}”的密码已重设，原来的登录都已结束")


def _has_administrator(session: Session) -> bool:
    query = select(func.count()).where(Staff.role == ADMINISTRATOR, Staff.active)
    return bool(session.scalar(query))


def _ask(question: str) -> str:
    if not sys.stdin.isatty():
        raise CommandError("不在终端里运行时，请用 --name 给出名字")
    return input(question).strip()


def _ask_role(default: str) -> str:
    if not sys.stdin.isatty():
        return default
    role = input(f"角色（{AGENT}或{ADMINISTRATOR}，直接回车是{default}）：").strip() or default
    if role not in (AGENT, ADMINISTRATOR):
        raise CommandError(f"没有“{role}”这个角色，只有{AGENT}和{ADMINISTRATOR}")
    return role


def _new_password(name: str) -> str:
    """The password, typed twice without being shown, or the first line of the input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass("密码：")
    if fault := passwords.fault(password, name):
        raise CommandError(fault.partition(" / ")[0])
    if getpass("再输一次：") != password:
        raise CommandError("两次输入的密码不一样")
    return password

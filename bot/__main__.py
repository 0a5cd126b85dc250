"""`python -m bot`: serve, train, chat, or Rasa's own commands."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from bot import __version__
from bot.project import WENCE
from rules.errors import WenceError


def report(line: str) -> None:
    print(line, flush=True)


def main(arguments: list[str]) -> int:
    """Runs one command; returns the exit code. What a person can mend is told in one line."""
    if arguments[:1] == ["rasa"]:
        from bot.rasa_cli import run_rasa

        run_rasa(WENCE, arguments[1:])
        return 0
    try:
        if arguments[:1] == ["staff"]:
            from bot.staff_cli import run

            run(WENCE, arguments[1:])
        elif arguments[:1] == ["wechat"]:
            from bot.wechat_cli import run as wechat

            return wechat(WENCE, arguments[1:], report)
        else:
            _run(_parser().parse_args(arguments))
    except WenceError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="问策：不带命令时，按需训练并启动服务。"
    )
    parser.add_argument("--version", action="version", version=f"问策 {__version__}")
    parser.add_argument(
        "--host",
        default=os.environ.get("WENCE_HOST", "127.0.0.1"),
        help="监听的地址，默认只限本机（环境变量 WENCE_HOST）",
    )
    parser.add_argument(
        "--port",
        type=int,
        default=os.environ.get("WENCE_PORT", "5005"),
        help="监听的端口，默认 5005（环境变量 WENCE_PORT）",
    )
    commands = parser.add_subparsers(dest="command", title="命令", metavar="")
    train = commands.add_parser("train", help="资料有改动时训练模型")
    train.add_argument("--force", action="store_true", help="没有改动也重新训练")
    commands.add_parser("chat", help="在终端里对话")
    commands.add_parser("staff", help="新建、列出工作人员的账号，重置密码", add_help=False)
    commands.add_parser("wechat", help="设置公众号的菜单，检查微信渠道的配置", add_help=False)
    commands.add_parser("retention", help="立即删除超过保存期的对话（服务运行时每天自动做）")
    backup = commands.add_parser("backup", help="把所有数据备份到一个文件（服务可以在运行）")
    backup.add_argument("file", type=Path, metavar="文件", help="新文件，如 wence.zip")
    restore = commands.add_parser("restore", help="用备份换掉现在的数据（要先停止服务）")
    restore.add_argument("file", type=Path, metavar="文件", help="backup 做的文件")
    restore.add_argument("--force", action="store_true", help="已经有数据也换掉")
    commands.add_parser("openapi", help="打印 /api/v1 的 OpenAPI 文档（JSON）")
    commands.add_parser("rasa", help="运行 Rasa 自带的命令，如 python -m bot rasa test")
    return parser


def _run(options: argparse.Namespace) -> None:
    if options.command == "train":
        from bot.training import ensure_model

        if not ensure_model(WENCE, report, force=options.force):
            report("模型已是最新，无需训练")
    elif options.command == "chat":
        from bot.terminal import chat

        chat(WENCE, report)
    elif options.command == "retention":
        from bot.retention_cli import run

        run(WENCE, report)
    elif options.command == "backup":
        from bot.backup_cli import back_up

        back_up(WENCE, options.file, report)
    elif options.command == "restore":
        from bot.backup_cli import restore

        restore(WENCE, options.file, options.force, report)
    elif options.command == "openapi":
        from bot.environment import prepare

        prepare(WENCE)
        from bot.api.openapi import print_document

        print_document()
    else:
        from bot.server import serve

        serve(WENCE, options.host, options.port, report)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

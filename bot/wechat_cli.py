"""`python -m bot wechat`: pushes the official account's menu, and examines the configuration."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Callable, Sequence

import httpx

from bot.project import Project
from rules.errors import WenceError

Report = Callable[[str], None]


class MenuError(WenceError):
    """The menu cannot be pushed; says why."""


def run(project: Project, arguments: Sequence[str], report: Report) -> int:
    """Runs one command; returns the exit code.

    Raises:
        MenuError, PackError, ChannelError, PlatformError: the menu cannot be pushed; says why.
    """
    options = _parser().parse_args(arguments)
    if options.command == "doctor":
        return asyncio.run(_doctor(project, report))
    asyncio.run(_menu(options.show, report))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot wechat",
        description="设置公众号的菜单，检查公众号和微信客服的配置。步骤见 docs/wechat.md。",
    )
    commands = parser.add_subparsers(dest="command", title="命令", metavar="", required=True)
    about_menu = "把 bot/channels/wechat/menu.yaml 设为公众号的菜单"
    menu = commands.add_parser("menu", help=about_menu, description=f"{about_menu}。")
    menu.add_argument("--show", action="store_true", help="只看会设置什么，不联网")
    about_doctor = "逐项检查配置，说明哪里要改；全部正确时退出码是 0"
    commands.add_parser("doctor", help=about_doctor, description=f"{about_doctor}。")
    return parser


async def _menu(show: bool, report: Report) -> None:
    from bot.channels.settings import PUBLIC_URL, public_url, wechat_settings
    from bot.channels.wechat.menu import CREATE, body, read_menu
    from bot.channels.wechat.permissions import platform_of

    buttons, url = read_menu(), public_url()
    menu = body(buttons, url)
    if not show:
        settings = wechat_settings()
        if settings is None or settings.secret is None:
            raise MenuError(
                "设置菜单要有 WENCE_WECHAT_APPID、WENCE_WECHAT_TOKEN 和 WENCE_WECHAT_SECRET。"
                "只看菜单请加 --show"
            )
        async with httpx.AsyncClient() as http:
            await platform_of(settings, settings.secret, http).call(CREATE, menu)
        report("已设置菜单，手机上重新进入公众号、几分钟后可见：")
    for button in menu["button"]:
        report(button["name"])
        for entry in button["sub_button"]:
            does = f"打开 {entry['url']}" if "url" in entry else f"说「{entry['key']}」"
            report(f"  {entry['name']}：{does}")
    for entry in (one for button in buttons for one in button.entries if one.open and not url):
        report(f"没有设置 {PUBLIC_URL}，略去“{entry.name}”")


async def _doctor(project: Project, report: Report) -> int:
    from bot.channels.doctor import examine

    faults = 0
    async with httpx.AsyncClient() as http:
        async for one in examine(project, http):
            report(str(one))
            faults += one.mark == "✗"
    report(f"有 {faults} 处要改（✗）" if faults else "没有要改的地方")
    return 1 if faults else 0

"""Goes through the configuration of the service on WeChat, and says of each point whether it is right."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator

import httpx

from bot.channels.findings import Finding, advice, right, wrong
from bot.channels.reach import of_site
from bot.channels.settings import (
    WECHAT_API,
    ChannelError,
    wechat_settings,
    wecom_settings,
)
from bot.channels.wechat.doctor import of_account
from bot.channels.wecom.doctor import of_desk
from bot.project import Project
from bot.store.database import Database, DatabaseError, database_url


async def examine(project: Project, http: httpx.AsyncClient) -> AsyncIterator[Finding]:
    """The findings, as they come: each may take seconds."""
    database = of_database(project)
    yield database
    if database.mark == "✓":
        yield of_key(database_url(project))
    api = _api()
    if api is None:
        yield wrong("没有启用任何渠道。请按 docs/wechat.md 设置 WENCE_WECHAT_TOKEN 等变量")
    found, url = await of_site(http, api or WECHAT_API)
    for one in found:
        yield one
    async for one in of_account(url, http):
        yield one
    async for one in of_desk(url, http):
        yield one


def of_database(project: Project) -> Finding:
    """Whether it can be used; its tables are brought up to date, as at each start."""
    try:
        kind = Database(database_url(project)).engine.dialect.name
    except DatabaseError as error:
        return wrong(str(error))
    return right(f"数据库可用（{kind}）")


def of_key(database: str) -> Finding:
    """WENCE_SECRET, which several machines must share; database: the URL of theirs."""
    if os.environ.get("WENCE_SECRET"):
        return right("WENCE_SECRET 已设置")
    if not database.startswith("sqlite"):
        return advice(
            "没有设置 WENCE_SECRET：几台机器一起服务时要设成相同的一串随机字符，"
            "否则一台签发的网页链接另一台不认"
        )
    return right("没有设置 WENCE_SECRET，只有一台机器时不用设")


def _api() -> str | None:
    """The platform of a channel that is switched on, be it wrongly."""
    for read in (wechat_settings, wecom_settings):
        try:
            settings = read()
        except ChannelError:
            return WECHAT_API
        if settings is not None:
            return settings.api
    return None

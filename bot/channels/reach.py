"""Whether our own address can be reached from outside as the platforms reach it, and whether its clock is right."""

from __future__ import annotations

import ssl
import time
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.channels.findings import Finding, advice, right, unchecked, wrong
from bot.channels.settings import PUBLIC_URL, ChannelError, public_url
from rules.errors import WenceError

TIMEOUT = 10  # seconds
LARGEST_GAP = 60  # seconds; from 300 on requests are refused


class UnreachableError(WenceError):
    """An address did not answer; says why."""


async def ask(http: httpx.AsyncClient, method: str, url: str, **request: Any) -> httpx.Response:
    """What `url` answers, redirections not followed; raises UnreachableError."""
    try:
        return await http.request(method, url, timeout=TIMEOUT, **request)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        shown = f"{type(error).__name__} {error}".strip()
        if _is_about_tls(error):
            raise UnreachableError(f"HTTPS 证书或加密不对（{shown}）。请检查代理的证书") from error
        raise UnreachableError(
            f"连不上（{shown}）。请检查域名解析、防火墙、代理和问策是否在运行"
        ) from error


async def of_site(http: httpx.AsyncClient, reference: str) -> tuple[list[Finding], str | None]:
    """WENCE_PUBLIC_URL and what answers there; the address itself when something does.

    reference: a server on the internet, to set the clock by.
    """
    try:
        url = public_url()
    except ChannelError as error:
        return [wrong(str(error))], None
    if url is None:
        advised = "回答里没有网页链接，也没法从外面检查服务器。请设成网页的网址"
        return [advice(f"没有设置 {PUBLIC_URL}：{advised}")], None
    found = [of_address(url)]
    try:
        answer = await ask(http, "GET", f"{url}/health")
    except UnreachableError as error:
        return [*found, wrong(f"{url}：{error}")], None
    clock = of_clock(date_of(answer), await date_at(http, reference))
    return [*found, of_health(url, answer), clock], url


def of_address(url: str) -> Finding:
    """The form of the address, for which the platforms have rules."""
    parts = urlsplit(url)
    if parts.port not in (None, {"http": 80, "https": 443}[parts.scheme]):
        return wrong(f"{PUBLIC_URL} 用了端口 {parts.port}：微信只连 80（http）和 443（https）")
    if parts.scheme != "https":
        return wrong(f"{PUBLIC_URL} 是 http，传输不加密。请给域名配上证书，改成 https 网址")
    return right(f"{PUBLIC_URL} 是 https 网址")


def of_health(url: str, answer: httpx.Response) -> Finding:
    """Whether it is 问策 that answers there."""
    if answer.status_code == 200 and '"status"' in answer.text:
        return right(f"{url} 能访问，问策在运行")
    return wrong(
        f"{url}/health 返回 HTTP {answer.status_code}，不是问策的回答。请检查问策是否在运行、代理转发到哪里"
    )


def of_clock(ours: float | None, reference: float | None) -> Finding:
    """Whether the clock of the server is right. In seconds since 1970; None for what was not told."""
    if reference is None:
        return unchecked("时钟：没有检查，因为连不上微信平台，没有可比的时间")
    # An answer tells whole seconds, and comes a moment after it was written.
    gap = (time.time() if ours is None else ours) - reference
    if abs(gap) <= LARGEST_GAP:
        return right("服务器的时钟是准的")
    way = "快" if gap > 0 else "慢"
    return wrong(
        f"服务器的时钟{way}了 {abs(gap):.0f} 秒，差 300 秒以上就收不到消息。请打开自动校时"
    )


def date_of(answer: httpx.Response) -> float | None:
    """When `answer` was written, as it says itself."""
    try:
        date: datetime = parsedate_to_datetime(answer.headers.get("date", ""))
    except (TypeError, ValueError):
        return None
    return date.timestamp()


async def date_at(http: httpx.AsyncClient, url: str) -> float | None:
    """The time at `url`."""
    try:
        return date_of(await ask(http, "GET", url))
    except UnreachableError:
        return None


def _is_about_tls(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False

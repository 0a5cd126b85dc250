"""The HTTP interfaces of WeChat's platforms: api.weixin.qq.com and qyapi.weixin.qq.com."""

from __future__ import annotations

import logging
import re
from typing import Any, Protocol

import httpx

from bot.channels.explain import explain, kind_of, without_secrets
from rules.errors import WenceError

TIMEOUT = httpx.Timeout(10, connect=5)  # seconds
REFUSED = {40001, 40014, 42001}  # the token is invalid, unknown or has ended

# These come before anything is sent. After all others the platform may have done what it was asked.
_UNSENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.InvalidURL,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)


class PlatformError(WenceError):
    """The platform did not do what it was asked, or did not say so.

    code: the platform's own, None when there was no answer of its own. ambiguous: it may have been done nevertheless.
    """

    def __init__(self, message: str, code: int | None = None, ambiguous: bool = False) -> None:
        super().__init__(message)
        self.message, self.code, self.ambiguous = message, code, ambiguous

    @property
    def kind(self) -> str:
        """What sort of error it is: one of the kinds of errors.yaml."""
        if self.code is None:
            return "other" if self.ambiguous else "busy"
        return kind_of(self.code)


class Tokens(Protocol):
    """Where access tokens come from."""

    async def get(self) -> str: ...

    async def renew(self, bad: str) -> str: ...


class Platform:
    """The interfaces at `base` for one account, whose `tokens` they are called with."""

    def __init__(self, base: str, tokens: Tokens, http: httpx.AsyncClient) -> None:
        self._base, self._tokens, self._http = base, tokens, http

    async def call(
        self, path: str, body: dict[str, Any] | None = None, **params: str
    ) -> dict[str, Any]:
        """What the interface answers; with a `body` it is POSTed as JSON. A refused token is renewed once.

        Raises:
            PlatformError: the platform refuses, cannot be reached or is not understood.
        """
        token = await self._tokens.get()
        try:
            return await self._call(path, body, params, token)
        except PlatformError as error:
            if error.code not in REFUSED:
                raise
        return await self._call(path, body, params, await self._tokens.renew(token))

    async def _call(
        self, path: str, body: dict[str, Any] | None, params: dict[str, str], token: str
    ) -> dict[str, Any]:
        query = {"access_token": token, **params}
        harmless = body is None  # reading twice changes nothing
        return await _request(self._http, self._base + path, query, body, harmless)


async def official_token(
    http: httpx.AsyncClient, base: str, appid: str, secret: str, force: bool
) -> tuple[str, int]:
    """A token of an official account and the seconds that it is valid; force: ends the last one.

    Raises PlatformError.
    """
    body = {
        "grant_type": "client_credential",
        "appid": appid,
        "secret": secret,
        "force_refresh": force,
    }
    return _token(await _request(http, f"{base}/cgi-bin/stable_token", {}, body, True))


async def wecom_token(
    http: httpx.AsyncClient, base: str, corpid: str, secret: str
) -> tuple[str, int]:
    """A token of an application of WeCom and the seconds that it is valid; raises PlatformError."""
    query = {"corpid": corpid, "corpsecret": secret}
    return _token(await _request(http, f"{base}/cgi-bin/gettoken", query, None, True))


def _token(answer: dict[str, Any]) -> tuple[str, int]:
    token, seconds = answer.get("access_token"), answer.get("expires_in")
    if not isinstance(token, str) or not token or not isinstance(seconds, int):
        raise PlatformError("微信平台的回答里没有 access_token。请稍后再试")
    return token, seconds


async def _request(
    http: httpx.AsyncClient,
    url: str,
    query: dict[str, str],
    body: dict[str, Any] | None,
    harmless: bool,
) -> dict[str, Any]:
    """What the platform answers; harmless: the same may be asked again, whether it was done or not."""
    try:
        if body is None:
            response = await http.get(url, params=query, timeout=TIMEOUT)
        else:
            # httpx sends JSON as UTF-8, not escaped: WeChat shows \uXXXX as it stands.
            response = await http.post(url, params=query, json=body, timeout=TIMEOUT)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        failure = _unanswered(error, harmless)
    else:
        return _read(response, harmless)
    # Raised out here, it does not carry httpx's exception, which names the URL and so the token.
    raise failure


def _unanswered(error: Exception, harmless: bool) -> PlatformError:
    name = type(error).__name__
    if isinstance(error, _UNSENT):
        return PlatformError(
            f"连不上微信平台（{name}）。请检查服务器能否访问外网、域名解析和接口地址的设置"
        )
    effect = "" if harmless else "，请求可能已经生效"
    return PlatformError(f"微信平台没有答复（{name}）{effect}。请检查网络", ambiguous=not harmless)


def _read(response: httpx.Response, harmless: bool) -> dict[str, Any]:
    if not response.is_success:
        raise PlatformError(
            f"微信平台返回了 HTTP {response.status_code}。请检查接口地址的设置，或稍后再试",
            ambiguous=response.is_server_error and not harmless,
        )
    try:
        answer = response.json()
        code = int(answer.get("errcode", 0))
    except (ValueError, AttributeError, TypeError):
        raise PlatformError(
            f"微信平台的回答不是约定的 JSON（开头是 {without_secrets(response.text)[:60]!r}）。"
            "请检查接口地址的设置和代理",
            ambiguous=not harmless,
        ) from None
    if code:
        raise PlatformError(explain(code, str(answer.get("errmsg", ""))), code)
    return dict(answer)


def _without_query(record: logging.LogRecord) -> bool:
    """Takes the query, in which tokens and secrets stand, out of the lines in which httpx logs every request."""
    record.msg, record.args = re.sub(r"\?[^\s\"]*", "", record.getMessage()), None
    return True


logging.getLogger("httpx").addFilter(_without_query)

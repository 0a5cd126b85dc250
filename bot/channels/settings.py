"""Settings of WeChat's channels, from the environment only. A channel without settings is off."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.channels.cipher import Cipher
from rules.errors import WenceError

PUBLIC_URL = "WENCE_PUBLIC_URL"
OFF = ("no", "off", "0", "false")
ON = ("yes", "on", "1", "true")


class ChannelError(WenceError):
    """A channel cannot be switched on: says which variable is wrong and what it should be."""


@dataclass(frozen=True)
class WechatSettings:
    """An official account. cipher: None in plain mode. push: it may use the customer-service messages."""

    appid: str
    token: str
    secret: str | None
    cipher: Cipher | None
    push: bool
    api: str


@dataclass(frozen=True)
class WecomSettings:
    """微信客服 of an enterprise."""

    corpid: str
    token: str
    secret: str
    cipher: Cipher
    api: str


@dataclass(frozen=True)
class ChannelSettings:
    """What is set; None for a channel that is off. url: where people reach the web pages."""

    wechat: WechatSettings | None
    wecom: WecomSettings | None
    url: str | None

    @classmethod
    def read(cls) -> ChannelSettings:
        """From the environment; raises ChannelError for what is wrong there."""
        return cls(wechat_settings(), wecom_settings(), public_url())


def wechat_settings(environment: Mapping[str, str] = os.environ) -> WechatSettings | None:
    """The official account's; None when none of them is set. Raises ChannelError."""
    read = _Reader(environment, "WENCE_WECHAT_", ("TOKEN", "APPID", "AES_KEY", "SECRET", "PUSH"))
    if read.absent:
        return None
    appid, token = read.appid("APPID", "wx"), read.token()
    secret = read.optional("SECRET")
    cipher = read.cipher(appid) if read.optional("AES_KEY") else None
    push = read.flag("PUSH", default=secret is not None)
    if push and secret is None:
        raise ChannelError("WENCE_WECHAT_PUSH=yes 时还要设置 WENCE_WECHAT_SECRET（AppSecret）")
    return WechatSettings(appid, token, secret, cipher, push, read.url("API", WECHAT_API))


def wecom_settings(environment: Mapping[str, str] = os.environ) -> WecomSettings | None:
    """Those of 微信客服; None when none of them is set. Raises ChannelError."""
    read = _Reader(environment, "WENCE_WECOM_", ("TOKEN", "CORPID", "AES_KEY", "SECRET"))
    if read.absent:
        return None
    corpid = read.appid("CORPID", "ww")
    return WecomSettings(
        corpid, read.token(), read.needed("SECRET"), read.cipher(corpid), read.url("API", WECOM_API)
    )


def public_url(environment: Mapping[str, str] = os.environ) -> str | None:
    """The address under which people reach the web pages, without a slash at its end. Raises ChannelError."""
    if not environment.get(PUBLIC_URL, "").strip():
        return None
    return _Reader(environment, "WENCE_", ()).url("PUBLIC_URL", "", path=False)


WECHAT_API = "https://api.weixin.qq.com"
WECOM_API = "https://qyapi.weixin.qq.com"


class _Reader:
    """Reads variables that begin with `prefix`; absent: none of `names` is set."""

    def __init__(self, environment: Mapping[str, str], prefix: str, names: tuple[str, ...]) -> None:
        self._environment, self._prefix = environment, prefix
        self.absent = not any(map(self.optional, names))

    def optional(self, name: str) -> str | None:
        return self._environment.get(self._prefix + name, "").strip() or None

    def needed(self, name: str) -> str:
        value = self.optional(name)
        if value is None:
            raise ChannelError(
                f"缺少环境变量 {self._prefix}{name}。要么把这个渠道的变量设全，要么全部去掉（渠道就不启用）"
            )
        return value

    def appid(self, name: str, prefix: str) -> str:
        value = self.needed(name)
        if not re.fullmatch(rf"{prefix}[0-9a-zA-Z]{{8,30}}", value):
            raise ChannelError(
                f"环境变量 {self._prefix}{name} 应以 {prefix} 开头，后面是字母和数字"
            )
        return value

    def token(self) -> str:
        value = self.needed("TOKEN")
        if not re.fullmatch(r"[0-9a-zA-Z]{3,32}", value):
            raise ChannelError(
                f"环境变量 {self._prefix}TOKEN 应是 3 到 32 位字母或数字，与后台填写的一致"
            )
        return value

    def cipher(self, receive_id: str) -> Cipher:
        try:
            return Cipher(self.needed("AES_KEY"), receive_id)
        except ValueError as error:
            raise ChannelError(f"环境变量 {self._prefix}AES_KEY 不对：{error}") from error

    def flag(self, name: str, default: bool) -> bool:
        value = (self.optional(name) or "").lower()
        if value and value not in ON + OFF:
            raise ChannelError(f"环境变量 {self._prefix}{name} 应是 yes 或 no，现在是“{value}”")
        return value in ON if value else default

    def url(self, name: str, default: str, path: bool = True) -> str:
        value = (self.optional(name) or default).rstrip("/")
        try:
            parts = urlsplit(value)
            sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:  # no address, or a port above 65535
            sound = False
        if not sound or not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", value):
            raise ChannelError(
                f"环境变量 {self._prefix}{name} 应是 http(s) 网址，如 https://wence.example.cn"
            )
        if parts.path and not path:
            raise ChannelError(
                f"环境变量 {self._prefix}{name} 不要带路径：只写到域名（和端口），如 https://wence.example.cn"
            )
        return value

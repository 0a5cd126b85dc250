"""What the platform lets an official account do: asked of the platform itself, without sending anybody anything."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import httpx

from bot.channels.findings import Finding, advice, right, unchecked, wrong
from bot.channels.platform import Platform, PlatformError, official_token
from bot.channels.settings import WechatSettings
from bot.channels.tokens import AccessTokens
from bot.channels.wechat import menu
from bot.store.database import Database

TYPING = "/cgi-bin/message/custom/typing"
CALLBACK_CHECK = "/cgi-bin/callback/check"
NOBODY = "doctor"  # an openid has 28 characters
FORBIDDEN, NO_MENU, NO_ADDRESS = 48001, 46003, 40201
TALKS_OF_PERSON = (40003, 45072, 45080, 45081)  # of an account that may use the interface


def platform_of(settings: WechatSettings, secret: str, http: httpx.AsyncClient) -> Platform:
    """Calls the platform with a token fetched for it, and not with one that the service keeps.

    So a secret that is wrong by now is noticed. The platform gives out the same token as long as it is good.
    """
    fetch = partial(official_token, http, settings.api, settings.appid, secret)
    tokens = AccessTokens(Database("sqlite://"), settings.appid, fetch)
    return Platform(settings.api, tokens, http)


async def of_permissions(
    settings: WechatSettings, url: str | None, http: httpx.AsyncClient
) -> AsyncIterator[Finding]:
    """url: of our site, to which the menu points."""
    if settings.secret is None:
        yield unchecked(
            "平台一侧（IP 白名单、客服消息、菜单、回调）：没有检查，因为没有设置 WENCE_WECHAT_SECRET"
        )
        return
    try:
        await official_token(http, settings.api, settings.appid, settings.secret, force=False)
    except PlatformError as error:
        yield wrong(f"拿不到 access_token。{error}")
        yield unchecked("客服消息、菜单、回调：没有检查，因为拿不到 access_token")
        return
    yield right("AppID、AppSecret 和 IP 白名单都对，拿到了 access_token")
    platform = platform_of(settings, settings.secret, http)
    yield await of_push(platform, settings.push)
    yield await of_menu(platform, url)
    yield await of_network(platform)


async def of_push(platform: Platform, push: bool) -> Finding:
    """The customer-service messages, asked for by the "typing" of a person who does not exist."""
    allowed = True
    try:
        await platform.call(TYPING, {"touser": NOBODY, "command": "CancelTyping"})
    except PlatformError as error:
        if error.code != FORBIDDEN and error.code not in TALKS_OF_PERSON:
            return unchecked(f"客服消息：看不出有没有权限。{error}")
        allowed = error.code != FORBIDDEN
    if push and not allowed:
        return wrong("账号没有客服消息的权限。请设置 WENCE_WECHAT_PUSH=no，或认证账号后再用")
    if allowed and not push:
        return advice("账号可以发客服消息。设置 WENCE_WECHAT_PUSH=yes 后，慢的回答会主动送达")
    return right("账号可以发客服消息" if push else "账号没有客服消息的权限，设置也是只用被动回复")


async def of_menu(platform: Platform, url: str | None) -> Finding:
    """Whether the account shows our menu."""
    try:
        answer = await platform.call(menu.GET)
    except PlatformError as error:
        if error.code == NO_MENU:
            return advice("公众号还没有菜单。请运行 python -m bot wechat menu")
        return unchecked(f"菜单：查不了。{error}")
    shown = answer.get("menu")
    ours = menu.body(menu.read_menu(), url)
    if _bare(shown) == _bare(ours):
        return right("公众号的菜单是最新的")
    return advice("公众号的菜单与这里的不一样。要换成这里的，请运行 python -m bot wechat menu")


async def of_network(platform: Platform) -> Finding:
    """How the platform itself finds the way to the address that it was given."""
    try:
        answer = await platform.call(CALLBACK_CHECK, {"action": "all", "check_operator": "DEFAULT"})
    except PlatformError as error:
        if error.code == NO_ADDRESS:
            return wrong(str(error))
        return unchecked(f"平台到服务器的网络：查不了。{error}")
    found = [str(one.get("ip")) for one in answer.get("dns") or ()]
    if not found:
        return wrong("平台解析不出服务器地址（URL）的域名。请检查域名解析")
    lost = [one for one in answer.get("ping") or () if one.get("package_loss") != "0%"]
    if lost:
        return advice(
            f"平台解析得出域名（{'、'.join(found)}），但 ping 不通。服务器不回应 ping 时也会这样"
        )
    return right(f"平台到服务器的网络是通的（{'、'.join(found)}）")


def _bare(shown: Any) -> Any:
    """A menu without what the platform adds to it: empty lists, and numbers of its own."""
    if isinstance(shown, dict):
        kept = ("button", "sub_button", "list", "type", "name", "key", "url")
        bare = {key: _bare(value) for key, value in shown.items() if key in kept and value}
        return bare["list"] if set(bare) == {"list"} else bare
    return [_bare(one) for one in shown] if isinstance(shown, list) else shown

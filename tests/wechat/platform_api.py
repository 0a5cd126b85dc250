"""api.weixin.qq.com for one official account."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from tests.wechat.account import Account
from tests.wechat.clock import Clock
from tests.wechat.interface import Handler, Interface, Refusal
from tests.wechat.issuer import Issuer
from tests.wechat.menu import check_menu
from tests.wechat.windows import Deed, Windows

LONGEST_TEXT = 2047  # bytes
OUR_IP = "203.0.113.7"
STABLE_TOKEN = "/cgi-bin/stable_token"
CUSTOM_SEND = "/cgi-bin/message/custom/send"
CUSTOM_TYPING = "/cgi-bin/message/custom/typing"
MENU_CREATE = "/cgi-bin/menu/create"
MENU_GET = "/cgi-bin/menu/get"
DOMAIN_IP = "/cgi-bin/get_api_domain_ip"
CALLBACK_CHECK = "/cgi-bin/callback/check"


class PlatformApi(Interface):
    """The platform that serves `account`.

    inboxes: openid → what the person was sent, in order, each as the message that `custom/send` takes, without its
    `touser`. menu: the last one that was created.
    """

    def __init__(self, account: Account, clock: Clock) -> None:
        self.account, self.clock = account, clock
        self.tokens = Issuer(clock, unknown=40001)
        self.windows = Windows(clock)
        self.inboxes: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        self.menu: dict[str, Any] | None = None
        super().__init__(
            {
                STABLE_TOKEN: ("POST", self._stable_token),
                CUSTOM_SEND: ("POST", self._with_token(self._custom_send)),
                CUSTOM_TYPING: ("POST", self._with_token(self._custom_typing)),
                MENU_CREATE: ("POST", self._with_token(self._menu_create)),
                MENU_GET: ("GET", self._with_token(self._menu_get)),
                DOMAIN_IP: ("GET", self._with_token(self._domain_ip)),
                CALLBACK_CHECK: ("POST", self._with_token(self._callback_check)),
            }
        )

    def did(self, openid: str, deed: Deed) -> None:
        """The person wrote ("message"), or tapped, followed or scanned ("touch")."""
        self.windows.open(openid, deed)

    def left(self, openid: str) -> None:
        """The person does not follow the account any more."""
        self.windows.close(openid)

    def _with_token(self, handler: Handler) -> Handler:
        def checked(query: Mapping[str, str], body: dict[str, Any]) -> dict[str, Any]:
            self.tokens.check(query)
            return handler(query, body)

        return checked

    def _stable_token(self, _: Mapping[str, str], body: dict[str, Any]) -> dict[str, Any]:
        if body.get("grant_type") != "client_credential":
            raise Refusal(40002, "invalid grant_type")
        if body.get("appid") != self.account.appid:
            raise Refusal(40013, "invalid appid")
        if not self.account.ip_listed:
            raise Refusal(40164, f"invalid ip {OUR_IP} ipv6 ::ffff:{OUR_IP}, not in whitelist")
        if body.get("secret") != self.account.secret:
            raise Refusal(40125, "invalid appsecret")
        token, seconds = self.tokens.issue(body.get("force_refresh") is True)
        return {"access_token": token, "expires_in": seconds}

    def _custom_send(self, _: Mapping[str, str], body: dict[str, Any]) -> dict[str, Any]:
        self._check_authorised()
        openid = body.get("touser", "")
        if not self.windows.knows(openid):
            raise Refusal(40003, "invalid openid")
        _check_message(body)
        outcome = self.windows.spend(openid)
        if outcome == "too_late":
            raise Refusal(45015, "response out of time limit or subscription is canceled")
        if outcome == "too_many":
            raise Refusal(45047, "out of response count limit")
        self.inboxes[openid].append({key: value for key, value in body.items() if key != "touser"})
        return {}

    def _custom_typing(self, _: Mapping[str, str], body: dict[str, Any]) -> dict[str, Any]:
        """The documents do not say what is checked first; here it is the right, as everywhere else."""
        self._check_authorised()
        if body.get("command") not in ("Typing", "CancelTyping"):
            raise Refusal(45072, "invalid command")
        if not self.windows.knows(body.get("touser", "")):
            raise Refusal(40003, "invalid openid")
        return {}

    def _menu_create(self, _: Mapping[str, str], body: dict[str, Any]) -> dict[str, Any]:
        self._check_authorised()
        check_menu(body)
        self.menu = body
        return {}

    def _menu_get(self, *_: Any) -> dict[str, Any]:
        self._check_authorised()
        if self.menu is None:
            raise Refusal(46003, "menu no exist")
        return {"menu": self.menu}

    def _domain_ip(self, *_: Any) -> dict[str, Any]:
        return {"ip_list": ["198.51.100.1", "198.51.100.2"]}

    def _callback_check(self, _: Mapping[str, str], body: dict[str, Any]) -> dict[str, Any]:
        if body.get("action") not in ("dns", "ping", "all"):
            raise Refusal(40202, "invalid action")
        if body.get("check_operator") not in ("CHINANET", "UNICOM", "CAP", "DEFAULT"):
            raise Refusal(40203, "invalid check_operator")
        dns = [{"ip": OUR_IP, "real_operator": "UNICOM"}]
        ping = {"ip": OUR_IP, "from_operator": "UNICOM", "package_loss": "0%", "time": "23.079ms"}
        return {"dns": dns, "ping": [ping]}

    def _check_authorised(self) -> None:
        if not self.account.verified:
            raise Refusal(48001, "api unauthorized")


def _check_message(body: dict[str, Any]) -> None:
    type_ = body.get("msgtype")
    content = body.get(str(type_))
    if type_ not in ("text", "news", "msgmenu") or not isinstance(content, dict):
        raise Refusal(40008, "invalid message type")
    if type_ == "text":
        text = content.get("content")
        if not isinstance(text, str) or not text:
            raise Refusal(44004, "empty content")
        if len(text.encode()) > LONGEST_TEXT:
            raise Refusal(45002, "content size out of limit")
    if type_ == "news" and len(content.get("articles", ())) != 1:
        raise Refusal(45008, "article size out of limit")

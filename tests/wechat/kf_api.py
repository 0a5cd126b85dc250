"""The part of qyapi.weixin.qq.com that one enterprise's 微信客服 uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from tests.wechat.account import Corp
from tests.wechat.clock import Clock
from tests.wechat.interface import Handler, Interface, Refusal
from tests.wechat.issuer import Issuer
from tests.wechat.kf_messages import check_message, check_msgid
from tests.wechat.windows import Windows

GET_TOKEN = "/cgi-bin/gettoken"
ACCOUNT_LIST = "/cgi-bin/kf/account/list"
SYNC_MSG = "/cgi-bin/kf/sync_msg"
SEND_MSG = "/cgi-bin/kf/send_msg"
SEND_ON_EVENT = "/cgi-bin/kf/send_msg_on_event"
KEPT = timedelta(days=3)
MSGTOKEN_VALID = timedelta(minutes=10)
CODE_VALID = timedelta(seconds=20)
UNCALLED_A_MINUTE = (
    5  # sync_msg without a callback's token is limited "strictly"; by how much is not documented
)


class KfApi(Interface):
    """The platform that serves `corp`.

    inboxes: external_userid → what the person was sent, in order. page: messages that one sync_msg brings at most.
    """

    def __init__(self, corp: Corp, clock: Clock) -> None:
        self.corp, self.clock = corp, clock
        self.tokens = Issuer(clock, unknown=40014)
        self.windows = Windows(clock)
        self.inboxes: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        self.page = 1000
        self._messages: list[dict[str, Any]] = []
        self._msgtokens: dict[str, datetime] = {}
        self._codes: dict[str, tuple[str, datetime]] = {}
        self._uncalled: list[datetime] = []
        self._quiet_since: dict[str, datetime] = {}
        self._sent: set[str] = set()
        super().__init__(
            {
                GET_TOKEN: ("GET", self._gettoken),
                ACCOUNT_LIST: ("POST", self._with_token(self._account_list)),
                SYNC_MSG: ("POST", self._with_token(self._sync_msg)),
                SEND_MSG: ("POST", self._with_token(self._send_msg)),
                SEND_ON_EVENT: ("POST", self._with_token(self._send_on_event)),
            }
        )

    def said(self, person: str, content: str, menu_id: str | None = None) -> str:
        """The person writes, or taps the choice `menu_id`; returns the Token of the callback that follows."""
        text = {"content": content} if menu_id is None else {"content": content, "menu_id": menu_id}
        return self.sent(person, "text", text)

    def sent(self, person: str, msgtype: str, content: dict[str, Any]) -> str:
        """As `said`, of an image, a voice and the like."""
        self.windows.open(person, "message")
        self._quiet_since[person] = self.clock() + timedelta(hours=48)
        return self._arrived(person, 3, msgtype, {msgtype: content})

    def entered(self, person: str) -> str:
        """The person opens the conversation; returns the callback's Token.

        The event brings a code to welcome them unless they wrote or were welcomed in the last 48 hours.
        """
        event = {
            "event_type": "enter_session",
            "open_kfid": self.corp.open_kfid,
            "external_userid": person,
        }
        if self._quiet_since.get(person, self.clock()) <= self.clock():
            code = event["welcome_code"] = token_hex(16)
            self._codes[code] = person, self.clock() + CODE_VALID
        return self._arrived(person, 4, "event", {"event": event})

    def _arrived(self, person: str, origin: int, msgtype: str, content: dict[str, Any]) -> str:
        message = {
            "msgid": token_hex(16),
            "send_time": self.clock.timestamp,
            "origin": origin,
            "msgtype": msgtype,
            **content,
        }
        if msgtype != "event":  # an event names them in itself
            message |= {"open_kfid": self.corp.open_kfid, "external_userid": person}
        self._messages.append(message)
        token = f"ENC{token_hex(22)}"
        self._msgtokens[token] = self.clock() + MSGTOKEN_VALID
        return token

    def _with_token(self, handler: Handler) -> Handler:
        def checked(query: Mapping[str, str], body: dict[str, Any]) -> dict[str, Any]:
            self.tokens.check(query)
            if not self.corp.ip_listed:
                raise Refusal(60020, "not allow to access from your ip, from ip: 203.0.113.7")
            return handler(query, body)

        return checked

    def _gettoken(self, query: Mapping[str, str], _: dict[str, Any]) -> dict[str, Any]:
        if query.get("corpid") != self.corp.corpid:
            raise Refusal(40013, "invalid corpid")
        if query.get("corpsecret") != self.corp.secret:
            raise Refusal(40001, "invalid credential")
        token, seconds = self.tokens.issue()
        return {"access_token": token, "expires_in": seconds}

    def _account_list(self, *_: Any) -> dict[str, Any]:
        return {"account_list": [{"open_kfid": self.corp.open_kfid, "name": "人才政策咨询"}]}

    def _sync_msg(self, _: Mapping[str, str], body: dict[str, Any]) -> dict[str, Any]:
        self._check_msgtoken(body.get("token"))
        if body.get("open_kfid", self.corp.open_kfid) != self.corp.open_kfid:
            raise Refusal(95000, "invalid open_kfid")
        cursor = str(body.get("cursor", ""))
        if cursor and not cursor.startswith("cursor-"):
            raise Refusal(40058, "invalid cursor")
        start = int(cursor.removeprefix("cursor-")) if cursor else self._oldest()
        end = min(start + min(int(body.get("limit", 1000)), self.page), len(self._messages))
        return {
            "next_cursor": f"cursor-{end}",
            "has_more": int(end < len(self._messages)),
            "msg_list": self._messages[start:end],
        }

    def _oldest(self) -> int:
        earliest = self.clock.timestamp - KEPT.total_seconds()
        return sum(one["send_time"] < earliest for one in self._messages)

    def _check_msgtoken(self, token: str | None) -> None:
        moment = self.clock()
        if token:
            if self._msgtokens.get(token, moment) <= moment:
                raise Refusal(95007, "invalid msgtoken")
            return
        self._uncalled = [one for one in self._uncalled if moment - one < timedelta(minutes=1)]
        if len(self._uncalled) >= UNCALLED_A_MINUTE:
            raise Refusal(45009, "api freq out of limit")
        self._uncalled.append(moment)

    def _send_msg(self, _: Mapping[str, str], body: dict[str, Any]) -> dict[str, Any]:
        """A msgid that was used is answered as before and sends nothing; the documents do not say what it does."""
        if body.get("open_kfid") != self.corp.open_kfid:
            raise Refusal(95000, "invalid open_kfid")
        person, msgid = body.get("touser", ""), check_msgid(body)
        if not self.windows.knows(person):
            raise Refusal(40096, "invalid external userid")
        check_message(body, ("text", "link", "msgmenu"))
        if msgid in self._sent:
            return {"msgid": msgid}
        outcome = self.windows.spend(person)
        if outcome == "too_late":
            raise Refusal(95002, "send msg out of time limit")
        if outcome == "too_many":
            raise Refusal(95001, "send msg count limit")
        return self._deliver(person, msgid, body)

    def _send_on_event(self, _: Mapping[str, str], body: dict[str, Any]) -> dict[str, Any]:
        """How a code is refused that was used or is too old is not documented for 微信客服."""
        msgid = check_msgid(body)
        check_message(body, ("text", "msgmenu"))
        person, until = self._codes.pop(body.get("code", ""), ("", self.clock()))
        if until <= self.clock():
            raise Refusal(41050, "invalid welcome code")
        self._quiet_since[person] = self.clock() + timedelta(hours=48)
        return self._deliver(person, msgid, body)

    def _deliver(self, person: str, msgid: str, body: dict[str, Any]) -> dict[str, Any]:
        self._sent.add(msgid)
        type_ = body["msgtype"]
        self.inboxes[person].append({"msgtype": type_, type_: body[type_]})
        return {"msgid": msgid}

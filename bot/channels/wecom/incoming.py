"""What 微信客服 hands out when it is asked for messages: those of people, and events of the platform."""

from __future__ import annotations

import logging
import re
from datetime import datetime, timedelta, timezone
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.channels.content import Content, dumped, words
from bot.channels.phrases import phrases
from bot.store.addresses import Allowance
from bot.store.cursors import Found

# What may be sent after what a person did, as the platform's documents have it.
AFTER_MESSAGE = Allowance(5, timedelta(hours=48))
WELCOME = Allowance(1, timedelta(seconds=20))
# The platform refuses a welcome that comes too late. One older than this is not tried, also when our clock is wrong.
STALE = timedelta(minutes=1)

_PERSON = 3  # the origin of what a person sent
_NAME = re.compile(r"[0-9A-Za-z_-]{1,64}")
# Why a message of ours did not arrive, by the number in the event.
_FAILURES = {
    1: "客服账号已被删除",
    2: "应用已关闭",
    4: "会话已过期，超过 48 小时",
    5: "会话已关闭",
    6: "超过 5 条的限制",
    7: "没有绑定视频号",
    8: "企业主体没有验证",
    9: "没有绑定视频号，企业主体也没有验证",
    10: "对方拒收",
    11: "企业没有成员登录过企业微信 App",
    12: "微信客服不能发这种消息",
}

logger = logging.getLogger(__name__)


class _Sent(BaseModel):
    model_config = ConfigDict(coerce_numbers_to_str=True)


class _Text(_Sent):
    content: str = ""
    menu_id: str = ""


class _Event(_Sent):
    event_type: str = ""
    external_userid: str = ""
    welcome_code: str = ""
    recall_msgid: str = ""
    fail_msgid: str = ""
    fail_type: int = 0


class _Message(_Sent):
    msgid: str = Field(pattern=r"^[!-~]{1,128}$")
    send_time: int = Field(default=0, ge=0, lt=1 << 37)
    origin: int = 0
    msgtype: str = ""
    external_userid: str = ""
    text: _Text = _Text()
    event: _Event = _Event()


def read(raw: Any, since: datetime, now: datetime) -> Found | None:
    """What is to be done about a message; None when nothing is.

    since: what was sent before is passed over; now: the present. Both in UTC without a zone, as the tables hold it.
    """
    try:
        message = _Message.model_validate(raw)
    except ValidationError as error:
        logger.warning("a message of a form that is not known: %s", error.errors()[0]["loc"])
        return None
    if message.msgtype == "event":
        return _of_event(message, now)
    sent_at = _time(message)
    if message.origin != _PERSON or not _NAME.fullmatch(message.external_userid):
        return None
    if sent_at < since:
        logger.info("a message of %s is passed over: it is older than this service", sent_at)
        return None
    return Found(
        message.msgid, message.external_userid, dumped(_of_message(message)), AFTER_MESSAGE
    )


def _of_message(message: _Message) -> Content:
    if message.msgtype == "voice":
        return Content(kind="unheard")
    text = message.text.content.strip()
    if message.msgtype != "text" or not text:
        return Content(kind="unreadable")
    if text in (phrases().waiting.fetch, phrases().waiting.more):
        return Content(kind="fetch", text=text)
    content = words("text", text)
    if re.fullmatch(r"[1-9]\d?", message.text.menu_id, re.ASCII):
        return content.model_copy(update={"tap": int(message.text.menu_id)})
    return content


def _of_event(message: _Message, now: datetime) -> Found | None:
    event = message.event
    if event.event_type == "user_recall_msg":
        return Found(event.recall_msgid, recalled=True)
    if event.event_type == "msg_send_fail":
        reason = _FAILURES.get(event.fail_type, f"原因不明（{event.fail_type}）")
        logger.warning("微信客服的消息 %s 没有送到：%s", event.fail_msgid[:64], reason)
    if event.event_type != "enter_session" or not event.welcome_code:
        return None
    if not _NAME.fullmatch(event.external_userid):
        return None
    if _time(message) + STALE < now:
        logger.info("a welcome comes too late and is left out")
        return None
    content = Content(kind="greeting", code=event.welcome_code)
    return Found(message.msgid, event.external_userid, dumped(content), WELCOME)


def _time(message: _Message) -> datetime:
    return datetime.fromtimestamp(message.send_time, timezone.utc).replace(tzinfo=None)

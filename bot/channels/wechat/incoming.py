"""What an official account's server sends us: a message or an event of one person."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import timedelta

from bot.channels.content import Content, words
from bot.channels.phrases import phrases
from bot.store.addresses import Allowance

# What may be sent unasked after what a person did, as the platform's documents have it.
AFTER_MESSAGE = Allowance(5, timedelta(hours=48))
AFTER_TAP = Allowance(3, timedelta(minutes=1))

_PERSON = re.compile(r"[0-9A-Za-z_-]{1,64}")
_TAPPED = ("CLICK", "subscribe", "SCAN", "scancode_push", "scancode_waitmsg")


class UnknownFormError(Exception):
    """The fields are not those of a message."""


@dataclass(frozen=True)
class Incoming:
    """One message. key: the same each time the platform sends it; content: None when there is nothing to answer.

    allowance: what may be sent unasked from now on.
    """

    person: str
    account: str
    created: str
    key: str
    content: Content | None
    allowance: Allowance | None


def read(fields: dict[str, str]) -> Incoming:
    """The message that `fields` tell of.

    Raises:
        UnknownFormError: they lack what every message has.
    """
    person, account = fields.get("FromUserName", ""), fields.get("ToUserName", "")
    created, kind = fields.get("CreateTime", ""), fields.get("MsgType", "")
    if not (_PERSON.fullmatch(person) and _PERSON.fullmatch(account)):
        raise UnknownFormError("FromUserName, ToUserName")
    if not re.fullmatch(r"[0-9]{1,12}", created) or not kind:
        raise UnknownFormError("CreateTime, MsgType")
    if kind == "event":
        event = fields.get("Event", "")[:40]
        return Incoming(
            person,
            account,
            created,
            hashlib.sha256(
                f"{person} {created} {event} {fields.get('EventKey', '')}".encode()
            ).hexdigest(),
            _of_event(event, fields.get("EventKey", "")),
            AFTER_TAP if event in _TAPPED else None,
        )
    message = fields.get("MsgId", "")
    if not re.fullmatch(r"[0-9]{1,24}", message):
        raise UnknownFormError("MsgId")
    # A tap on a choice in a message counts as one on the menu, not as a message of the person's own.
    tapped = "bizmsgmenuid" in fields
    return Incoming(
        person,
        account,
        created,
        message,
        _of_message(kind, fields),
        AFTER_TAP if tapped else AFTER_MESSAGE,
    )


def _of_message(kind: str, fields: dict[str, str]) -> Content:
    if kind == "text":
        text = fields.get("Content", "").strip()
        if text in (phrases().waiting.fetch, phrases().waiting.more):
            return Content(kind="fetch", text=text)
        return words("text", text) if text else Content(kind="unreadable")
    if kind == "voice":
        text = fields.get("Recognition", "").strip()
        return words("voice", text) if text else Content(kind="unheard")
    return Content(kind="unreadable")


def _of_event(event: str, key: str) -> Content | None:
    if event in ("subscribe", "SCAN"):
        return Content(kind="greeting")
    if event == "unsubscribe":
        return Content(kind="farewell")
    if event == "CLICK" and key.strip():
        return words("text", key.strip())
    return None

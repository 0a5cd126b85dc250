"""Which of what the platform hands out is taken for a person's."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.channels.wecom.incoming import read

NOW = datetime(2026, 1, 5, 9, 30)
TEXT = {"msgid": "m1", "msgtype": "text", "origin": 3, "text": {"content": "你好"}}
ENTERED = {"event_type": "enter_session", "welcome_code": "code"}


def of(person: str) -> list[dict[str, Any]]:
    """A text of `person`, and their coming in."""
    sent = {"send_time": 1893456000}  # later than NOW, wherever this runs
    event = {"msgid": "m2", "msgtype": "event", "event": {**ENTERED, "external_userid": person}}
    return [{**TEXT, **sent, "external_userid": person}, {**event, **sent}]


def test_a_person_is_read() -> None:
    found = [read(one, NOW - timedelta(minutes=1), NOW) for one in of("wm-1_A")]
    assert [one is not None and one.person for one in found] == ["wm-1_A"] * 2


@pytest.mark.parametrize("name", ["", "wm1\n", "\nwm1", "wm 1", "张三", "w" * 65])
def test_who_has_no_name_of_the_platforms_is_passed_over(name: str) -> None:
    assert [read(one, NOW - timedelta(minutes=1), NOW) for one in of(name)] == [None, None]

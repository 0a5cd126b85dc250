"""Requests are WeChat's own: signed with the token, and not old."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.exceptions import InvalidSignatureException
from wechatpy.utils import check_signature

from bot.channels.signature import WINDOW, fresh, same, sign

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))
NOW = 1_700_000_000.5


@pytest.mark.parametrize(
    "vector", [v for v in VECTORS if "msg_signature" in v], ids=lambda v: v["name"]
)
def test_published_signatures(vector: dict[str, Any]) -> None:
    signed = sign(vector["token"], vector["timestamp"], vector["nonce"], vector["encrypt"])
    assert signed == vector["msg_signature"]


@given(st.text(), st.text(), st.text())
def test_wechatpy_takes_what_is_signed(token: str, timestamp: str, nonce: str) -> None:
    check_signature(token, sign(token, timestamp, nonce), timestamp, nonce)
    with pytest.raises(InvalidSignatureException):
        check_signature(token, sign(token + "x", timestamp, nonce), timestamp, nonce)


def test_any_order_of_the_parts_is_the_same_signature() -> None:
    assert sign("b", "a", "中") == sign("中", "b", "a") != sign("b", "a")


@given(st.text(st.characters()), st.text(st.characters()))
def test_same_is_equality_whatever_the_characters(a: str, b: str) -> None:
    assert same(a, a)
    assert same(a, b) == (a == b)


@pytest.mark.parametrize("garbage", ["", "签名", "\ud800", "é" * 40, "A" * 40])
def test_garbage_is_no_signature(garbage: str) -> None:
    assert not same(sign("token", garbage), garbage)


@pytest.mark.parametrize(
    ("timestamp", "taken"),
    [
        ("1700000000", True),
        (str(1_700_000_000 - WINDOW + 1), True),
        (str(1_700_000_000 + WINDOW), True),
        (str(1_700_000_000 - WINDOW), False),
        (str(1_700_000_000 + WINDOW + 1), False),
        ("", False),
        ("-1700000000", False),
        ("+1700000000", False),
        (" 1700000000", False),
        ("1700000000\n", False),
        ("1_700_000_000", False),
        ("1700000000.0", False),
        ("1.7e9", False),
        ("１７００００００００", False),
        ("1700000000000", False),
        ("1" * 100_000, False),
    ],
)
def test_fresh(timestamp: str, taken: bool) -> None:
    assert fresh(timestamp, NOW) is taken

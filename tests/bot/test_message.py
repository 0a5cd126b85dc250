"""How a person's text is kept from being read as a command."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.message import as_plain_text


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("/restart", "restart"),
        (" / ／/greet ", "greet"),
        ("占股 30/100", "占股 30/100"),
        ("你好/", "你好/"),
        ("\u200b\n/你好", "你好"),
        ("//", ""),
        ("占\u200b股\x0035%", "占股35%"),
        ("我是博士\n占三成", "我是博士 占三成"),
    ],
)
def test_slashes_in_front_and_invisible_characters_go(typed: str, plain: str) -> None:
    assert as_plain_text(typed) == plain


@given(st.text(st.sampled_from("/／ \u3000\u200b\u2060a你")) | st.text())
def test_nothing_that_becomes_a_slash_stands_first(typed: str) -> None:
    plain = as_plain_text(typed)
    assert not unicodedata.normalize("NFKC", plain).strip().startswith("/")
    assert set(plain) <= {*typed, " "}

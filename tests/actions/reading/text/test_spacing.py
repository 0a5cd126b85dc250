"""Spaces between characters are read over, and the places told are those of the text as written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.reading.reader import FactReader
from actions.reading.text.spacing import closed_up


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("占 股 3 5 %", "占股35%"),
        ("占股 3 5 %", "占股 35 %"),
        ("实 投 50 万 元，博士", "实投50万元，博士"),
        ("1 3 5", "1 3 5"),
        ("硕士 高工", "硕士 高工"),
        ("3 5", "3 5"),
        ("是 35", "是 35"),
    ],
)
def test_closing_up(text: str, closed: str) -> None:
    assert closed_up(text)[0] == closed


def test_places_are_those_of_the_text(reader: FactReader, today: date) -> None:
    text = "你好，我 占 股 3 5 % 了"
    [found] = reader.extract(text, today)
    assert (found.value, found.words) == (35, "3 5 %")
    assert text[found.start : found.end] == found.words


@given(st.text(alphabet="占股35%万 \u3000，1"))
def test_every_character_kept_has_its_place(text: str) -> None:
    closed, places = closed_up(text)
    assert [text[place] for place in places[:-1]] == list(closed)
    assert places[-1] == len(text)

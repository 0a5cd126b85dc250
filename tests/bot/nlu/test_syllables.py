"""What is typed in pinyin or by ear sounds as what was meant."""

from __future__ import annotations

import pytest

from bot.nlu.syllables import STOP, known_syllables, syllables

KNOWN = known_syllables(["补贴金卡先生领军人才申报额"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("补tie", "补贴"), ("补帖", "补贴"), ("jinka", "金卡"), ("shenbao", "申报")],
)
def test_it_sounds_alike(typed: str, meant: str) -> None:
    assert syllables(typed, KNOWN) == syllables(meant, KNOWN)


def test_letters_that_are_no_pinyin_stay_together() -> None:
    assert syllables("phd毕业", KNOWN)[0] == "phd"


def test_numbers_stay_whole_and_punctuation_stops() -> None:
    assert syllables("35，金", KNOWN) == ["35", STOP, "jin"]

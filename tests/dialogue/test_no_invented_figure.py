"""No reply holds a figure that no clause quoted in it carries. Every dialogue test checks its own; here all topics."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rules import load_library
from tests.dialogue.conftest import Talk
from tests.dialogue.figure_check import invented

QUOTE = "\n依据（烟福发〔2017〕23号）：\n· 第十六条「分别给予 100 万元、30 万元、15 万元生活补助」"


def test_a_quoted_figure_passes() -> None:
    assert not invented(f"顶尖创新人才生活补助 100 万元。{QUOTE}", [])


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("生活补助 120 万元。", 120),
        ("生活补助五十万元。", 50),
        ("占股三成即可。", 3),
        ("要签八年合同。", 8),
        ("30 × 20% = 6 万元。", 20),
        ("30 - 15 = 16 万元。", 16),
        ("预计 2 个月到账。", 2),
    ],
)
def test_a_poisoned_reply_is_caught(sentence: str, figure: int) -> None:
    assert Decimal(figure) in invented(f"{sentence}{QUOTE}", [])


def test_a_figure_quoted_from_nowhere_is_caught() -> None:
    assert Decimal(80) in invented("生活补助 80 万元。\n· 第十六条「给予 80 万元生活补助」", [])


def test_a_limit_of_time_that_is_miscounted_is_caught() -> None:
    quote = "· 第十一条「所创办企业成立时间或者来福时间不超过 3 年」"
    assert invented(f"最早须为 2001-01-01（2003-01-01 往前 3 年）。\n{quote}", [])


def test_what_the_person_said_is_no_invention() -> None:
    assert not invented("您是 30%。", ["我占股30%"])
    assert not invented("您是 35%。", ["35%"])


def test_names_with_numbers_in_the_dictionary_stand_in_a_document() -> None:
    """They are let pass in replies, so they must come from the text."""
    library = load_library()
    official = [pack.document.squeezed for pack in library.packs.values()]
    for fact in library.dictionary.facts.values():
        names = (fact.label, fact.question, *(choice.label for choice in fact.values))
        for name in names:
            assert not invented_in(name, official), name


def invented_in(name: str, official: list[str]) -> set[Decimal]:
    from rules.figures import unsupported

    return unsupported(name.replace("没有填 0", ""), official)


@pytest.mark.parametrize("pack", list(load_library().packs))
async def test_every_topic(talk: Talk, pack: str) -> None:
    """The fixture looks for figures; here each topic must be answered at all."""
    found = load_library().packs[pack]
    city = found.about.city
    answered = 0
    for topic in found.topics.values():
        reply = await talk.say(f"{city}{topic.ask}" if city not in topic.ask else topic.ask)
        answered += f"依据（{found.about.number}）" in reply
    assert answered >= 0.8 * len(found.topics)

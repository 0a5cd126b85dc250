"""What a question takes for granted, held against the words that answer it: 听说顶尖人才给500万对吧."""

from __future__ import annotations

import re
from collections.abc import Iterable

from actions.heard import PLACE, Heard
from actions.reading.amounts.numbers import Quantity, find_quantities
from actions.reading.text.normalizer import normalize

_CLAIMS = re.compile(
    r"听(?:人|别人|朋友|同事|中介)?说|据说|传说|都说|有人说|说是|网上|朋友圈|(?:朋友|同事|中介|他们|人家|老板)(?:跟我|告诉我)?说|不是说|不是.{1,12}吗"
    r"|(?:对|是|没错|真的|是真的|是这样)(?:吧|吗|么|嘛|不)|是不是|对不对|有这回事|真的假的"
)


def correction(said: Heard, carried_by: Iterable[str]) -> str:
    """Says that the words `carried_by` do not have the figure that `said` claims; empty when they have it.

    A figure told of oneself (我占股30%) is no claim about the policy.
    """
    if not _CLAIMS.search(said.text) or said.facts.keys() - {PLACE}:
        return ""
    carried = [one for words in carried_by for one in find_quantities(normalize(words))]
    text = normalize(said.text)
    wrong = [
        text[one.start : one.end]
        for one in find_quantities(text)
        if one.unit and not any(_same(one, other) for other in carried)
    ]
    return f"不是您说的{'、'.join(wrong)}。" if wrong else ""


def _same(claimed: Quantity, carried: Quantity) -> bool:
    return (claimed.unit, claimed.low, claimed.high) == (carried.unit, carried.low, carried.high)

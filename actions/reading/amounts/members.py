"""Counts a team without its core, as the dictionary does: 团队一共 6 个人 and 加我 6 个 are 5 members."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.reading.amounts.numbers import Quantity

MEMBERS = "team_members"
_WINDOW = 14
_ALL = r"(?:一共|总共|(?<![一总])共|合计)"
_WITH_ME = r"(?:加上?|连上?|算上?|包括|包含|含|带上?)(?:我|核心|本人)"
_TOTAL_BEFORE = re.compile(
    rf"(?:{_WITH_ME}(?:自己|本人|在内)?|{_ALL})(?:是|团队|整个|有|就|才|{_ALL})*\s?$"
)
_WITHOUT_ME = re.compile(r"(?:除去?了?|不算|不含|不包括|不带)(?:我|核心|本人)[^,。;!?]{0,8}$")
_ME_AFTER = re.compile(rf"[人名个]?[,\s(]*{_WITH_ME}(?!.{{0,4}}[\d一二两三四五六七八九十])")
_CORE_AND_MEMBERS = re.compile(r"核心(?:人才)?[加和跟与及、+]+(?:团队)?成员")
_MEMBERS_AFTER = re.compile(r"(?:核心|团队)?(?:成员|队员)")
_MEMBERS_BEFORE = re.compile(r"成员[^,。;!?]{0,5}$")
_KIND = re.compile(
    r"(?:(?:海归|青年|年轻|全职|外籍|高级)的?)?(?:[博硕]士|本科|研究[生员]|高工|教授|正高|副高|院士|专家|工程师|海归|[男女]|高管|老外|大[专学]|(?:团队)?成员(?=[够不没是达离走退]))"
)
_ALONE = re.compile(r"(?:就|只有|仅)我(?:自己|一个?人?)+")


def without_core(text: str, quantity: Quantity) -> Quantity:
    """`quantity` of people less the core, where the core is counted in."""
    return _less_one(quantity) if counts_core(text, quantity) else quantity


def counts_core(text: str, quantity: Quantity) -> bool:
    """Whether the words around `quantity` count the core in: 一共 does for people, for 成员 only 连我 does."""
    before = text[max(0, quantity.start - _WINDOW) : quantity.start]
    if _WITHOUT_ME.search(before):
        return False
    if _ME_AFTER.match(text, quantity.end) or _CORE_AND_MEMBERS.search(before):
        return True
    total = _TOTAL_BEFORE.search(before)
    of_members = _MEMBERS_AFTER.match(text, quantity.end) or _MEMBERS_BEFORE.search(before)
    return bool(total and (not of_members or re.search(_WITH_ME, total[0])))


def counts_people(text: str, quantity: Quantity) -> bool:
    """Whether the words around `quantity` say who of a team is counted, so that 成员 need not be named."""
    before = text[max(0, quantity.start - _WINDOW) : quantity.start]
    return bool(counts_core(text, quantity) or _WITHOUT_ME.search(before))


def counts_some(text: str, end: int) -> bool:
    """Whether what is counted up to `end` are members of a kind: 成员里有两个博士."""
    return bool(_KIND.match(text, end))


def is_alone(text: str) -> bool:
    """就我一个: no members."""
    return bool(_ALONE.search(text))


def _less_one(quantity: Quantity) -> Quantity:
    low, high = (
        None if end is None else max(0.0, end - 1) for end in (quantity.low, quantity.high)
    )
    return replace(quantity, low=low, high=high)

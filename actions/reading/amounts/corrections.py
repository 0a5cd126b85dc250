"""Tells which values are taken back: 不是 35% 是 38%, 35%，不对，38%, 说成 35 了其实是 38, 原来 60% 现在 45%."""

from __future__ import annotations

import re

_WINDOW = 12
_TAKEN_BACK_BEFORE = re.compile(
    r"(?:(?<![是哦噢喔呃啊哎诶])不是|而非|并非|不再是|[说写填打报记当看]成了?)(?:我(?:刚才|之前|前面)?[说填写打]的?|我|占股?|投了?|签了?|只|才|在)?\s?$"
)
_FILLER = r"(?:的|了|吧|成立|注册|创办|来|入选|股份?|[万年元]|[,。!?…\s]|[哦噢喔呃嗯啊唉])*"
_NUMERAL = r"(?=[\d一二两三四五六七八九十百半去前今])"
_TAKEN_BACK_AFTER = re.compile(
    rf"(?:可|倒|都|那)?(?:没有|没那么多|谈不上)[,、。\s]*(?:也就|只有|就|顶多|最多|有)|{_FILLER}(?:[刚才]*[说写打填弄搞记]错|错了|不对(?![称外劲吗么])|口误|更正|纠正"
    rf"|不[,、。\s]*(?!一[定样般直]){_NUMERAL}|不是[,、。\s]+是?{_NUMERAL}|(?:其实|实际上?|准确(?:地?说)?|应该|好像)[是,]?{_NUMERAL}|改[成为]?{_NUMERAL})"
)
_FORMERLY = re.compile(
    r"(?:之前|原来|本来|以前|原先|当初|最初|一开始|起初|曾经?)(?:我|的|是|为|有|占股?|持股|股份|投了?|签了?|过)*\s?$"
)
_NOW = re.compile(r"现在|目前|如今|后来|眼下|稀释|变成|改成")


_UNIT = re.compile(r"[\d一二两三四五六七八九十百千半.]+\s*(?P<unit>[%成万元年月天]|个月)")
_KINDS = {"%": "share", "成": "share", "万": "money", "元": "money"}


def is_taken_back(text: str, start: int, end: int) -> bool:
    """Whether the value at ``text[start:end]`` is named only to be replaced."""
    before = text[max(0, start - _WINDOW) : start]
    return bool(
        _TAKEN_BACK_BEFORE.search(before)
        or (_FORMERLY.search(before) and _NOW.search(text))
        or (
            (after := _TAKEN_BACK_AFTER.match(text, end, end + 2 * _WINDOW))
            and _may_replace(text, start, after.end())
        )
    )


def _may_replace(text: str, old: int, new: int) -> bool:
    """投了8万，其实是四成五: what is of another kind replaces nothing. Without a unit it may be of any."""
    units = [found["unit"] for at in (old, new) if (found := _UNIT.match(text, at))]
    return len({_KINDS.get(unit, "time") for unit in units}) < 2

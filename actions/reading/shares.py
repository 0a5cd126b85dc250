"""Reads who holds which share: 占股三成, 我占 25 他占 40, 我们俩合计 65%, 股份五五开."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from actions.reading.corrections import is_taken_back
from actions.reading.cues import is_required
from actions.reading.found import FoundFact
from actions.reading.numbers import Quantity
from actions.reading.people import FAMILY
from actions.reading.splits import Split, find_splits
from actions.reading.utterance import Utterance

OWN, JOINT = "share_percent", "joint_share_percent"
Owner = Literal["self", "other", "joint"]

_WHOLE = 100.0
_LATE = 6
_ASKS = re.compile(r"[?吗]|多少|什么|怎|够|可以|[能行]不[能行]|算不算|呢$")
_PARTNERS = re.compile(r"我们|咱|俩|合伙|联合创办|搭档|[我他她][和跟与]|我.{0,4}[他她]")
_REPLACING = re.compile(r"^.{0,8}?(?:其实|实际上?|应该|好像|不对|准确说|改[成为])?(?:是|,|\s)?$")

_SHARE = re.compile(r"占股|持股|入股|占(?![用地领])|持有|股份|股权|股比|份额|出资比例|股(?![票东])")
_NO_SHARE = re.compile(
    r"税|利润|增长|补[贴助]|奖励|配套|贡献|销售|营收|利率|保费|通过率|打折|比例拨付|拨付"
)
_FILLER = re.compile(
    r"(?:股份?|股权|比例|比|的|了|是|为|有|到|在|着|大概|大约|约|差不多|不到|至少|超过|仅|只|才|就|也|不是|而非|[说写填打报记]成|刚才|:|\s)*$"
)
_BARE_END = re.compile(r"\s*(?:$|[,。;!?、)~]|左右|的?股|吧|了|呢|啊|[他她我]|对方|合伙|以[上下])")
_OWNERS: tuple[tuple[Owner, re.Pattern[str]], ...] = (
    (
        "joint",
        re.compile(
            r"合计|一共|总共|共(?=占|持)|加起来|加一起|合起来|总计|我们?俩|咱俩|两人|两个人|[我俺]们[一]起|我[和跟与][^,。]{1,6}?(?:共|一起)"
        ),
    ),
    (
        "other",
        re.compile(
            rf"{FAMILY}|他|她|对方|合伙人|合作方|企业家|投资[人方]|另[一外][个位]?|朋友|同学|搭档|老板|母公司|别人|大股东(?=占|持)|剩下|其余|公司(?=占|持)"
        ),
    ),
    (
        "self",
        re.compile(
            rf"(?<![跟和与])我(?!们?俩|们一起|的?(?:合伙人|同学|搭档|老板|合作方|{FAMILY}))|本人|自己|个人"
        ),
    ),
)


def read_shares(said: Utterance, quantities: Sequence[Quantity]) -> list[FoundFact]:
    """The person's own share and the joint one; the joint share is also the sum of one's own and one partner's."""
    held: dict[Owner, list[Quantity]] = {"self": [], "other": [], "joint": []}
    splits = [each for each in find_splits(said.text) if _is_of_shares(said, each)]
    last_end, replaced = 0, False
    for quantity in quantities:
        if any(quantity.start < each.end and each.start < quantity.end for each in splits):
            continue
        share = _as_share(said, quantity, continues=bool(last_end))
        if share is None and replaced and _REPLACING.match(said.text[last_end : quantity.start]):
            share = in_percent(quantity)
        if share is None:
            continue
        owner = _owner(said, quantity, last_end)
        last_end = quantity.end
        replaced = is_taken_back(said.text, quantity.start, quantity.end)
        if not replaced and not is_required(said, (quantity.start, quantity.end)):
            held[owner].append(share)
    for split in splits:
        whole = Quantity(split.own, split.own, "percent", split.start, split.end)
        held["self"].append(whole)
        if split.joint:
            held["joint"].append(replace(whole, low=split.joint, high=split.joint))
    found = [_fact(said, OWN, each) for each in held["self"][-1:]]
    found += [_fact(said, JOINT, each) for each in held["joint"][-1:]]
    if not held["joint"] and len(held["self"]) == len(held["other"]) == 1:
        mine, theirs = held["self"][0], held["other"][0]
        total = Quantity(
            (mine.low or 0) + (theirs.low or 0),
            (100.0 if mine.high is None else mine.high)
            + (100.0 if theirs.high is None else theirs.high),
            "percent",
            min(mine.start, theirs.start),
            max(mine.end, theirs.end),
        )
        if (total.low or 0) <= _WHOLE:
            found.append(_fact(said, JOINT, total))
    return found


def _is_of_shares(said: Utterance, split: Split) -> bool:
    """Whether it is shares, and the person's, that are split: shares or partners are named."""
    begin, end = said.sentence_at(split.start)
    sentence, before = said.text[begin:end], said.before(split.start)
    if is_required(said, (split.start, split.end)) or _NO_SHARE.search(sentence):
        return False
    if split.own in (0.0, _WHOLE):
        of_other = (match := _last(_OWNERS[1][1], before)) and "我" not in before[match.end() :]
        named = _SHARE.search(sentence) or "资" in said.text[split.start : split.end]  # 我独资
        return bool(named and not of_other and not said.asks(split.start))
    return bool(_SHARE.search(sentence) or _PARTNERS.search(before))


def in_percent(quantity: Quantity) -> Quantity | None:
    """A quantity in percent or without a unit as a share; 0.35 is 35%."""
    if quantity.unit not in ("percent", None):
        return None
    in_parts = quantity.unit is None and quantity.high is not None and 0 < quantity.high < 1
    low, high = (
        None if end is None else round(end * (_WHOLE if in_parts else 1.0), 4)
        for end in (quantity.low, quantity.high)
    )
    return Quantity(low, high, "percent", quantity.start, quantity.end)


def _as_share(said: Utterance, quantity: Quantity, *, continues: bool) -> Quantity | None:
    """`quantity` in percent if it is a share: by its unit near a word for shares, or as a bare number after one."""
    if quantity.unit not in ("percent", None):
        return None
    before = said.before(quantity.start)
    clause = before + said.after(quantity.end) if quantity.end > quantity.start else before
    word = _last(_SHARE, before)
    if quantity.unit == "percent":
        near = word or _SHARE.search(clause)
        if _NO_SHARE.search(before if word is None else before[word.end() :]) or not (
            near or continues or _is_late(said, quantity)
        ):
            return None
        if word is None and (quantity.low or 0) > _WHOLE:
            return None
    else:
        place = word or (
            _last(_OWNERS[1][1], before) or _last(_OWNERS[2][1], before) if continues else None
        )
        ends = _BARE_END.match(said.text, quantity.end)
        if place is None or not ends or not _FILLER.match(before[place.end() :]):
            return None
    return in_percent(quantity)


def _is_late(said: Utterance, quantity: Quantity) -> bool:
    """占股写错了，是 35%: the clause before names shares and holds no number."""
    earlier = said.clause_before(quantity.start)
    return bool(
        earlier
        and quantity.start - said.clause_at(quantity.start)[0] <= _LATE
        and _SHARE.search(said.text, *earlier)
        and not re.search(r"[\d成]", said.text[slice(*earlier)])
        and not _ASKS.search(said.text, *said.clause_at(quantity.start))
    )


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return max(pattern.finditer(text), key=lambda match: match.end(), default=None)


def _owner(said: Utterance, quantity: Quantity, last_end: int) -> Owner:
    """Whoever is named last between the share before and this one, within the sentence; nobody named is the person."""
    begin = max(last_end, said.sentence_at(quantity.start)[0])
    words = said.text[begin : quantity.start]
    named = [(match.end(), owner) for owner, pattern in _OWNERS if (match := _last(pattern, words))]
    if any(owner == "joint" for _, owner in named) and not re.search(
        r"(?:合计|一共|总共|加起来)[^,]*,[^,]*我", words
    ):
        return "joint"
    return max(named)[1] if named else "self"


def _fact(said: Utterance, fact: str, share: Quantity) -> FoundFact:
    low = 0.0 if share.low is None else share.low
    high = max(low, _WHOLE) if share.high is None else share.high
    if low <= _WHOLE < high:
        high = _WHOLE
    value = low if low == high else {"from": low, "to": high}
    return FoundFact(fact, value, share.start, share.end, said.text[share.start : share.end])

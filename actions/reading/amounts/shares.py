"""Reads who holds which share: 占股三成, 我占 25 他占 40, 我们俩合计 65%, 股份五五开."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.reading.amounts.corrections import is_taken_back
from actions.reading.amounts.numbers import Quantity
from actions.reading.amounts.owners import Owner, is_a_partner, last_of, owner_named
from actions.reading.amounts.splits import Split, find_splits
from actions.reading.amounts.thresholds import alternatives, is_named_only
from actions.reading.amounts.values import in_percent
from actions.reading.found import FoundFact
from actions.reading.scope.denials import is_amount_denied
from actions.reading.words.utterance import Utterance

OWN, JOINT = "share_percent", "joint_share_percent"

_WHOLE = 100.0
_LATE = 6
_ASKS = re.compile(r"[?吗]|多少|什么|怎|够|可以|[能行]不[能行]|算不算|呢$")
_PARTNERS = re.compile(r"我们|咱|俩|合伙|联合创办|搭档|[我他她][和跟与]|我.{0,4}[他她]")
_REPLACING = re.compile(r"^.{0,8}?(?:其实|实际上?|应该|好像|不对|准确说|改[成为])?(?:是|,|\s)?$")

_SHARE = re.compile(
    r"占股|持股|入股|占(?![用地领])|持有|手[里上](?=[^,。;]{0,4}个点)|股份|股权|股比|份额|出资比例|股(?![票东市民])"
)
_HOLDER = re.compile(r"股东|控股")
_HOLDER_IS_ME = re.compile(r"股东(?:就?是|为)(?:我|本人)[,\s]*$|我[^,。;]{0,8}(?:股东|控股)[,\s]*$")
_OF_SHARES = re.compile(r"^的?(?:公司|企业)?的?(?:股份|股权|干股|技术股|原始股|期权|股(?![票东]))")
_IS_MINE = re.compile(
    r"的?(?:公司)?的?(?:股份|股权)?[都也]?(?:就?是|归)我(?:本人|自己|个人)?(?:的|所有)?(?=$|[,。;!?])"
)
_MORE_THAN = re.compile(r"比[^,。;]{1,8}(?:多|少|高|低)(?:占|持|出|了)?$")
# Begins where a clause does, as any match would: else a word said again and again takes the cube of its length.
_PART_OF = re.compile(
    r"(?<![^,。;])(?P<whose>[^,。;]*?)(?:目前|现在|只|才|大概|差不多|大约|一共|总共|好[像象]|似乎|貌似|可能|也许|或许|估计|应该|恐怕|记得)*(?:占率|占比?|占了)(?:[^股,。;]{0,3})$"
)
_HOLDING = re.compile(r"股(?!票|市)|我(?!们)|俺|咱|本人|自己|个人|[他她]|对方|合伙|名下")
_YET_TO_COME = re.compile(
    r"(?:明年|年后|以后|将来|回头|下一?轮|下个?月|会|答应|承诺|许诺|说好|说(?:要|会)?给|画饼|谈到|谈的是|商量)[^,。;了]*$"
)
_NO_SHARE = re.compile(
    r"税|利润|增长|补[贴助]|奖励|配套|贡献|销售|营收|利率|保费|通过率|打折|比例拨付|拨付"
)
_FILLER = re.compile(
    r"(?:股份?|股权|比例|比|的|了|是|为|有|到|在|着|大概|大约|约|差不多|不到|至少|超过|仅|只|才|就|也|不是|而非|我(?!们)|本人|自己|[说写填打报记]成|刚才|:|\s)*$"
)
_BARE_END = re.compile(
    r"\s*(?:$|改|[,。;!?、)~]|左右|的?股|吧|了|呢|啊|[他她我]|对方|合伙|以[上下]|够|\s(?=\D))"
)


def read_shares(said: Utterance, quantities: Sequence[Quantity]) -> list[FoundFact]:
    """The person's own share and the joint one; the joint share is also the sum of one's own and one partner's."""
    held: dict[Owner, list[Quantity]] = {"self": [], "other": [], "outsider": [], "joint": []}
    splits = [each for each in find_splits(said.text) if _is_of_shares(said, each)]
    last_end, replaced = 0, False
    weighed = alternatives(said, quantities)
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
        if not replaced and quantity.start not in weighed and _is_told(said, quantity):
            held[owner].append(share)
    for split in splits:
        # what is said of 他 before it is not the speaker's
        begin = _mine(said, split.start, split.end)
        held["self"].append(whole := Quantity(split.own, split.own, "percent", begin, split.end))
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
            mine.start,
            max(mine.end, theirs.end),
        )
        if (total.low or 0) <= _WHOLE and is_a_partner(said.text):
            found.append(_fact(said, JOINT, total))
    return found


def _is_of_shares(said: Utterance, split: Split) -> bool:
    """Whether it is shares, and the person's, that are split: shares or partners are named."""
    begin, end = said.sentence_at(split.start)
    sentence, before = said.text[begin:end], said.before(split.start)
    if is_named_only(said, (split.start, split.end)) or _NO_SHARE.search(sentence):
        return False
    if split.own in (0.0, _WHOLE):
        of_other = (match := last_of("other", before)) and "我" not in before[match.end() :]
        named = _SHARE.search(sentence) or re.search("资|股", said.text[split.start : split.end])
        return bool(named and not of_other and not said.asks(split.start))
    return bool(_SHARE.search(sentence) or _PARTNERS.search(before))


def _as_share(said: Utterance, quantity: Quantity, *, continues: bool) -> Quantity | None:
    """`quantity` in percent if it is a share: by its unit near a word for shares, or as a bare number after one."""
    if quantity.unit not in ("percent", None):
        return None
    words = said.text[quantity.start : quantity.end]
    before, after = said.before(quantity.start), said.after(quantity.end)
    if _MORE_THAN.search(before):
        return None
    if quantity.unit == "percent" and _OF_SHARES.match(after):
        return in_percent(quantity)
    if _is_part_of_another(said, quantity, before):
        return None
    word = last_match(_SHARE, before)
    if quantity.unit == "percent":
        near = (
            word
            or _SHARE.search(before + words + after)
            or _HOLDER_IS_ME.search(before)
            or _IS_MINE.match(said.text, quantity.end)
        )
        if _NO_SHARE.search(before if word is None else before[word.end() :]) or not (
            near or continues or _is_late(said, quantity)
        ):
            return None
        if word is None and (quantity.low or 0) > _WHOLE:
            return None
    else:
        place = word or (last_of("other", before) or last_of("self", before) if continues else None)
        ends = _BARE_END.match(said.text, quantity.end)
        if place is None or not ends or not _FILLER.match(before[place.end() :]):
            return None
    return in_percent(quantity)


def _is_part_of_another(said: Utterance, quantity: Quantity, before: str) -> bool:
    """研发投入占比 5%, 市占率 35%: what has a part of something else is named, and neither shares nor people are."""
    part = _PART_OF.search(before)
    return bool(
        part and part["whose"] and owner_named(part["whose"]) != "joint"
    ) and not _HOLDING.search(said.text, *said.sentence_at(quantity.start))


def _is_late(said: Utterance, quantity: Quantity) -> bool:
    """占股写错了，是 35%: the clause before names shares and holds no number."""
    earlier = said.clause_before(quantity.start)
    return bool(
        earlier
        and quantity.start - said.clause_at(quantity.start)[0] <= _LATE
        and (_SHARE.search(said.text, *earlier) or _HOLDER.search(said.text, *earlier))
        and not re.search(r"[\d成]", said.text[slice(*earlier)])
        and not _ASKS.search(said.text, *said.clause_at(quantity.start))
    )


def _is_told(said: Utterance, quantity: Quantity) -> bool:
    """Whether the share is held now, and not asked about, required or promised."""
    return not (
        is_named_only(said, (quantity.start, quantity.end))
        or _YET_TO_COME.search(said.before(quantity.start))
        or is_amount_denied(said, quantity.start)
    )


def _mine(said: Utterance, start: int, end: int) -> int:
    """Where 我 stands in ``text[start:end]`` or in the clause before it; else `start`."""
    within = said.text.find("我", start, end)
    if within >= 0:
        return within
    before = last_match(re.compile("我"), said.before(start))
    return start if before is None else start - len(said.before(start)) + before.start()


def last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return max(pattern.finditer(text), key=lambda match: match.end(), default=None)


def _owner(said: Utterance, quantity: Quantity, last_end: int) -> Owner:
    """Whoever is named last between the share before and this one, within the sentence; nobody named is the person."""
    begin = max(last_end, said.sentence_at(quantity.start)[0])
    mine = _IS_MINE.match(said.text, quantity.end)
    return "self" if mine else owner_named(said.text[begin : quantity.start]) or "self"


def _fact(said: Utterance, fact: str, share: Quantity) -> FoundFact:
    low = 0.0 if share.low is None else share.low
    high = max(low, _WHOLE) if share.high is None else share.high
    if low <= _WHOLE < high:
        high = _WHOLE
    value = low if low == high else {"from": low, "to": high}
    return FoundFact(fact, value, share.start, share.end, said.text[share.start : share.end])

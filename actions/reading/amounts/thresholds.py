"""Tells which numbers are named and not told of oneself: conditions, alternatives, what others do.

投入不得低于 10 万这条改没改 names a condition, 占股 30% 跟 35% 有啥区别 two alternatives, and 别的公司一般给 15% what
is usual elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from actions.reading.amounts.numbers import Quantity
from actions.reading.scope.cues import is_required
from actions.reading.scope.generalities import is_checked
from actions.reading.words.utterance import Span, Utterance

_RULE_BEFORE = re.compile(
    r"(?:(?<![想主次快])要|(?<![觉记取获懂晓值拿分赚挣])得|须|应该?|不[得能可许]|需)"
    r"(?:是|有|过|到|达到?|在|满|占|投|签|够|至少|起码)?\s?$"
)
_NEAR = 16
_CONDITION = r"(?:条款?|要求|门槛|条件|标准|(?:红|底|分数|及格)?线(?![上下])|规定|坎|杠|限制|政策)"
_RULE_AFTER = re.compile(
    rf"^[^,。;我]{{0,4}}?,?(?:的|这|那|这个|那个|这一|那一|作为)(?:最低|基本|硬性?)?{_CONDITION}"
    rf"|^[^,。;我]{{0,3}}?(?:是|算)(?:个|硬性?|最低|基本)*(?:的)?{_CONDITION}"
    r"|^[^,。;我]{0,3}?起(?:步|报|评|算)"
)
_WHICH_ONE = re.compile(
    r"^[^,。;]{0,3}?(?:能|可以?|算|够|属于|对应|归)[^,。;]{0,6}(?:第?几|哪|什么|啥|多少)"
)
_SUFFICES = re.compile(
    r"^(?:的?(?:股份?|合同|钱)?|[年月])?(?:还|也|就|都)?(?:够|行|能|可以?|算)(?:了|不够|不行|不能|不可以)?(?:报|申请|申报|评|过)?(?:吗|么|不|没|吧|呢)?$"
)
# 国际专利一件奖多少, 贡献200万奖多少
_PRICED = re.compile(r"^[^,。;!?]{0,8}?(?:多少|几[万个千])")
_ONE_OF = re.compile(r"[一1每][件家个项]")
_GIVEN = ("奖", "补", "返", "配套", "资助")
_SPEAKER = re.compile(r"我|咱|俺|本人|已|了|实际|目前|现在|名下|^[占持]股\d")
_ELSEWHERE = re.compile(
    r"(?<!我)(?<!我们)(?:一般|通常|往往|普遍|别的?(?:公司|企业|单位|地方|人|家)|其他(?:公司|企业|单位|地方|人)|人家|听说|听人[讲说]|据说有|网上|有的人?|有个?人)"
)
_OWNER = re.compile(r"我|咱|俺|本人|自己|了")
_ELIGIBLE = re.compile(
    r"^的?(?:公司|企业)?,?(?:还|也|就|都)*(?:能|可以)(?:不能|不可以|否)?(?:再|继续)?(?:报|申报|申请|评|参评|走)"
    r"|^[^,。;]{0,2}(?:够不够|够得?上|达没达到|符不符合|算不算)[^,。;]{0,10}(?:条件|门槛|标准|要求)"
)
_EITHER = re.compile(r"^[^,。;]{0,4}?,?(?:还是|或者?|要么)[^,。;]{0,6}$")
_BOTH = re.compile(r"^[^,。;]{0,4}?(?:跟|和|与|同|、|比|vs)[^,。;]{0,6}$")
_WEIGHED = re.compile(r"区别|差别|分别|一样|不同|哪个|划算")


def is_named_only(said: Utterance, span: Span) -> bool:
    """Whether the number at `span` is a condition, a question, a plan, or usual elsewhere."""
    before = said.before(span[0])
    after = said.text[span[1] : span[1] + _NEAR]
    return bool(
        is_required(said, span)
        or _RULE_BEFORE.search(before)
        or _RULE_AFTER.search(after)
        or is_checked(said, span)
        or _asks_of_anybody(said, span)
        or (_asks_if_it_suffices(said, span) and not _SPEAKER.search(before + said.text[span[0]]))
        or (
            "我" not in before
            and _ELSEWHERE.search(said.text, said.sentence_at(span[0])[0], span[0])
        )
    )


def _asks_if_it_suffices(said: Utterance, span: Span) -> bool:
    """投 50 万算第几层次, 投 10 万够不够."""
    end = said.clause_at(span[1] - 1)[1]
    words = said.text[span[1] : end].rstrip("。,.;!?~ ")
    priced = _PRICED.search(words) and not _SPEAKER.search(said.text, *said.clause_at(span[0]))
    if priced and (_ONE_OF.match(said.text, span[0]) or words.startswith(_GIVEN)):
        return True
    return bool(_WHICH_ONE.search(words) or (words and _SUFFICES.match(words)))


def _asks_of_anybody(said: Utterance, span: Span) -> bool:
    """公司成立4年还能报吗, 占股30%够不够条件: nobody says that it is his."""
    asks = _ELIGIBLE.search(said.text[span[1] : said.clause_at(span[1] - 1)[1]])
    return (
        asks is not None
        and ("不" in asks[0] or said.asks(span[0]))
        and not _OWNER.search(said.text, *said.sentence_at(span[0]))
    )


def alternatives(said: Utterance, quantities: Sequence[Quantity]) -> frozenset[int]:
    """Starts of those `quantities` that are weighed against each other: 签三年还是五年, 投 30 万和 50 万一样吗."""
    starts: set[int] = set()
    for one, other in pairwise(quantities):
        between = said.text[one.end : other.start]
        sentence = said.sentence_at(one.start)
        weighed = said.asks_within(sentence) or _WEIGHED.search(said.text, *sentence)
        if one.unit == other.unit and (
            _EITHER.search(between) or (_BOTH.search(between) and weighed)
        ):
            starts |= {one.start, other.start}
    return frozenset(starts)

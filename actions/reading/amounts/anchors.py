"""Words that name a number or a date, and which of them an amount belongs to: the nearest of its clause."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from actions.reading.amounts.numbers import Quantity
from actions.reading.amounts.values import in_unit_of, is_possible, number_value
from actions.reading.found import RawValue
from actions.reading.words.utterance import Utterance
from rules.facts import Fact

FAR = 14
_AFTER_COSTS = 1
_LATE = 6
_BARE_BEHIND = 3
_LIGHT = re.compile(r"我们|咱们|这个?|那个?|项目|公司|企业|一共|总共|前后|已经|目前")


_ARRIVED = re.compile(
    r"到账|到位|入账|砸(?:了|进|下)|掏(?:了|出)"
)  # of a subsidy as well: no words of the dictionary
_HOSPITAL = re.compile(r"三甲(?:医院)?|三级甲等(?:医院)?")
_OF_PATENTS_AND_INCUBATORS = [
    (
        "foreign_patents",
        re.compile(
            r"(?:国外|海外|境外|美国|欧洲|日本|德国|韩国|香港|澳门|台湾|港澳台)(?=[^,。;!?]{0,16}专利)"
        ),
    ),
    ("domestic_patents", re.compile(r"国内(?=[^,。;!?]{0,12}发明专利)")),
    ("foreign_patent_countries", re.compile(r"国家(?:[和或]地区)?(?=[^,。;!?]{0,6}授权)|授权国家")),
    ("incubated_high_tech", re.compile(r"孵化器里(?=[^,。;!?]{0,14}(?:高企|高新技术企业))")),
    (
        "employer_sales",
        re.compile(r"销售(?=(?:了|做到|达到|有|大概|差不多|约|额)*[\d一二三四五六七八九十百千几])"),
    ),
    (
        "incubated_graduated",
        re.compile(
            r"孵化(?:成功|毕业)(?:[^,。;!?\d]{0,18}?的企业)?|毕业(?:到|的)(?:区里|我区|区内|福山)?[^,。;!?\d]{0,8}?企业"
        ),
    ),
    (
        "incubated_graduated",
        re.compile(r"通过审核的(?:企业)?(?=,?(?:一共|总共|共|有)*[\d一二两三四五六七八九十])"),
    ),
    (
        "service_platform_investment",
        re.compile(r"固定资产[^,。;!?\d]{0,8}?投(?:入|资)?了?"),
    ),
    (
        "person_came_on",
        re.compile(r"(?:我(?!们)|本人)(?=[^,。;!?带过回买进找]{0,14}来的(?:$|[,。;!]))"),
    ),
]
_GRANTED = re.compile(r"补[贴助]|奖|扶持|资助|专项|贷款")
_OF_A_COMPANY = re.compile(
    r"(?:公司|企业|厂)(?:都)?(?:开|办|运营|经营)(?=[了有快满已])|(?:公司|企业|厂)(?=刚?满)"
)


@dataclass(frozen=True)
class Anchor:
    """A word that names the number or date `fact`."""

    fact: Fact
    start: int
    end: int


def anchors_in(said: Utterance, facts: Mapping[str, Fact]) -> Iterator[Anchor]:
    """Words of the dictionary that name a number or date, and others that do so here."""
    for mention in said.mentions:
        for meaning in mention.meanings:
            if meaning.kind == "names" and facts[meaning.name].type in ("number", "date"):
                yield Anchor(facts[meaning.name], mention.start, mention.end)
    apart = [("company_founded_on", _OF_A_COMPANY), ("tertiary_hospital_years", _HOSPITAL)]
    apart += _OF_PATENTS_AND_INCUBATORS
    if not _GRANTED.search(said.text):
        apart.append(("paid_in", _ARRIVED))
    for name, words in apart:
        if name in facts:
            for match in words.finditer(said.text):
                yield Anchor(facts[name], *match.span())


def usable_for(
    quantity: Quantity, anchors: Sequence[Anchor], used: Collection[int] | None
) -> list[Anchor]:
    """Those of `anchors` whose unit fits; of numbers only those that can be, if any can. `used`: None for no dates."""
    values = {
        each: value_at(each, each.fact, quantity) for each in anchors if each.fact.type == "number"
    }
    fitting = [each for each, value in values.items() if value is not None]
    possible = [each for each in fitting if is_possible(each.fact, values[each])]
    dates = [
        each
        for each in anchors
        if each.fact.type == "date" and used is not None and each.start not in used
    ]
    return dates + (possible or fitting)


def value_at(anchor: Anchor, fact: Fact, quantity: Quantity) -> RawValue | None:
    """`quantity` as a value of `fact`; a number without a unit is money only right behind the word: 投了 500000."""
    if quantity.unit is not None:
        return number_value(fact, quantity)
    if fact.unit != "万元" or not 0 <= quantity.start - anchor.end <= _BARE_BEHIND:
        return None
    in_yuan = in_unit_of(fact, quantity)
    large = in_yuan is not None and in_yuan.low != quantity.low
    return number_value(fact, in_yuan) if in_yuan and large else None


def nearest(
    said: Utterance,
    start: int,
    end: int,
    anchors: Sequence[Anchor],
    far: int,
    used: Collection[int],
) -> Anchor | None:
    """The anchor nearest to ``text[start:end]`` in its clause; else the last of the clause before, unless `used`."""
    clause = said.clause_at(start)
    here = [each for each in anchors if clause[0] < each.end <= clause[1]]
    if here:
        cost, _, best = min(
            ((_cost(each, start, end), each.start, each) for each in here), key=lambda one: one[:2]
        )
        return best if cost <= far else None
    before = said.clause_before(start)
    earlier = [
        each
        for each in anchors
        if before and before[0] <= each.start < before[1] and each.start not in used
    ]
    late = _LIGHT.sub("", said.text[clause[0] : start])
    return earlier[-1] if earlier and len(late) <= _LATE else None


def _cost(anchor: Anchor, start: int, end: int) -> int:
    return anchor.start - end + _AFTER_COSTS if anchor.start >= end else max(0, start - anchor.end)

"""Tells whether a phrase is denied: 没有X, 不是X, 谈不上X, 没有W和X, X还没有, X：无; but not 不是没有X, 除了X都没有."""

from __future__ import annotations

import re
from typing import Literal

from actions.reading.scope.people import FAMILY
from actions.reading.words.nouns import whole
from actions.reading.words.utterance import Span, Utterance

Denial = Literal["is", "has"]  # 不是硕士 may be more than that; 没有硕士学历 is less

# Characters of the light words between a denial and what it denies (没有获得过任何…). A class, not a list of words:
# lists whose words are parts of one another take exponential time on hostile text.
_LIGHT = (
    r"[获得取拿到入选评上当做搞担任参加与申请办签具备有拥掌握达完成过是被能曾经读念考"
    r"任何什么啥一个项件家名位自己的了正真相应这种些国中省市级最终点半丝毫认定通批选加入建设去为新从事]*"
)
_IS_NOT = r"(?<!是)不(?:是|属于|算|在)|并非|(?<!除)非(?![常洲])"
_HAS_NOT = (
    r"(?<!有)没有|没法|没办法|没打算|没想|(?<!有)没能?(?![关问意收准少法办打想])|(?<!是)不(?:从事|具备|具有|拥有|掌握|会|打算|想|准备|可能|愿意?|肯|方便)"
    r"|(?<![能可])不(?:能|可以)(?!不)|无法|[谈称算说够评]不上|[达做]不到|不[够到](?![位货])|从未|尚未|还未|(?<!有)未曾?(?![来必])|(?<!有)无(?![锡线论法])"
)
_RHETORICAL = r"哪有|哪来的?|哪(?:里|儿)?(?:是|算)|谈何"
_BEFORE = re.compile(
    rf"(?:(?P<is>{_IS_NOT})|(?P<has>{_HAS_NOT}))\s?(?:(?:在|跟|和|与)[^,。在]{{0,9}}|由?我|本人)?{_LIGHT}$|(?<!是)不$"
)
_RHETORICAL_BEFORE = re.compile(rf"(?:{_RHETORICAL}){_LIGHT}$")
_EXCLAIMED = re.compile(r"^[啊呀呢哦嘛吧呐]*$")
_NOT_DENIED = re.compile(r"(?:(?<!是)不是|并非|不能说|不可能)$")
_CANNOT = re.compile(rf"(?:(?<!能)不能|(?<!可)不可以|无法|没法){_LIGHT}$")
_ONESELF = re.compile(r"我|咱|俺|本人")
_JOINED = re.compile(rf"^\s?(?:和|或者?|及|以及|、|跟|与|/|还有|也没有?|也不是)\s?{_LIGHT}$")
_AFTER = re.compile(
    r"^(?:学历|学位|职称|称号|证书?|工作|行业|系统|这些|方面|奖项?)?"
    r"(?:我们?|咱们?|公司|单位|这个|这些|目前|现在|暂时?|也|都|还|倒是?|可|并|确实|说实话|老实说|其实|真的?|"
    r"压根|根本|从来?|一直|至今|[一半][个项件次回样分点条家]|哪一?[级个项])*"
    r"(?P<no>没有|没|无|尚未|未|不具备|不是|不算|不行|[谈算够称]不上|(?:是|为)?[零0](?=$))"
    r"(?:拿到|拿|取得|获得|下来|批|我们|公司|评上|评|选上|聘上?|办|申请|签|入选|有|做|当|得|获|过|认定|通过|完成|达到|读|念|考|到手|手|弄|给|"
    r"的|呢|啊|吧|了|突破|授权)*$"
    r"|^(?:可?(?:来|干|做|办)?不了|不太?(?:可能|现实|方便)|没(?:可能|戏))"
)
_NOT_SO_MUCH = re.compile(
    r"(?:不是|并非|(?<!有)没有?(?:在|跟(?:公司|单位)|和(?:公司|单位))?|从未|尚未|未)我?(?:们(?:公司)?)?(?:[每一]年(?:都|来|工作)*|(?:合计|一共|总共|加起来|两人)?[占持股份权]+(?:比例)?)?$"
)
_FORM_NO = re.compile(r"^\s?[:=]\s?(?:否|无|没有?|不是|不|零|0)(?:$|[,;。\s])")
_FORM_YES = re.compile(r"^\s?[:=]\s?(?:是|有|对|√)(?:$|[,;。\s的])")
_OTHERS = (
    r"(?:他|她|对方|别人|合伙人|合作方|投资|另|人家|老板|领导|国资|国企|政府|企业家|集团|母公司|"
    rf"[一-龥](?:教授|老师|院士|主任)|[一-龥]总(?![工的])|{FAMILY}|我的?(?:合伙人|搭档|同学|同事|朋友|导师|老板|{FAMILY}))"
)
_OF_OTHERS_AFTER = re.compile(rf"^(?:都|全|也|可|其实)*(?:是|为|由){_OTHERS}")
_NOT_ME_AFTER = re.compile(r"^[并可也倒又]?不是(?:我|本人)")
_ALL_DENIED = re.compile(r"^(?:我|目前|现在)*(?:都|全|均|也都|全都)(?:还)?(?:没|无|不是|不具备)")
_LONGEST_LIST = 8
_LIST = re.compile(r"\s?(?:和|或者?|及|以及|、|跟|与|/|还有)\s?")
_EXCEPT_BEFORE = re.compile(r"除了?(?:有|是|一个|一项)?$")


def form_answer(said: Utterance, span: Span) -> bool | None:
    """What stands behind the phrase as in a form: 职称：无 is False, 全职：是 is True, else None."""
    after = said.after(span[1])
    if _FORM_NO.search(after):
        return False
    return True if _FORM_YES.search(after) else None


def is_amount_denied(said: Utterance, start: int) -> bool:
    """Whether the amount, or the word that names one, at `start` is denied: 没投50万, 没占三成."""
    return bool(_NOT_SO_MUCH.search(said.before(start)))


def is_of_another(said: Utterance, span: Span) -> bool:
    """Whether the phrase is said to be somebody else: 大股东是我合伙人."""
    return bool(_OF_OTHERS_AFTER.search(said.after(span[1])))


def is_denied(said: Utterance, span: Span) -> bool:
    """Whether the phrase at `span` is denied, or somebody else's."""
    return is_of_another(said, span) or denial(said, span) is not None


def denial(said: Utterance, span: Span) -> Denial | None:
    """How the phrase at `span` is denied, or None if it is not."""
    span = whole(said, span)
    before, after = said.before(span[0]), said.after(span[1])
    if _EXCEPT_BEFORE.search(before):
        return None
    if form_answer(said, span) is False:
        return "has"
    if _RHETORICAL_BEFORE.search(before) and _EXCLAIMED.search(after):
        return "has"
    if found := _BEFORE.search(before):
        if _NOT_DENIED.search(before[: found.start()]):
            return None
        return "has" if found["has"] or "连" in before else "is"
    if (found := _AFTER.search(after)) and not said.asks(span[0]):
        return "is" if found["no"] in ("不是", "不算") and "连" not in before else "has"
    if _NOT_ME_AFTER.search(after):
        return "is"
    if _is_in_a_denied_list(said, span):
        return "has"
    earlier = said.mentions_in((said.clause_at(span[0])[0], span[0]))
    if earlier and _JOINED.search(said.text[earlier[-1].end : span[0]]):
        begin, end = earlier[-1].start, earlier[-1].end
        if said.text.startswith(("没", "无", "不"), begin):
            return "has"
        return denial(said, (begin, end))
    return None


def _is_in_a_denied_list(said: Utterance, span: Span) -> bool:
    """国家杰青、省杰青都没有: what is denied of the last of a list is of all."""
    end, listed = span[1], False
    for each in said.mentions_in((span[1], said.clause_at(span[0])[1]))[:_LONGEST_LIST]:
        if not _LIST.fullmatch(said.text, end, each.start):
            break
        end, listed = each.end, True
    return listed and bool(_ALL_DENIED.search(said.after(end))) and not said.asks(span[0])


def asks_whether_it_must(said: Utterance, span: Span) -> bool:
    """不能兼职吗 asks about a ban; 我不能全职，可以吗 tells that one cannot."""
    before = said.before(span[0])
    return bool(_CANNOT.search(before)) and said.asks(span[0]) and not _ONESELF.search(before)

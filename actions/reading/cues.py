"""Tells whether a phrase is stated of the person, denied, or open: asked about, required, planned, of somebody else.

Each cue is read within the clause of the phrase, on the side where it stands in Chinese.
"""

from __future__ import annotations

import re
from typing import Literal

from actions.reading.utterance import Span, Utterance

Reading = Literal["stated", "denied", "open"]

# Characters of the light words between a denial and what it denies (没有获得过任何…). A class, not a list of words:
# lists whose words are parts of one another take exponential time on hostile text.
_LIGHT = (
    r"[获得取拿到入选评上当做担任参加与申请办签具备有拥掌握达完成过是被能曾经"
    r"任何什么啥一个项件家名位自己的了正式真相应这种些国省市级]*"
)
_NO = (
    r"(?<!有)没有|(?<!有)没能?(?![关问意收准])|(?<!是)不(?:是|属于|算|具备|具有|拥有|掌握|会|打算|想|准备)|并非|从未|尚未|还未"
    r"|(?<!有)未曾?(?![来必])|(?<!有)无(?![锡线论法])|(?<!除)非(?![常洲])"
)
_DENIED_BEFORE = re.compile(rf"(?P<no>{_NO})\s?{_LIGHT}$|(?<!是)不$")
_NOT_DENIED = re.compile(r"(?:不是|并非|不能说|不可能)$")
_JOINED = re.compile(rf"^\s?(?:和|或者?|及|以及|、|跟|与|/|还有|也没有?)\s?{_LIGHT}$")
_DENIED_AFTER = re.compile(
    r"^(?:学历|学位|职称|称号|证书?|这些|方面|奖项?)?(?:我|目前|现在|暂时|也|都|还|倒|确实|真)*"
    r"(?:没有|没|无|尚未|未|不具备|不是|不算|不行)"
    r"(?:拿到|拿|取得|获得|下来|批|评上|评|办|申请|签|入选|有|做|当|得|过|认定|通过|完成|达到|的|呢|啊|吧|了|突破|授权)*$"
)
FAMILY = (
    "爱人|老婆|妻子|媳妇|老公|丈夫|对象|女儿|儿子|孩子|父亲|母亲|爸爸?|妈妈?|"
    "哥哥?|姐姐?|弟弟?|妹妹?|家属|配偶|亲戚|朋友"
)
_OTHERS = rf"(?:他|她|对方|别人|合伙人|合作方|投资|另|我的?(?:合伙人|搭档|同学|导师|老板|{FAMILY}))"
_OF_OTHERS_AFTER = re.compile(rf"^(?:是|为|由){_OTHERS}")
_OF_OTHERS_BEFORE = re.compile(
    rf"(?:导师|老板|领导|合伙人|同事|队友|成员|员工|下属|同学|{FAMILY})们?(?:都|也|里|中|里面)?(?:是|有|为|读了?)"
    r"(?:[一两三四五六七八九十几\d]+[个位名])?$|有(?:[一两三四五六七八九十几多\d]+)[位名]$"
)
_BROUGHT_BEFORE = re.compile(r"(?:介绍|引进|推荐|招聘?)(?:了|来|过|[一两几\d])*[个位名]的?$")
_REQUIRED_BEFORE = re.compile(
    r"需不需要|需要|需具备|要不要|必须|必需|须(?!知)|要求|一定要|一定得|非要|非得|应当|应该|仅限|限于|只限|用不用|门槛|"
    r"得有|得是|得占|得签|要有|要是个?$|要达到|要占|要满|要签|要超过|不能低于|不得低于|不能少于|不得少于|至少要|最低要|起码要|规定"
)
_REQUIRED_AFTER = re.compile(
    r"^.{0,4}?(?:是不是|是|算|属于)?(?:必须|必需|必要|必备|硬性|前提|强制|一定要|要求)(?:的|要求|条件|有|是|项|前提)*[吗么嘛呢不?]*$"
    r"|^.{0,6}才(?:能|行|可|算|给|有资格|符合|够)"
)
_ASKED_BEFORE = re.compile(
    r"(?:是否|是不是|有没有|有无|算不算|算不上|(?<![打预总计])算(?:是|作)?|等于|等同|相当于|视同|视为|属不属于|能不能|可不可以|能否|可否|要么)"
    r"(?:必须|一定|要|得|是|有|为|以|只|也|不|签|占|做|当|成为|获得|取得|拿|过|属于|算|持)*$"
    r"|(?:什么(?:样的人)?|啥|哪些人?|谁|何)(?:是|叫|算|为)做?$|(?:怎么|如何|怎样|咋)(?:才)?(?:能|会)?.{0,3}$"
    r"|(?:能|可以|想|要|够)(?:不能|不可以)?(?:申报|报|申请|评|走)(?:上|个)?$"  # 能报独立创业吗 names a programme
)
_ALLOWED_BEFORE = re.compile(r"(?:可以|能|允许)(?:不|只|也|以|用|做|当|签|占|先|让|持|是)*$")
_DEFINED_AFTER = re.compile(
    r"^(?:资格|称号|的?身份|呢|到底|究竟|具体)*(?:是什么|是啥|是指|指(?:的是)?[什啥哪]|什么意思|啥意思|怎么(?:认定|算|界定|定义|评定)|如何(?:认定|算|界定|定义|评定)"
    r"|的(?:定义|标准|认定|要求|条件|范围|评定|评选|评审|流程|意思)|要求|标准|认定|包括|包含|由谁|谁)"
)
_COMPARED = re.compile(r"区别|差别|分别|有什么不同|有啥不同|哪个[好高更]")
_PLANNED_BEFORE = re.compile(
    r"(?:正在|正|准备|打算|计划|想|争取|希望|即将|快要?|马上|将来?|以后|今后|要)[要能去再继续]*"
    r"(?:申请|申报|办理|考|读|评|拿|取得|攻读|认定|成为|当上?|获得|做到|突破)(?:上|到|个|一个|一项)?$"
    r"|(?:申请|申报|报考|报名)(?:了|过)?(?:[一两三四五六七八九十几\d]+)?[件项个]?$|备考$"
)
_PLANNED_AFTER = re.compile(
    r"^(?:目前|现在)?(?:(?:正在|还在|在|仍在|已经?在)(?:申请|申报|受理|公示|审查|实审|评审|攻读|读|办|准备|排队)|(?:申请|申报|受理|公示|审查|实审)(?:中|阶段))"
)
_UNKNOWN = r"(?:不清楚|不太清楚|不知道|不确定|说不好|说不准|不好说|忘了|不记得|记不清|不了解)"
_UNKNOWN_AFTER = re.compile(rf"^.{{0,4}}?{_UNKNOWN}")
_UNKNOWN_BEFORE = re.compile(rf"{_UNKNOWN}.{{0,6}}$")
_EXCEPT_BEFORE = re.compile(r"除了?(?:有|是|一个|一项)?$")
_OWNED_BEFORE = re.compile(r"我|本人|咱|自己|已|有|拥有|取得|获|是|掌握|完成|建|突破|评上|拿|签")


def reading(said: Utterance, span: Span, *, topical: bool = False) -> Reading:
    """How the phrase at `span` is meant. `topical`: it is as often the subject of a question as a fact told."""
    if _is_open(said, span, topical):
        return "open"
    return "denied" if is_denied(said, span) else "stated"


def is_denied(said: Utterance, span: Span) -> bool:
    """没有X, 不是X, 没有W和X, X还没有, X是别人; but not 除了X都没有."""
    before, after = said.before(span[0]), said.after(span[1])
    if _EXCEPT_BEFORE.search(before):
        return False
    if denial := _DENIED_BEFORE.search(before):
        return not _NOT_DENIED.search(before[: denial.start()])
    if _OF_OTHERS_AFTER.search(after) or (_DENIED_AFTER.search(after) and not said.asks(span[0])):
        return True
    earlier = said.mentions_in((said.clause_at(span[0])[0], span[0]))
    if earlier and _JOINED.search(said.text[earlier[-1].end : span[0]]):
        begin, end = earlier[-1].start, earlier[-1].end
        return said.text.startswith(("没", "无", "不"), begin) or is_denied(said, (begin, end))
    return False


def is_required(said: Utterance, span: Span) -> bool:
    """Whether what stands at `span` is a condition or a question, as the number in 占股要达到 35% 吗."""
    before = said.before(span[0])
    return bool(
        _REQUIRED_BEFORE.search(before)
        or _ASKED_BEFORE.search(before)
        or _REQUIRED_AFTER.search(said.after(span[1]))
        or (_ALLOWED_BEFORE.search(before) and said.asks(span[0]))
    )


def _is_open(said: Utterance, span: Span, topical: bool) -> bool:
    before, after = said.before(span[0]), said.after(span[1])
    if (
        is_required(said, span)
        or _OF_OTHERS_BEFORE.search(before)
        or _BROUGHT_BEFORE.search(before)
        or _PLANNED_BEFORE.search(before)
    ):
        return True
    if _UNKNOWN_AFTER.search(after) or _UNKNOWN_BEFORE.search(before):
        return True
    if _DEFINED_AFTER.search(after) or _PLANNED_AFTER.search(after):
        return True
    begin, end = said.sentence_at(span[0])
    if _COMPARED.search(said.text[begin:end]) or _is_an_alternative(said, span, before, after):
        return True
    return topical and said.asks(span[0]) and not _OWNED_BEFORE.search(before)


def _is_an_alternative(said: Utterance, span: Span, before: str, after: str) -> bool:
    """全职还是兼职: neither is stated."""
    if "还是" not in before + after:
        return False
    starts = [each.start for each in said.mentions_in(said.clause_at(span[0]))]
    return ("还是" in after and starts[-1:] > [span[0]]) or (
        "还是" in before and starts[:1] < [span[0]]
    )

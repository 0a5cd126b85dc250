"""Tells whether a phrase is stated of the person, denied, or open: asked about, required or planned.

Each cue is read within the clause of the phrase, on the side where it stands in Chinese.
"""

from __future__ import annotations

import re
from typing import Literal

from actions.reading.scope.denials import asks_whether_it_must, form_answer, is_denied
from actions.reading.scope.generalities import is_general, is_supposed
from actions.reading.scope.plans import is_intended
from actions.reading.scope.third_parties import is_of_a_third
from actions.reading.scope.underway import is_underway
from actions.reading.words.nouns import whole
from actions.reading.words.utterance import Span, Utterance

Reading = Literal["stated", "denied", "open"]

_REQUIRED_BEFORE = re.compile(
    r"需不需要|需要|需具备|要不要|必须|必需|须(?!知)|要求|一定要|一定得|非要|非得|应当|应该|仅限|限于|只限|用不用|门槛|"
    r"(?<![记觉取获懂晓值])得(?:和|跟|与)[^,。;我]{1,6}签|(?:要|(?<![记觉取获懂晓值])得)(?:有|占|签|达到?|满|超过?|够|持)|得是|得在|要是个?$|至少要|最低要|起码要|"
    r"不[能得可](?:低|少|小)于|规定|按照?(?:文件|政策|办法|要求)|只认|(?<!我)只要(?!求)|"
    r"(?:文件|条件|政策|办法|条款|细则|通知|公告|第[\d一二三四五六七八九十]+条)(?:里|上|中|讲|说|写)|"
    r"(?:前提|门槛|条件|标准)(?:得|要|就|是|为)*$|(?:起码|至少|最低|最少)(?:也)?(?:得|要)?(?:是|有)?$"
)
_OBLIGED = re.compile(
    r"(?:(?<![记觉取获懂晓值])得|要|须|应|不[能得可])(?:不?低于|不?少于|小于|大于|高于|达到?|满|超过?|在|到)"
)
_REQUIRED_AFTER = re.compile(
    r"^.{0,4}?(?:是不是|是|算|属于)?(?:必须|必需|必要|必备|硬性|前提|强制|一定要|要求)"
    r"(?:的|要求|条件|有|是|项|前提)*[吗么嘛呢不?]*$"
    r"|^.{0,6}才(?:能|行|可|算|给|有资格|符合|够|受理|认)"
    r"|^.{0,4}?(?:就|都)?不(?:给|让|许|予)(?:报|申|评|受|参|过|办|批|算|发|认)"
)
_REQUIRED_PERSON = re.compile(r"(?:(?<![想还将快需])要|(?<![获取记没])得|只?招|前提是)$")
_WHAT_THEN_AFTER = re.compile(r"^的?[^我,。]{0,3}(?:怎么办|咋办|不行|不给|不予|不受理|不认)")
_LAPSED_AFTER = re.compile(
    r"^(?:证书?|资格)?(?:去年|前年|今年|早就?|已经?|都)*(?:到期|过期|失效|被取消|被撤|被摘|作废)"
)
_PARTNER_BEFORE = re.compile(r"(?:跟|和|与|同|给|为)[^,我]{0,6}$")
_COOPERATES = re.compile(r"柔性|兼职|工作协议|每年来|聘用合同")
_PARTNER_AFTER = re.compile(r"^[^,]{0,4}(?:合作|对接|合办|配套|供货)")
_UNTOLD_AFTER = re.compile(r"^[^,。我后]{0,5}(?:没(?!问题|关系|毛病|得说|错|事|[几多])|未(?!来))")
_RULE_AFTER = re.compile(
    r"^[^,。;]{0,8}?(?:要|(?<![记觉取获])得|须|应|不[能得可])(?:达到?|超过?|满|有|占|高于|低于|少于|大于)"
)
_ASKED_BEFORE = re.compile(
    r"(?:是否|是不是|有没有|有无|算不算|包不包[括含]在?|含不含|(?<![打预总计不我])(?<!不能)(?<!我也)(?<!我还)(?<!目前)(?<!现在)(?<!只能)(?<!勉强)(?<!也就)算(?:是|作)?|等于|等同|相当于|视同|视为|属不属于|能不能|可不可以|能否|可否|要么)"
    r"(?:必须|一定|要|得|是|有|为|以|只|也|都|全|不|签|占|做|当|成为|获得|取得|拿|过|属于|算|持|掌握|拥有|具备|从事|不能|不可以|不得|没有?)*$"
    r"|(?:是不是|是否|必须)(?:必须|一定)?(?:要|得)?(?:在|去|到|落户在?)$|谁说[^,。]*$|(?:差一?点|险些)(?:就|没)?[^,。]{0,4}$"
    r"|(?:什么|啥|哪种|哪类|哪些|怎样)(?:样|级别|类型|层次|水平|程度)?的$"
    r"|(?:什么(?:样的人)?|啥|哪些人?|谁|何)(?:是|叫|算|为)做?(?:掌握|拥有|有|从事)?$|(?:怎么|如何|怎样|咋)(?:才)?(?:能|会)?.{0,3}$"
    r"|(?:能|可以|想|要|够)(?:不能|不可以)?(?:申报|报|申请|评|走)(?:上|个)?$"  # 能报独立创业吗 names a programme
    r"|(?:^|,)(?:申报|报|申请)$|(?<![我是])按(?:照|着)?$"
)
_ALLOWED_BEFORE = re.compile(r"(?:可以|能|允许)(?:不|只|也|以|用|做|当|签|占|先|让|持|是)*$")
_DEFINED_AFTER = re.compile(
    r"^(?:资格|称号|的?身份|呢|到底|究竟|具体)*(?:是什么|是啥|是指|指(?:的是)?[什啥哪]|什么意思|啥意思|怎么(?:认定|算|界定|定义|评定)|如何(?:认定|算|界定|定义|评定)"
    r"|的(?:定义|标准|认定|要求|条件|范围|评定|评选|评审|流程|意思)|有(?:什么|啥)(?:好处|用|说法|讲究|意义)|要求|标准|认定(?!了|过|通过|成功|下来|好)|包括|包含|由谁|谁|包不包[括含]|含不含)"
)
_COMPARED = re.compile(
    r"区别|区分|怎么分|差别|分别|有[什啥]么?不[同一]样?|哪个[好高更大强管厉值]|哪个(?:级别|档次)"
)
_AT_LEAST_WITHIN = re.compile(r"^(?:至少|最少|起码|最低)也?(?:要|得|须|需)")
_UNKNOWN = r"(?:不清楚|不太清楚|不知道|不确定|说不好|说不准|不好说|忘了|不记得|记不清|不了解)"
_UNKNOWN_AFTER = re.compile(rf"^.{{0,4}}?{_UNKNOWN}")
_UNKNOWN_BEFORE = re.compile(rf"{_UNKNOWN}.{{0,6}}$")
_SAID_BEFORE = re.compile(r"(?:之前|刚才|前面|刚刚|上次)(?:说|填|写)(?:的|了|成|过)?(?:是|我)?$")
_MERELY_CALLED = re.compile(
    r"^(?:的话|方面)?呢$|^人才|^(?:占比|比例)|^(?:职|职称)?(?:人员|群体|评选|年薪|工资|一般)"
)  # 海外博士呢 asks of a kind
_TOLD_BEFORE = re.compile(r"我|本人|咱|是|有|如果|要是|假如|若|已|拿|获|取得")
_OWNED_AFTER = re.compile(r"^(?:证书?)?(?:我|倒是?|也|已经?|都|是)+有(?!没有|什么|啥)")
_TOLD_WITHIN = re.compile(r"^(?:没|无|零|0|哪有|哪来)|[都也](?:没|无)")
_LISTED = re.compile(r"(?:和|、|及|以及|与|或者?)")
_SPEAKER = re.compile(r"我|咱|俺|本人")
_OWNED_BEFORE = re.compile(r"我|本人|咱|自己|已|有|拥有|取得|获|是|掌握|完成|建|突破|评上|拿|签")


def reading(
    said: Utterance,
    span: Span,
    *,
    topical: bool = False,
    plan_counts: bool = False,
    person: bool = False,
    called: bool = False,
    general: bool = True,
) -> Reading:
    """How the phrase at `span` is meant.

    `topical`: it is as often the subject of a question as a fact told. `plan_counts`: who says that he will
    (明年全职来) tells the fact. `person`: the word is one for a person, and may name a kind of them (博士人才);
    `called`: one that people call themselves (博士能拿多少). `general`: a question may be about such things as such.
    """
    span = whole(said, span)
    answer = form_answer(said, span)
    if answer is not None:
        return "stated" if answer else "denied"
    if is_underway(said, span, plan_counts=plan_counts) or _is_open(said, span, topical, person):
        return "open"
    if general and (
        is_general(said, span, called=called) or is_of_a_third(said, span, person=person)
    ):
        return "open"
    if is_denied(said, span):
        return "denied"
    return "open" if _is_untold(said, span) or _is_listed_with_open(said, span) else "stated"


def is_required(said: Utterance, span: Span) -> bool:
    """Whether the number at `span` is a condition, a question or a plan: 占股要达到 35% 吗, 合同准备签五年."""
    leading = said.text[max(span[0] - 4, said.clause_at(span[0])[0]) : span[1]]
    if _WHAT_THEN_AFTER.search(said.after(span[1])) and not _SPEAKER.search(said.text):
        return True
    if _AT_LEAST_WITHIN.match(said.text[slice(*span)]):
        return True
    return bool(_OBLIGED.search(leading)) or is_intended(said, span) or _is_required(said, span)


def _is_required(said: Utterance, span: Span) -> bool:
    before, after = said.before(span[0]), said.after(span[1])
    return bool(
        _REQUIRED_BEFORE.search(before)
        or _ASKED_BEFORE.search(before)
        or _REQUIRED_AFTER.search(after)
        or (_RULE_AFTER.search(after) and not _SPEAKER.search(before))
        or (_ALLOWED_BEFORE.search(before) and said.asks(span[0]))
        or is_supposed(said, span)
    )


def _is_open(said: Utterance, span: Span, topical: bool, person: bool) -> bool:
    before, after = said.before(span[0]), said.after(span[1])
    if _is_required(said, span) or asks_whether_it_must(said, span):
        return True
    if before.endswith(f"{said.text[span[0]]}不"):
        return True  # 带不带团队
    if _LAPSED_AFTER.search(after):
        return True
    sentence = said.text[slice(*said.sentence_at(span[0]))]
    beside_it = _PARTNER_BEFORE.search(before) and _PARTNER_AFTER.search(after)
    if beside_it and not (before.endswith("在") or _COOPERATES.search(sentence)):
        return True
    if person and (_merely_called(before, after) or _REQUIRED_PERSON.search(before)):
        return True
    if any(cue.search(before) for cue in (_UNKNOWN_BEFORE, _SAID_BEFORE)):
        return True
    if _UNKNOWN_AFTER.search(after):
        return True
    if _DEFINED_AFTER.search(after):
        return True
    if _COMPARED.search(sentence) or _is_an_alternative(said, span, before, after):
        return True
    if not topical or not said.asks(span[0]):
        return False
    words = said.text[span[0] : span[1]]
    told = _OWNED_BEFORE.search(before) or _OWNED_AFTER.search(after)
    return not (told or _TOLD_WITHIN.search(words))


def _merely_called(before: str, after: str) -> bool:
    return bool(_MERELY_CALLED.search(after)) and not _TOLD_BEFORE.search(before)


def _is_untold(said: Utterance, span: Span) -> bool:
    """Whether something about the phrase is denied that no cue of a denial covers: 高企证还没下来."""
    untold = _UNTOLD_AFTER.search(said.after(span[1]))
    return (
        untold is not None
        and not said.mentions_in((span[1], span[1] + untold.end() + 3))
        and "除" not in said.before(span[0])
    )


def _is_listed_with_open(said: Utterance, span: Span) -> bool:
    """正在申请双百计划和泰山学者: what is only wanted of the first of a list is of all."""
    earlier = said.mentions_in((said.clause_at(span[0])[0], span[0]))
    if not earlier or not _LISTED.fullmatch(said.text, earlier[-1].end, span[0]):
        return False
    first = (earlier[-1].start, earlier[-1].end)
    return is_underway(said, first) or _is_required(said, first)


def _is_an_alternative(said: Utterance, span: Span, before: str, after: str) -> bool:
    """全职还是兼职: neither is stated."""
    if not said.offers_choice(said.clause_at(span[0])):
        return False
    starts = [each.start for each in said.mentions_in(said.clause_at(span[0]))]
    return ("还是" in after and starts[-1:] > [span[0]]) or (
        "还是" in before and starts[:1] < [span[0]]
    )

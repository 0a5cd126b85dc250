"""Tells whether a phrase is stated of the person, denied, or open: asked about, required or planned.

Each cue is read within the clause of the phrase, on the side where it stands in Chinese.
"""

from __future__ import annotations

import re
from typing import Literal

from actions.reading.denials import asks_whether_it_must, form_answer, is_denied
from actions.reading.underway import is_underway
from actions.reading.utterance import Span, Utterance

Reading = Literal["stated", "denied", "open"]

_REQUIRED_BEFORE = re.compile(
    r"需不需要|需要|需具备|要不要|必须|必需|须(?!知)|要求|一定要|一定得|非要|非得|应当|应该|仅限|限于|只限|用不用|门槛|"
    r"得有|得是|得占|得签|要有|要是个?$|要达到|要占|要满|要签|要超过|不能低于|不得低于|不能少于|不得少于|至少要|最低要|起码要|规定"
)
_REQUIRED_AFTER = re.compile(
    r"^.{0,4}?(?:是不是|是|算|属于)?(?:必须|必需|必要|必备|硬性|前提|强制|一定要|要求)(?:的|要求|条件|有|是|项|前提)*[吗么嘛呢不?]*$"
    r"|^.{0,6}才(?:能|行|可|算|给|有资格|符合|够)"
)
_ASKED_BEFORE = re.compile(
    r"(?:是否|是不是|有没有|有无|算不算|(?<![打预总计])(?<!不能)算(?:是|作)?|等于|等同|相当于|视同|视为|属不属于|能不能|可不可以|能否|可否|要么)"
    r"(?:必须|一定|要|得|是|有|为|以|只|也|不|签|占|做|当|成为|获得|取得|拿|过|属于|算|持|不能|不可以|不得|没有?)*$"
    r"|(?:什么(?:样的人)?|啥|哪些人?|谁|何)(?:是|叫|算|为)做?$|(?:怎么|如何|怎样|咋)(?:才)?(?:能|会)?.{0,3}$"
    r"|(?:能|可以|想|要|够)(?:不能|不可以)?(?:申报|报|申请|评|走)(?:上|个)?$"  # 能报独立创业吗 names a programme
)
_ALLOWED_BEFORE = re.compile(r"(?:可以|能|允许)(?:不|只|也|以|用|做|当|签|占|先|让|持|是)*$")
_DEFINED_AFTER = re.compile(
    r"^(?:资格|称号|的?身份|呢|到底|究竟|具体)*(?:是什么|是啥|是指|指(?:的是)?[什啥哪]|什么意思|啥意思|怎么(?:认定|算|界定|定义|评定)|如何(?:认定|算|界定|定义|评定)"
    r"|的(?:定义|标准|认定|要求|条件|范围|评定|评选|评审|流程|意思)|要求|标准|认定|包括|包含|由谁|谁)"
)
_COMPARED = re.compile(r"区别|差别|分别|有什么不同|有啥不同|哪个[好高更]")
_UNKNOWN = r"(?:不清楚|不太清楚|不知道|不确定|说不好|说不准|不好说|忘了|不记得|记不清|不了解)"
_UNKNOWN_AFTER = re.compile(rf"^.{{0,4}}?{_UNKNOWN}")
_UNKNOWN_BEFORE = re.compile(rf"{_UNKNOWN}.{{0,6}}$")
_SAID_BEFORE = re.compile(r"(?:之前|刚才|前面|刚刚|上次)(?:说|填|写)(?:的|了|成|过)?(?:是|我)?$")
_MERELY_CALLED = re.compile(
    r"^(?:的话|方面)?呢$|^人才|^(?:职|职称)?(?:人员|群体|评选|年薪|工资|一般)"
)  # 海外博士呢 asks of a kind
_TOLD_BEFORE = re.compile(r"我|本人|咱|是|有|如果|要是|假如|若|已|拿|获|取得")
_TOLD_WITHIN = re.compile(r"^(?:没|无|零|0|哪有|哪来)|[都也](?:没|无)")
_SPEAKER = re.compile(r"我|咱|俺|本人")
_OWNED_BEFORE = re.compile(r"我|本人|咱|自己|已|有|拥有|取得|获|是|掌握|完成|建|突破|评上|拿|签")


def reading(
    said: Utterance,
    span: Span,
    *,
    topical: bool = False,
    plan_counts: bool = False,
    person: bool = False,
) -> Reading:
    """How the phrase at `span` is meant.

    `topical`: it is as often the subject of a question as a fact told. `plan_counts`: who says that he will
    (明年全职来) tells the fact. `person`: the word is one for a person, and may name a kind of them (博士人才).
    """
    answer = form_answer(said, span)
    if answer is not None:
        return "stated" if answer else "denied"
    if is_underway(said, span, plan_counts=plan_counts) or _is_open(said, span, topical, person):
        return "open"
    return "denied" if is_denied(said, span) else "stated"


def is_required(said: Utterance, span: Span) -> bool:
    """Whether what stands at `span` is a condition or a question, as the number in 占股要达到 35% 吗."""
    before = said.before(span[0])
    return bool(
        _REQUIRED_BEFORE.search(before)
        or _ASKED_BEFORE.search(before)
        or _REQUIRED_AFTER.search(said.after(span[1]))
        or (_ALLOWED_BEFORE.search(before) and said.asks(span[0]))
    )


def _is_open(said: Utterance, span: Span, topical: bool, person: bool) -> bool:
    before, after = said.before(span[0]), said.after(span[1])
    if is_required(said, span) or asks_whether_it_must(said, span):
        return True
    if person and (_merely_called(before, after) or _asks_of_a_kind(said, span, before)):
        return True
    if any(cue.search(before) for cue in (_UNKNOWN_BEFORE, _SAID_BEFORE)):
        return True
    if _UNKNOWN_AFTER.search(after):
        return True
    if _DEFINED_AFTER.search(after):
        return True
    begin, end = said.sentence_at(span[0])
    if _COMPARED.search(said.text[begin:end]) or _is_an_alternative(said, span, before, after):
        return True
    if not topical or not said.asks(span[0]):
        return False
    words = said.text[span[0] : span[1]]
    return not (_OWNED_BEFORE.search(before) or _TOLD_WITHIN.search(words))


def _merely_called(before: str, after: str) -> bool:
    return bool(_MERELY_CALLED.search(after)) and not _TOLD_BEFORE.search(before)


def _asks_of_a_kind(said: Utterance, span: Span, before: str) -> bool:
    """博士能拿多少 asks of doctors; 我是博士，能拿多少 and 35 岁，博士，能拿多少 are told of oneself."""
    begin = said.sentence_at(span[0])[0]
    clause, end = said.clause_at(span[0])
    return (
        said.asks_within((span[1], end))
        and not _OWNED_BEFORE.search(before)
        and not _SPEAKER.search(said.text, *said.sentence_at(span[0]))
        and not said.mentions_in((begin, clause))
    )


def _is_an_alternative(said: Utterance, span: Span, before: str, after: str) -> bool:
    """全职还是兼职: neither is stated."""
    if "还是" not in before + after:
        return False
    starts = [each.start for each in said.mentions_in(said.clause_at(span[0]))]
    return ("还是" in after and starts[-1:] > [span[0]]) or (
        "还是" in before and starts[:1] < [span[0]]
    )

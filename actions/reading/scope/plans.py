"""Tells what is only planned: 打算投 50 万, 认缴 50 万, 准备明年成立, 计划占股 40%, 合同准备签五年."""

from __future__ import annotations

import re

from actions.reading.words.utterance import Span, Utterance

_ACTS = r"(?=再|也|在|于|还|多|投|出|打|增|追|缴|拿|成立|注册|设立|创办|开办|落户|来|搬|迁)"
_PLANNED_BEFORE = re.compile(
    r"(?:打算|准备|预备|筹备|计划|预计|预期|预估|预算|承诺|目标|争取|希望|认缴|认购|应缴|意向|规划|下一步|接下来|年底前|年内|明年|后年|今后|后续|等[^,。;!?]{1,8}后"
    rf"|再(?=投|打|出)|(?:想|要|会|将|拟|得){_ACTS}|拟)(?P<rest>[^,。;!?]*)$"
)
_RAISED_TO = re.compile(r"(?:加|增|提|涨|补|追|提高|增加)[到至]\s?$")
_DONE = re.compile(
    r"已|了|过(?!渡)|实缴|实投|(?:[\d一二三四五六七八九十百万]|目前|现在|截至).*实际|到账|到位"
)
_DONE_AFTER = re.compile(r"[^,。;!?]{0,3}(?:已经?|都|全)(?:部|已|经)*(?:到账|到位|投|缴|打)")
_PLANNED_AFTER = re.compile(
    r"[^,。;!?]{0,4},?\s?(?:但|不过|目前|现在|钱|资金|款)*(?:还没|尚未|还未|没)有?(?:到账|到位|打款|实缴|缴|给|投|成立|注册)"
    r"|(?:是|还)?(?:准备|打算|计划|预计)"
)

_WANTS = r"想(?![问了知咨请])(?=[^,。;!?]{0,6}[占签持拿增])"
_INTENDED_BEFORE = re.compile(
    rf"(?:打算|准备|预备|意向|答应|拟|预计|争取|希望|目标|(?<![百人进英])计划|{_WANTS})(?P<rest>[^,。;!?]*)$"
)
_TO_BE_SIGNED = re.compile(r"(?:明年|下个?[月周]|准备|打算|马上|快|要|还没)(?:去|来)?签[^了]{0,6}$")
_UNSETTLED_AFTER = re.compile(
    r"[^,。;!?]{0,4}[,\s]*(?:但|不过|目前|现在|这个|具体)*(?:(?:还|正)?在(?:谈|商量)|(?:还|都)?(?:没|未)有?(?:谈|定|敲定|确定|落笔|签(?=$|[,。;!?字])))"
)


def is_intended(said: Utterance, span: Span) -> bool:
    """Whether the share or the years at `span` are still to be agreed on. Months are told by a plan as well as done."""
    if "月" in said.text[slice(*span)]:
        return False
    intended = _INTENDED_BEFORE.search(said.before(span[0]))
    if intended and not (_DONE.search(intended["rest"]) or _DONE_AFTER.match(said.text, span[1])):
        return True
    earlier = said.clause_before(span[0])
    if earlier and _TO_BE_SIGNED.search(said.text[slice(*earlier)].rstrip(", ")):
        return True
    return bool(_UNSETTLED_AFTER.match(said.text, span[1]))


def is_planned(said: Utterance, span: Span) -> bool:
    """Whether the amount or date at `span` is a plan, and not done: 已 or 了 between the plan and it makes it done."""
    planned = _PLANNED_BEFORE.search(said.before(span[0]))
    if planned and _RAISED_TO.search(planned["rest"]):
        return True
    if planned and not (_DONE.search(planned["rest"]) or _DONE_AFTER.match(said.text, span[1])):
        return True
    return bool(_PLANNED_AFTER.match(said.text, span[1]))

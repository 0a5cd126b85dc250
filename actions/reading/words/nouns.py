"""Finds the whole noun a phrase belongs to: 公司的主要创办人, 泰山学者称号.

What is denied, asked or planned of the noun is so of the phrase.
"""

from __future__ import annotations

import re

from actions.reading.words.utterance import Span, Utterance

_MODIFIERS = re.compile(
    r"(?:(?:[我咱]们)?(?:这家?|那家?|该|本|整个)?(?:公司|企业|单位|医院|学校|厂子?|团队|项目|部门|科室)[里内]?的?"
    r"|国家级?|国内|中国|全国|世界|[省市区部]级?|以上的?|当年|评审|之前|两院|其他的?|所谓的?|真正的?|正式的?"
    r"|受聘于|重点的?|产业|上述|协会|行业|[一这那][个名位家种]|985|211|双一流|名校|海外|国外|(?:非?全日制|统招)的?|\s)+$"
)
_APART = re.compile(r"(?:[和跟与同给帮被在由从到]|(?<!成)为)$")
_PREDICATE = ("没", "无", "不", "未")
_HEAD = re.compile(
    r"(?:的?(?:入选者|获得者|称号|身份|头衔|荣誉)|(?:及|或者?)以[上下]|或特等奖|研究生|(?<=院)、金融家、企业家)+"
)


def whole(said: Utterance, span: Span) -> Span:
    """`span` with the modifiers before it, if a predicate stands before those, and with the head behind it."""
    start, end = span
    before = said.before(start)
    modifiers = None if said.text.startswith(_PREDICATE, start) else _MODIFIERS.search(before)
    if modifiers and modifiers.start() > 0 and not _APART.search(before[: modifiers.start()]):
        start -= len(modifiers[0])
    head = _HEAD.match(said.text, end, said.clause_at(end - 1)[1])
    return start, head.end() if head else end

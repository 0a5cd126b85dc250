"""Tells which amounts are of another matter than the fact whose word stands near.

A lease is no contract of work, an insured sum no investment, a stay in hospital no work there.
"""

from __future__ import annotations

import re

from actions.reading.amounts.anchors import Anchor
from actions.reading.amounts.members import MEMBERS, counts_some
from actions.reading.scope.denials import is_amount_denied
from actions.reading.words.utterance import Span, Utterance

_OTHER_CONTRACT = re.compile(
    r"租|贷款|借款|按揭|保险|保单|采购|购销|供货|供应|订单|物业|装修|代理|经销|加盟|授权|许可|框架|战略合作|客户|[甲乙]方"
    r"|(?:项目|销售|服务|买卖|施工|工程|外包|技术)合同|劳务派遣|对赌|竞业|保密协议|宽带|话费"
)
_OF_WORK = re.compile(r"劳动|聘|工作协议|用人|全职|入职|上班")
_SPEAKER = re.compile(r"我|咱|本人|单位|成员|团队|全员")
_OTHER_MONEY = re.compile(
    r"保额|保费|保险|保障|[产寿车社意]外?险|赔|注册资[本金]|认缴|年薪|月薪|工资|薪|奖金|奖励|补[贴助]|营收|(?<!投)收入|利润|产值"
    r"|估值|市值|税|定金|罚款|合同额|订单|中标|额度|理财|股票|炒股|股市|买?基金|彩票|买房|房产|买车|首付|[贷借](?:了|款)?$"
)
_OTHER_MONEY_AFTER = re.compile(
    r"^(?:是|的|全是|都是)*(?:[贷借]|保额|保费|年薪|工资|奖金|补[贴助])"
)
_OF_A_KIND = re.compile(r"的(?:大|重大|重点|小)?(?:项目|企业|公司)")  # 投资十几亿的大项目
_NUMBER = re.compile(r"[\d万亿元%]")
_PATIENT = re.compile(
    r"住院|住了|手术|看病|治病|治疗|[化放透]疗|病人|患者|陪[床护]|复查|挂号|急诊|体检|生孩子|坐月子|做检查"
)


_PASSED = re.compile(r"(?:干|履行|过去|执行|走|熬|待)了?(?:快|有)?$")


def is_of_another_matter(said: Utterance, anchor: Anchor, span: Span) -> bool:
    """Whether the amount at `span` is of another matter than the fact of `anchor`, or denied of it."""
    if is_amount_denied(said, anchor.start):
        return True
    if anchor.fact.id == "contract_years":
        return bool(_PASSED.search(said.before(span[0]))) or _is_other_contract(said, span[0])
    if anchor.fact.id == "paid_in":
        return _is_other_money(said, *span, anchor.start)
    if anchor.fact.id == MEMBERS:
        return counts_some(said.text, span[1])
    return anchor.fact.id == "tertiary_hospital_years" and _is_stay_in_hospital(said, span[0])


def _is_other_contract(said: Utterance, at: int) -> bool:
    """Whether the years at `at` are of a contract that is not one of work."""
    clause = said.text[slice(*said.clause_at(at))]
    if _OF_WORK.search(clause):
        return False
    if _OTHER_CONTRACT.search(clause):
        return True
    earlier = said.clause_before(at)
    if earlier is None or _SPEAKER.search(clause):
        return False
    words = said.text[slice(*earlier)]
    return bool(_OTHER_CONTRACT.search(words) and not _OF_WORK.search(words))


def _is_other_money(said: Utterance, start: int, end: int, word: int) -> bool:
    """Whether the money in ``text[start:end]`` is not invested, though the word for that stands at `word`."""
    named = _NUMBER.split(said.before(start))[-1]
    return bool(
        _OTHER_MONEY.search(named)
        or _OTHER_MONEY_AFTER.search(said.after(end))
        or (_OF_A_KIND.match(said.text, end) and not _SPEAKER.search(said.before(start)))
        or (word < said.clause_at(start)[0] and _OTHER_MONEY.search(said.before(word)))
        or _OTHER_MONEY.search(said.text, word, min(start, said.clause_at(word)[1]))
    )


def _is_stay_in_hospital(said: Utterance, at: int) -> bool:
    """Whether the time at `at` was spent in hospital as a patient."""
    return bool(_PATIENT.search(said.text, *said.sentence_at(at)))

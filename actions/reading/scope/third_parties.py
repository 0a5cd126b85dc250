"""Tells by the words beside it that a person, a role or a company named is a third one: 大股东要撤资, 李教授,
院士的学生, 跟着教授干活, 公司有技术总监, 核心技术是买的.
"""

from __future__ import annotations

import re

from actions.reading.words.utterance import Span, Utterance

_BESIDE_A_PERSON = re.compile(
    r"^的?(?:团队(?:的|里|中|成员|[当做])|课题组|秘书|助手|助理(?!教授|研究)|学生|弟子|徒弟|招生|招聘|公寓|家属|带我|带着我|让我|叫我|教我|找我|给我|提名|"
    r"评审(?:专家|委员|会)|评委)"
)
_WITH_A_PERSON = re.compile(
    r"(?:跟着?|帮|替|接触|认识|对接|采访|请教|给|服务|缺|找|招|挖|需要|听说|据说|看到?|发现|参加过?|参与过?)"
    r"(?:好?几[个位名]|一?[个位名]|过|到|了|些)*$"
    r"|(?:公司|单位|厂|团队|医院|学校|我们)(?:里|这边?)?(?:就|也|都)?有$"
)
_SURNAMES = (
    "[李王张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董程曹袁邓许沈曾彭吕苏卢蒋蔡贾丁魏薛叶]"
)
_SURNAME = re.compile(rf"(?:^|[是跟和与找给,]|我们){_SURNAMES}$")
_ROLE_ACTS = re.compile(
    r"^(?:们|那边)?(?:也|都|就|已经?|早就?|还|不|又|刚)*(?:要(?!是)|同意|退出|撤|离职|外聘|是外|另有|说(?![实真])|答应|承诺|换)"
)
# 第二大股东占 30% is told of another; 我是第二大股东 is not
_SHAREHOLDER_HOLDS = re.compile(r"^(?:那边|手[里上]|名下)?(?:也|只|才|就|有)*[占持拿]")
_ADDRESSED = re.compile(
    rf"(?:叫|喊|(?<![职名])称呼?)(?:我|咱)?(?:一声|为|[作做])?[老小]?(?:{_SURNAMES})?$"
)
_WITH_A_ROLE = re.compile(r"(?:^|我|们)(?:跟|和|与)$|(?:给|替|帮)$")
_NOT_OWNED_AFTER = re.compile(
    r"^(?:证书?)?(?:也|都|已经?|早就?)*(?:是买|买来|转让|卖[给了]|被驳|归(?!我)|在(?:别人|他|她|对方|学校)|纠纷|侵权|质押|提名)"
)
_NOT_OWNED_BEFORE = re.compile(
    r"(?:买|卖|转让|对|服务|代理|给)(?:一?[个项件])?$|(?:邀请?|拉|劝|找)(?:我|咱)们?(?:去|来|一起|一块)*$"
)
_SERVED_AFTER = re.compile(
    r"^的?(?:工作人员|员工|代理|申报代理|认定代理|服务商?|中介|客户|供应商)|^.{0,4}感兴趣"
)
_WORKS_THERE = re.compile(r"站(?:里|那)?(?:上班|工作|做|实习|当)")


def is_of_a_third(said: Utterance, span: Span, *, person: bool) -> bool:
    """Whether the phrase at `span` is a third one's. `person`: it is a word for a person (a title, an honour)."""
    before, after = said.before(span[0]), said.after(span[1])
    if person and (
        _WITH_A_PERSON.search(before)
        or _BESIDE_A_PERSON.search(after)
        or _SURNAME.search(before)
        or _ADDRESSED.search(before)
    ):
        return True
    words = said.text[slice(*span)]
    if re.search(r"[二三四五小]大?股东$", words) and not re.search("我|是", before):
        return bool(_SHAREHOLDER_HOLDS.search(after))
    return bool(
        _ROLE_ACTS.search(after)
        or _WITH_A_ROLE.search(before)
        or _NOT_OWNED_AFTER.search(after)
        or _NOT_OWNED_BEFORE.search(before)
        or _SERVED_AFTER.search(after)
        or _WORKS_THERE.match(said.text, span[1] - 1)
    )

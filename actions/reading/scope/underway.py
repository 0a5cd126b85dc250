"""Tells which title, degree or honour is only on its way: 明年博士毕业, 在评正高, 专利在申请, 博士还没毕业.

What one may do some day (以后想全职过来, 还在考虑带团队) is not told, though a plan for next year may be.
"""

from __future__ import annotations

import re

from actions.reading.words.utterance import Span, Utterance

_BEFORE = re.compile(
    r"(?:正在|正|准备|打算|计划|想|争取|希望|即将|快要?|马上|将来?|以后|今后|要|(?<![现存潜实所])在)[要能去再继续]*"
    r"(?:申请|申报|办理|考|读|评|拿|取得|攻读|认定|成为|当上?|获得|做到|突破|冲(?:击|刺)?|建|办|成立|设立)(?:上|到|一下|一把|个|一个|一项|的)?$"
    r"|(?:今年|明年|在|想|要)(?:冲|往|奔)(?:击|刺|着)?$|(?:递交|提交|刚交|刚提|刚递)(?:了|过)?(?:[一两三四五六七八九十几\d]+)?[件项个]?$"
    r"|(?:申请|申报|报考|报名)(?:了|过)?(?:[一两三四五六七八九十几\d]+)?[件项个]?$|备考$"
    r"|(?<![汇公日海])报(?:了|的|过)$|在读(?:的|全日制|[^,]{0,4}大学)?$|录取为?$|候选$|(?:入围|提名|举荐|参评|竞选|增选|推荐)(?:了|为|过)?$|今年评$|(?<![一-龥])我?(?:离|距离?)$|(?<![批标获核])准$|未来的?$|(?:^|,)等(?:我|到|着)?$"
)
_ADMITTED = re.compile(r"考(?:上|取|入|到)了?$")
_OF_A_DEGREE = re.compile(r"[博硕]|研究生|本科|大专|专科")
_SOON = (
    r"明年|后年|下个?月|下周|下学期|(?<!去年)(?<!前年)(?<!\d年)下半年|(?:今|到|明)年年?底|(?<![年去前])年底|即将|将要|马上|快要|快(?![递速捷乐])"
    r"|还[有差要](?:半|[一两三四几]|\d+)+个?(?:年|月|天|周|学期)(?:就|才)?"
)
_AIMS_BEFORE = re.compile(
    r"(?:争取|力争|希望|打算|准备|计划|想|目标是?)[^,。了已]{0,8}(?:评|考|拿|当|取得|入选|获|成为?|建)[上到个下选得成]*$"
    r"|等(?:我们?|公司|以后|将来)*(?:有|评|拿|成|办|申请|认定|考|入选)[上到成下为]*了?$"
    r"|(?:再过|还差|还要|只差|就差)[^,。]{1,8}(?:就|才|能|可以)+是?$|(?:筹建|筹备|在建|筹办)(?:中的?)?(?:一?个|一座)?$"
)
_SOME_DAY_BEFORE = re.compile(
    r"(?:(?:^|[,我们想都就算])(?:以后|将来|后面|往后|日后|未来)(?!一直|就一直)|(?:筹划|筹备|考虑|琢磨|商量|犹豫)(?:要不要|着|中|怎么)?)[^,了已]{0,8}$"
)
_SOON_BEFORE = re.compile(rf"(?:{_SOON})我?(?:就|才|能|可以)*是?[^我是,]{{0,6}}$")
_THING = r"(?:职称|学位|学历|研究生|证书?|称号)*"
_AFTER = re.compile(
    rf"^{_THING}(?:我|也|都|还|目前|现在|今年)*(?:(?:正在|还在|在|仍在|已经?在|准备|打算|计划)"
    r"(?:申请|申报|受理|公示|审查|实审|评审|认定|攻读|读(?!过)|办|建|筹|准备|排队|考|评(?=$|中|审|定|着|呢|,))"
    r"|(?:申请|申报|受理|公示|审查|实审|评审|认定)(?:中|期|阶段)|(?:增选)?(?:有效)?候选|增选|入围|提名|延期|延毕|肄业|结业|[一二三四]年级"
    r"|(?:刚刚?|才|已经?)*(?:递交?|提交?|交)(?:了|上去)*[^,]{0,3}申请|[还仍正]*在?走(?:流程|程序)|(?:初审|实审|受理)[过了通]|等(?:授权|批|结果|证)"
    r"|(?:读|念)(?:到|了)?(?:一半|半截|中途)|退学|辍学|没读下来|落选|被刷|失败)"
)
_SOON_AFTER = re.compile(
    rf"^{_THING}[^,]{{0,2}}(?:(?:{_SOON}|还[有差要][^,]{{1,4}}).{{0,3}}(?:毕业|答辩|评|下来|授权|到手|批下|拿|读完|发(?!明)|领)"
    r"|(?:还?没有?|尚?未).{0,3}(?:毕业|答辩|[读念上]完|拿下))"
)
_NOT_YET_AFTER = re.compile(
    r"^.{0,3}答辩|^材料|^(?:毕业|学位)?论文|^的?申请(?!下来|到手|成功|通过|获批|批了)"
)


def is_underway(said: Utterance, span: Span, *, plan_counts: bool = False) -> bool:
    """Whether the phrase is applied for or yet to come. `plan_counts`: told of the future (明年全职来) it is told."""
    before, after = said.before(span[0]), said.after(span[1])
    if _SOME_DAY_BEFORE.search(before) or _AIMS_BEFORE.search(before):
        return True
    if _ADMITTED.search(before) and _OF_A_DEGREE.match(said.text, span[0]):
        return True  # 考上博士 begins to study; 考到技师 is one
    if _BEFORE.search(before) or _AFTER.search(after):
        return True
    cues = ((_SOON_BEFORE, before), (_SOON_AFTER, after), (_NOT_YET_AFTER, after))
    return not plan_counts and any(cue.search(text) for cue, text in cues)

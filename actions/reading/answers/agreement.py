"""Reads a short yes or no to one fact: 备过了, 就是我, 那必须的, 还没顾上, 差远了, 头一回."""

from __future__ import annotations

import re

from actions.reading.answers.selection import agrees, plain_answer
from actions.reading.text.normalizer import normalize
from rules.facts import Fact

_LEAD = (
    r"^(?:不好意思|那|嗯+|哎|哦|当然|肯定|确实|的确|我们?|咱们?|可|早|已经?|都|也|就|才|刚刚?|去年|前年|今年|上个?月|前几天|年初|是"
    r"|[,\s])*"
)
# Verbs that answer any question; others have to be those of the question.
_VERBS = "弄办做搞整干有得拿当评批签通给备取认定完达突破攻创开入选授权上下"
_DONE = re.compile(
    rf"{_LEAD}(?P<verb>[\u4e00-\u9fff]{{1,3}}?)(?:过|了|好|完|成|上|到|下来|妥|齐|定)+(?:案|的|啊|呢|呀|嘛|哈|一[个家件次])*$"
)
_YES = re.compile(
    rf"{_LEAD}(?:必须[的是有滴]?|就是我|我就是|是我|属实|不假|没毛病|妥妥|对头|对着|中|是滴|有的?|是的?)"
    r"[的啊呢呀嘛哈哦!。~]*$|^(?:那|嗯)*可不(?:是|就是)?[嘛吗么]?$"
)
_NO = re.compile(
    r"^(?:那|我们?|可|倒|真|也|都|并|压根|根本|从来?|一直|确实|目前|暂时|还|,)*"
    r"(?:不(?!好意思|瞒|假|错|知|清|确|一定|方便|想说|记|晓)|没(?!错|问题|毛病|算|数|统计|注意|留意)|无(?!所谓)|未(?!必)"
    r"|哪(?:里?有|里是|能|敢)|[算谈够说]不上|达不到|差(?:得)?(?:远|点|一点)"
    r"|一[个点项次](?:都|也)?没|(?:正|还)?在(?:申请|审|办|弄|准备|走|评|报|谈|做|等|排)|正(?:在|准备)|(?:准备|打算)(?:弄|办|做|申请|签|报|评))"
)
_NO_ANSWER = re.compile(
    r"^(?:我)?不(?:太|大)?(?:想|愿意?|便|清楚|知道|晓得|确定|告诉)(?!(?:办|做|弄|签|来))|^有[^,]{0,3}(?:在审|在申请|实用新型|外观)"
)
_BY_THE_WAY = re.compile(r"^对了[,\s]+")
_ANOTHER = re.compile(
    r"^(?:那)?是(?:我的?(?!本人|自己|[的呀啊吧了嘛]*$)[\u4e00-\u9fff]{1,4}$|[他她]|别人|人家|对方|老板|合伙人)"
)
_AGAIN = re.compile(r"第[二三四五]|二次|再次|(?:之前|以前|早先|原来)[^,]{0,6}过|不是[头第首]")
_FIRST_TIME = re.compile(r"头一?[次回家遭趟个]|第一[次回家遭趟]|首次|初次")
_CLAUSE = re.compile(r"[,。;!\n]+")


def says_yes(fact: Fact, text: str) -> bool | None:
    """Whether `text` answers yes (True) or no (False) to the question of the yes-or-no `fact`; None for neither."""
    said = _BY_THE_WAY.sub("", normalize(text).strip(" \t\r\n。.!~,"))
    about = fact.label + fact.question + "".join(fact.synonyms)
    if "首次" in about or "经验" in about:
        if _AGAIN.search(said):
            return "首次" not in about
        if _FIRST_TIME.search(said):
            return "首次" in about
    for part in (said, *_CLAUSE.split(said)):
        answer = _answer(part, about)
        if answer is not None:
            return answer
    return None


def _answer(part: str, about: str) -> bool | None:
    if _NO_ANSWER.match(part):
        return None
    if _ANOTHER.match(part):
        return False
    if _YES.match(part):
        return True
    if _NO.match(part):
        return False
    done = _DONE.match(part)
    if done and all(character in _VERBS or character in about for character in done["verb"]):
        return True
    return agrees(plain_answer(part))

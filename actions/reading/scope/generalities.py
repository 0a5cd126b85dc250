"""Tells what is asked or ruled of a kind of thing or person, not told of oneself: 兼职行不行, 护士能报吗,
没有发明专利可以报吗, 想了解泰山学者的待遇; and what is only supposed: 要是我占到 35% 能不能报.

Who drops the 我 and asks what he gets (博士能拿多少) tells of himself; so does one who tells and then asks
(博士，能给多少). 如果占股 40% 呢 is told: the person wants it worked out.
"""

from __future__ import annotations

import re

from actions.reading.words.utterance import Span, Utterance

_SPEAKER = re.compile(r"我|咱|俺|本人|自己|在下")
_DENIED = re.compile(r"(?:没有?|不是|不算|无(?=[^论])|并非|不(?=[带占]))[获得拿取评做当过有到上]*")
_ASKS_TOO = re.compile(r"(.)不\1|没$|几[个名位]|干嘛|干啥|谁|分几|包不包括")
_OWNED = re.compile(
    r"(?<!请)(?<!想)有|是|已|拥有|取得|获|得过|掌握|完成|突破|评上|入选|拿|签|当[了过着]|做[了过着]|担任|任职"
)
_RECEIVES = re.compile(
    r"^(?:学历|学位|职称|毕业|的话)*(?:能|可以?|一般)(?:拿|领|享受)(?:到)?(?:多少|几|什么|啥|哪)(?!些?[一-龥]{2}(?:补[助贴]|津贴|资助|奖励))"
)
_TELLS = re.compile(
    r"^(?:学历|学位|职称)?(?:\s(?=[一-龥])|[\d一两二三四五六七八九十几]{1,3}年|毕业(?:了|[\d一二两三四五六七八九十几]|于)|一[枚名个位]|刚毕业|"
    r"[,\s]*(?:我)?(?:想|来)?(?:请教|请问|问(?:问|下|一下|个)|咨询))"
)
_HEAD = (
    r"(?:补贴|补助|待遇|奖励|奖金|政策|标准|条件|要求|资助|津贴|扶持|优惠|名额|"
    r"流程|程序|材料|好处|福利|意思|概念|定义|区别|认定|评审|评选)"
)
_HEADED = re.compile(rf"^(?:人才|群体|人员)?的(?:相关|具体|最新|那些?|所有)?{_HEAD}")
_INQUIRES = re.compile(
    r"(?:了解|知道|介绍|讲讲|说说|讲|说|咨询|打听|解释|查查?|问问?)(?:一下|下|一讲|一说)?(?:关于|有关|什么叫|什么是)?$"
)
_NOT_UNDERSTOOD = re.compile(
    r"(?:没|不|未)(?:太|怎么|大|能)?(?:看|搞|弄|听|读|闹)?得?(?:懂|明白|理解)[^,。;]{0,6}$|[看搞弄听]不(?:懂|明白|清)[^,。;]{0,6}$"
)
_OF_THE_TEXT = re.compile(r"^(?:的|是)?(?:那|这|哪)?一?[条项款句栏](?:$|[^件目])")
_SUPPOSED = re.compile(
    r"如果|(?<![主需只不])要是|假如|假设|假使|倘若|若是|万一|打个比方|比如(?:说)?我"
)
_MERELY = ("假如", "假设", "假使", "倘若", "万一")  # of what is not so
_WHAT_IF = re.compile(r"^[^,。;!?]{0,10}呢[?。!~]*$")


# A question about a tier, or what follows once one is chosen, is about the policy.
_TAG = re.compile(
    r"(?:对|是|没错|这一?说|这么回事|没记错)(?:的)?吧|真有这|准不准|对不对|是不是这样|(?:,|^)是不是[?。]?$"
)
# 市技术发明一等奖，给项目组奖几万
_WHAT_IS_PAID = re.compile(r"[^,。;!?我]{0,3}(?:给|奖励?|补[贴助]?)[^,。;!?我]{0,8}(?:多少|几)")
_OF_THE_POLICY = re.compile(
    r"第[一二三四]层次|(?:入选|评上|进了?计划|管理期)[^,。]{0,4}(?:后|内|里)|算[^,。]{1,6}还是|范围"
)
# 我评上院士给多少 supposes it; 我评上院士了，给多少 tells it
_WON_BEFORE = re.compile(r"(?<!已)(?<!已经)(?<!年)(?<!月)(?:评上|当上|选上|评为|当选)(?:了个)?$")
_IS_GIVEN = re.compile(
    r"^(?:的话)?[,]?(?:能|会|又|再|还)*(?:给|奖励?|补[贴助]?|拿|领)[^,。;了]{0,4}(?:多少|几|什么|啥)"
)
_WANTED = re.compile(r"(?:想|要|打算)[^,。]{0,3}$")
_ALRIGHT = re.compile(
    r"^[来去过做干着的]*(?:行不行|可不可以|可以[吗么不]|行[吗么不]|能行|好[吗不]|成[吗不])"
)
_ITSELF_ASKED = re.compile(r"^[了的]?[吗]|^(?:也|还|都)?算(?:数|不算|作数)?[吗不么]")
_WHOEVER = re.compile(r"^的(?!话)")


def is_general(said: Utterance, span: Span, *, called: bool = False) -> bool:
    """Whether the phrase at `span` is what a question is about. `called`: people call themselves so (a degree)."""
    before, after = said.before(span[0]), said.after(span[1])
    if _NOT_UNDERSTOOD.search(before) or _OF_THE_TEXT.search(after) or _ITSELF_ASKED.search(after):
        return True
    if _WON_BEFORE.search(before) and _IS_GIVEN.search(after):
        return True
    if _WANTED.search(before) and _ALRIGHT.search(after):
        return True
    begin, end = said.sentence_at(span[0])
    clause = said.clause_at(span[0])
    if _INQUIRES.search(before) and not _SPEAKER.search(after) and said.asks_within((span[1], end)):
        return True
    speaks = bool(_SPEAKER.search(said.text, begin, end))
    asks = said.asks_within((begin, end)) or said.offers_choice((begin, end))
    if asks and not speaks and _OF_THE_POLICY.search(said.text, begin, end):
        return True
    if not speaks and is_checked(said, span):
        return True
    if not speaks and not called and _WHAT_IS_PAID.match(said.text, clause[1], end):
        return not _OWNED.search(before) and not _OWNED.search(after)
    if speaks or said.mentions_in((begin, clause[0])):
        return False
    asked = said.asks_within((span[1], clause[1])) or bool(_ASKS_TOO.search(after))
    if asked and _WHOEVER.search(after):
        return True
    if _OWNED.search(_DENIED.sub("", before)):
        return False
    if _HEADED.search(after) or (_INQUIRES.search(before) and not _TELLS.search(after)):
        return True
    if _TELLS.search(after) or (called and not before and _RECEIVES.search(after)):
        return False
    return asked


def is_checked(said: Utterance, span: Span) -> bool:
    """Whether the sentence, in which nobody speaks of himself, asks if a thing is so: 院士给一百万，是吧."""
    begin, end = said.sentence_at(span[0])
    text = said.text[begin : end + 1]
    return (
        bool(_TAG.search(text))
        and not _SPEAKER.search(text)
        and not _OWNED.search(said.before(span[0]))
    )


def is_supposed(said: Utterance, span: Span) -> bool:
    """Whether the sentence up to `span` begins with an 'if', and goes on to ask or tell what would follow."""
    begin, end = said.sentence_at(span[0])
    supposed = _SUPPOSED.search(said.text, begin, span[0])
    if supposed is None:
        return False
    alone = supposed[0] not in _MERELY and "," not in said.text[supposed.end() : span[0]]
    return not (alone and _WHAT_IF.search(said.text[span[1] : end]))

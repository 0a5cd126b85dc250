"""Tells whose facts a message gives: the speaker's or another person's.

From 我女儿 on, all that is said is hers, until 我 or 本人 is a subject again or the sentence ends. The screening is of
the one who writes, so what is told of somebody else is not taken: 我儿子是博士，能申请吗 tells nothing, nor does
我们招了个博士，签五年. Only who says that he asks on behalf of somebody (帮我儿子问一下，他是博士) tells the facts of
that person. Of a colleague, a member or one who was hired, only what is personal is his: what the company has stays
the company's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from actions.reading.words.utterance import Span, Utterance

Kind = Literal["relative", "colleague", "member", "company", "hearsay"]

FAMILY = (
    "[表堂][哥姐弟妹]|爱人|老婆|妻子|媳妇|老公|丈夫|对象|女儿|儿子|孩子|父亲|母亲|爸爸?|妈妈?|"
    "哥哥?|姐姐?|弟弟?|妹妹?|家属|配偶|亲戚|朋友"
)
_RELATIVES = (
    "爱人|老婆|妻子|媳妇|老公|丈夫|太太|夫人|先生(?=是|也|在|有|博士|硕士|副高|正高)|女儿|闺女|儿子|孩子|父亲|母亲|爸爸|妈妈|"
    "哥哥|姐姐|弟弟|妹妹|[表堂][哥姐弟妹]|嫂子|姐夫|妹夫|女婿|儿媳|侄子|侄女|外甥女?|叔叔|舅舅|岳父|岳母|公公|婆婆|"
    "家属|配偶|亲戚|[男女]?朋友|闺蜜|家人"
)
# Said of the family as the policies help it, not of a person.
_NOT_BENEFIT = (
    r"(?!们?的?(?:上学|入学|入托|入园|读书|教育|就业|安置|落户|随迁|户口|看病|医保|医疗|转学|择校|学校|学籍|问题|"
    r"工作(?:怎么|咋|问题|安排|调动|安置|能)))"
)
_COLLEAGUES = (
    r"同事|同学|校友|师[兄姐弟妹]|(?<!所)合伙人|合作方|搭档|战友|邻居|老乡|候选人|下属|手下|徒弟|导师|老板|"
    r"领导(?!小组|班子|力)|成员(?!人?数|层次|的?合同|\d|[一二三四五六七八九十])|队友|队员|(?<!正式)员工|(?<![全兼在])职工(?!作)|这位|那位|"
    r"该同志|该员工|此人|有人(?![力才工])|某人|网友|(?<!个)别人|人家|对方|师傅|室友|舍友|同门|上司|客户|甲方|乙方|hr(?![a-z])"
)
# With 我们 before them only: alone the speaker may name his own post so.
_POSTS = (
    r"书记|院长|校长|所长|厂长|馆长|老师|博导|老总|董事长|总经理|(?:部门)?经理|主管|"
    r"主任(?![医药护技中编记播法])|总工(?:程师)?|技术总监|技术负责人|首席[^,。]{1,4}官|hr(?![a-z])"
)
_A_COMPANY = r"(?:的?(?:公司|企业|厂子?|单位|机构|医院|学校|实验室|孵化器|平台))"
_OTHER_COMPANY = (
    rf"(?:(?:隔壁|对面|对门|旁边|附近|边上|楼[上下]|园区里?|别家|同行|友商|竞争对手|[前老]东家|前公司|原[公单][司位]|母公司|供应商|客户)"
    rf"(?:那家|那边|有家|有个|那个|的)*{_A_COMPANY}?"
    rf"|(?:别的|别人家?的?|人家的?|其他|另外?一家|兄弟|上游|下游|合作){_A_COMPANY})(?=[是有占持刚去前在拿的获也里一都营销年卖建贡从掌带控突拥自全兼搞做开投签]|\d|[新被认评招])"
    r"|(?:国资|国企|政府|基金|风投|创投|vc|员工持股平台|持股平台)(?:那边|那头|方|公司)?(?=占|持|拿了?[\d一二三四五六七八九])"
)
_ONE = r"(?:一|\d{1,3}|[两二三四五六七八九十几])?[个位名](?![月年人省市把来多半]|国(?!家(?:杰|优|级|特|万)))"
_PERSON = (
    r"(?:(?:海外|外籍|年轻|青年|女|男|老|全职|名校|清华|北大)的?)?(?:博士(?!学位|学历)|硕士(?!学位|学历)|院士|"
    r"正高(?!级?职称)|副高(?!级?职称)|教授|研究员|高级工程师|高工|杰青|技师|工程师|专家)"
)
_HIRED = (
    rf"刚?新?(?:引进|介绍|推荐|招聘?|录用|聘请?|新来|调来|挖|来)(?:了|来|过|到|进来?)*{_ONE}"
    rf"|(?<![是为于被新性职])(?:引进|介绍|推荐|招聘?|聘请|挖)(?:了|来|过|到)*{_PERSON}"
    rf"|(?<![是我])新(?:来|招|聘|引进)的(?=[^,。]{{0,6}}[是有])"
    rf"|(?:引进|介绍|推荐|招聘?|聘请?)的(?:这|那)[位个]|(?<![我没])有一?[个位名](?:{_PERSON}|人(?!才))"
    rf"|(?:我|咱)们(?:公司|单位|厂)?(?:新|刚)?(?:引进|招|聘)(?:来|进来|请)?的(?={_PERSON})"
    rf"|(?<![申邀聘])(?:请|外聘)(?:了|来|到)*(?:{_ONE})?{_PERSON}"
    rf"|(?:跟|和|与)(?:一?[个位])?{_PERSON}(?:团队|们|老师)?(?:有|一直|在|搞|做)*(?:合作|对接|联合|共建|签约)"
    r"|(?:公司|单位|厂|团队|医院|学校)(?:里|里面|内)?(?:有|的)?(?:一|某|几)个人(?=[是有能想要叫也,])"
)
_SURNAME = (
    "[王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董程曹袁邓许沈曾彭吕苏卢蒋蔡贾丁魏薛叶]"
)
_KNOWN_BY_NAME = (
    rf"(?:[老小]{_SURNAME}|(?<![一-龥]){_SURNAME}[哥姐总工])"
    r"(?=也|就|都|是|有|在|已|获|拿|评|入选|得过|占|投了|签了|当)"
)
_BARE = r"(?<!我)(?<!我的)(?<!我们)(?<!我家)"
_BEFORE = r"(?<![跟和与同给替帮让被把对向由陪带靠叫找问听比像在到去是当做任为])(?<![是当做任为]个)(?<!一个)"
_REFERENCE = re.compile(
    rf"(?P<together>[他她](?:和|跟|与)我(?!们)|(?:跟|和|与)(?:我|咱)们?(?:自己|本人)?(?=[都均全也俩一]))"
    rf"|(?P<hired>{_HIRED})"
    rf"|(?P<company>{_BEFORE}(?:(?:我|咱)们?(?:的|家)?)?(?:{_OTHER_COMPANY}))"
    rf"|(?P<relative>{_BEFORE}(?:(?:我|咱|俺)们?家?的?(?:{_RELATIVES}|对象|[爸妈哥姐弟妹]|家里?人)|{_BARE}(?:{_RELATIVES})){_NOT_BENEFIT}"
    rf"|{_BEFORE}(?<![其吉])[他她](?!人))"
    rf"|(?P<colleague>除了?我(?:以外|之外|外)?(?![占持有是])|{_BEFORE}(?:(?:我|咱|俺)们(?:村|小区|镇上?|老家|隔壁)(?!办|振)|(?:我|咱|俺)们?(?:公司|单位|团队|实验室|学校|学院|医院|科室?|部门|厂|这里?边?|那边)?的?(?:里的?|带的)?(?:{_COLLEAGUES}|{_POSTS}|学生)|(?:我|咱|俺)们?(?:公司|单位|厂|医院|学校|院|团队)的?{_PERSON}|{_BARE}(?:{_COLLEAGUES})|(?:我们?)?(?:[一-龥]{{1,3}}部门?|部门|单位|公司|车间|科室|隔壁)?的?{_KNOWN_BY_NAME}))"
    rf"|(?P<me>给我(?=奖励?|分|配|送|转)|(?<![跟和与同给替帮让被把对向由陪带靠叫找问听比像])(?:我|咱|俺)|(?<![他她])本人)"
)
_OF_ONES_OWN = re.compile(r"成员|队员|队友|下属|手下|员工|职工|徒弟|候选人")
_HEARSAY = re.compile(
    r"们?[^,。]{0,2}?(?:(?P<says>说|讲(?![师座台]))(?![^,。]{0,4}我)|说|讲(?![师座台])|告诉|推荐|让|叫|建议|(?<!顾)问)"
)
_ASKED_FOR = re.compile(
    rf"(?:帮|替|代|给)(?!我们?(?:问|查|看|算|了解|咨询|打听)).{{0,6}}?(?:{_RELATIVES}|{_COLLEAGUES}|对象|[爸妈哥姐弟妹]|学生|[他她人])"
    r"们?[^,。;!?]{0,6}?(?:问|咨询|打听|了解|查|看看|算)"
    r"|(?<![取替])代(?:填|问|报|办|咨询)(?![理事])"
)
_ONE_OF_MANY = re.compile(r"一[名位个][^,。;!?]{1,6}[和、,]?一[名位个](?=[博硕院教研高])")
_COUNTED = re.compile(r"(?:\d|[两三四五六七八九十几多数])(?:余|多)?[个位名]$|有[一\d]?[位名]$")
_COUNTED_AFTER = re.compile(
    r"^(?:就|一共|总共|共)?有?(?:[2-9]|\d{2,}|[两二三四五六七八九十几好]+)[个名位](?![月年])|^(?:有|也)?(?:很|挺|特别|还|真)?(?:不少|多)(?:的|了|个)?$"
)
_COMPANIES_COUNTED = re.compile(
    r"(?:在孵|入驻|孵化)的?(?:企业|公司|项目|团队)[^,。;!?]{0,12}$|(?:[2-9]|\d{2,}|[两二三四五六七八九十几多])家[^,。;!?]{0,14}$"
)


_COMPANIES_COUNTED_AFTER = re.compile(
    r"^的?(?:在孵|入驻|孵化)的?(?:企业|公司)"
    r"|^(?:一共|总共|共|也|就)*有?(?:[2-9]|\d{2,}|[两二三四五六七八九十几])家"
)


@dataclass(frozen=True)
class Told:
    """What stands in ``text[start:end]`` is told of another person, who is a `kind` of the speaker."""

    kind: Kind
    start: int
    end: int


def told_of_others(said: Utterance) -> tuple[Told, ...]:
    """The parts of `said` that are about somebody else, left to right."""
    if _ASKED_FOR.search(said.text):
        return ()
    return tuple(each for sentence in said.sentences for each in _in_sentence(said, *sentence))


def _in_sentence(said: Utterance, begin: int, end: int) -> Iterator[Told]:
    since, kind = begin, None
    for match in _REFERENCE.finditer(said.text, begin, end):
        if kind and since < match.start():
            yield Told(kind, since, match.start())
        since, kind = match.start(), _kind(match)
        clause = said.clause_at(match.start())
        if kind and (heard := _HEARSAY.match(said.text, match.end(), clause[1])):
            if heard["says"]:
                yield Told("hearsay", heard.end(), clause[1])
            kind = None
        elif kind and match["hired"] is None and _asks_of(said, clause, match):
            yield Told(kind, since, clause[1])
            kind = None
    if kind:
        yield Told(kind, since, end)


def _kind(match: re.Match[str]) -> Kind | None:
    for kind in ("relative", "company"):
        if match[kind]:
            return kind
    if match["hired"] or (match["colleague"] and _OF_ONES_OWN.search(match[0])):
        return "member"
    return "colleague" if match["colleague"] else None


def _asks_of(said: Utterance, clause: tuple[int, int], match: re.Match[str]) -> bool:
    """孩子怎么上学: the question is over with its clause; 我儿子能申请吗 goes on about him."""
    asks = re.search(r"[吗?]|怎么|如何|多少", said.text[match.end() : clause[1]])
    return bool(asks) and not match[0].startswith(("我", "咱", "俺", "他", "她"))


def is_counted(said: Utterance, span: Span) -> bool:
    """Whether the person named at `span` is one of several (两个博士, 博士有三个), hence not the speaker."""
    before = said.before(span[0])
    each_of_several = before.endswith(("一名", "一位", "一个")) and _ONE_OF_MANY.search(
        said.text, *said.sentence_at(span[0])
    )
    return bool(
        _COUNTED.search(before) or _COUNTED_AFTER.search(said.after(span[1])) or each_of_several
    )


def are_companies_counted(said: Utterance, span: Span) -> bool:
    """Whether several companies are spoken of beside `span`: 六家在孵企业认定了高企, 新认定高企的在孵企业有三家."""
    return bool(
        _COMPANIES_COUNTED.search(said.before(span[0]))
        or _COMPANIES_COUNTED_AFTER.search(said.after(span[1]))
    )

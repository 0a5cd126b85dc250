"""Reads executive posts by kind of company and office: 世界 500 强总部副总裁, 央企总部总经理, 以前在知名企业做副总."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.reading.found import FoundFact
from actions.reading.phrases.companies import FAMOUS
from actions.reading.scope.cues import reading
from actions.reading.words.utterance import Utterance

_WORLD = re.compile(r"(?:世界|全球|财富)\s?(?:500|五百)\s?强")
_ANY = re.compile(r"(?:500|五百)\s?强")  # with a head office in China, one of the world's
_NATIONAL = re.compile(r"(?:国内|中国|全国)\s?(?:500|五百)\s?强")
_STATE = re.compile(r"央企|中央企业|中央管理的?企业")
_KNOWN = re.compile(rf"知名(?:企业|公司|外企|大厂)|大型企业|大厂|上市公司|在(?:{FAMOUS})")
_SENIOR = re.compile(
    r"高级经营管理(?:人才|人员|职位)?|高级管理人员|高管|(?:高级|执行)?副总裁|总裁|(?:副)?总经理|(?:副)?董事长|副总(?![工师])|"
    r"财务总监|总会计师|首席[^,。]{1,4}官|(?<![a-z])(?:c[efto]o|[se]?vp|president|general manager)(?![a-z])"
)
_MIDDLE = re.compile(r"中层(?:干部|管理)?|中级经营管理(?:职位)?|部门(?:经理|主管|负责人|总监)|部长")
_HEAD_OFFICE = re.compile(r"总部|集团公司|集团总|集团(?=副?总|高管)")
_CHINA = re.compile(r"中国(?:区域?|总部)|大中华区|中国公司")
_BRANCH = re.compile(r"(?:分|子|省|市|区域|支)公司|办事处|分部|工厂|分行|支行|事业部|下属")
_FORMERLY = re.compile(
    r"曾|以前|之前|原来?(?!因)|当过|做过|干过|任过|担任过|过去|前(?=高管|副总|总)|退下来|离职"
)
_IN_OFFICE = re.compile(r"现任|在任|目前担任|现在担任")
_GAP = 16
# 公司是世界500强, told in a clause apart from the office
_APART = re.compile(
    r"(?:公司|集团|企业|单位|东家|我们)(?:也|就|可)?(?:是|属于)(?:一?家)?(?:世界|全球|财富|国内|中国|全国)\s?(?:500|五百)\s?强(?![^,。;!?]{0,3}(?:供应|客户|分|子|办事))"
    r"|(?:^|,)(?:世界|全球|财富|国内|中国|全国)\s?(?:500|五百)\s?强(?:企业|集团|公司)*(?:总部|中国区|大中华区)?的?(?=$|[,。;!?])"
)
GLOBAL, LARGE, KNOWN = (
    "global500_executive",
    "large_enterprise_executive",
    "known_enterprise_executive",
)
MANAGED = "management_post"


def read_posts(said: Utterance) -> Iterator[FoundFact]:
    """Facts about executive posts in `said`, for each office named with its company."""
    for office in (*_SENIOR.finditer(said.text), *_MIDDLE.finditer(said.text)):
        begin = max(said.clause_at(office.start())[0], office.start() - _GAP)
        company, facts = _facts_of(said, said.text[begin : office.start()], office)
        span = (begin + company.start() if company else office.start(), office.end())
        if company is None and (apart := _APART.search(said.text, *said.sentence_at(begin))):
            before = said.text[said.sentence_at(begin)[0] : office.start()]
            _, facts = _facts_of(said, before + apart[0], office)
        if not facts:
            continue
        how = reading(said, span)
        for fact, value in facts.items():
            if how == "stated":
                yield FoundFact(fact, value, *span, said.text[span[0] : span[1]])
            elif how == "denied" and value is True:
                yield FoundFact(fact, False, *span, said.text[span[0] : span[1]])


def _facts_of(
    said: Utterance, words: str, office: re.Match[str]
) -> tuple[re.Match[str] | None, dict[str, bool | str]]:
    """The company in the `words` before `office` and the facts, or None where the documents name no such post."""
    senior = office.re is _SENIOR
    head = _HEAD_OFFICE.search(words)
    if senior and not _BRANCH.search(words):
        if company := _WORLD.search(words) or (_CHINA.search(words) and _ANY.search(words)):
            fact = LARGE if _CHINA.search(words) else GLOBAL if head else None
            return (company, {fact: True}) if fact else (None, {})
        if company := _NATIONAL.search(words) or (head and _STATE.search(words)):
            return company, {LARGE: True}
    company = _KNOWN.search(words)
    if company is None:
        return None, {}
    had: dict[str, bool | str] = {MANAGED: "senior" if senior else "middle"}
    if _IN_OFFICE.search(said.before(office.start())) and company[0].startswith("知名"):
        return company, {KNOWN: True} if senior else {}
    formerly = _FORMERLY.search(said.before(office.start())) or said.after(office.end())[:1] == "过"
    if not formerly and company[0].startswith(
        "在"
    ):  # a post held now is told of a company called 知名
        return company, {}
    if formerly or not senior or not company[0].startswith("知名"):
        return company, had
    return company, {KNOWN: True, **had}

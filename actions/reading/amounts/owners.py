"""Tells whose share is meant: whoever is named last before it, and the speaker if nobody is."""

from __future__ import annotations

import re
from typing import Literal

from actions.reading.scope.people import FAMILY

# An outsider (the state, a fund, the staff) founds nothing together with the speaker.
Owner = Literal["self", "other", "outsider", "joint"]

_JOINT = re.compile(
    r"合计|一共|总共|共(?=占|持)|加起来|加一起|合起来|总计|我们?俩|咱俩|两人|两个人|[我俺]们[一]起"
    r"|我[和跟与][^,。]{1,6}?(?:共|一起)"
)
_SURNAME = (
    r"[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董程曹袁邓许傅沈曾彭吕苏"
    r"卢蒋蔡贾丁魏薛叶余潘戴夏田方石姚邹崔姜范金孟秦]"
)
_INSTITUTION = (
    r"国资|国企|央企|政府|财政|基金|机构|天使|资方|[甲乙日中外德美韩]方|总部|集团|员工|职工|骨干|技术人员|学校|高校|大学|学院|研究[所院]"
    r"|院里|所里|厂里|平台|持股会|期权池|公司|企业|单位"
)
_SHAREHOLDER = r"(?<![是第二三四五])(?:第?[大二小三四五]大?|其他|其余|原|老|新)股东(?=占|持|拿|那|手|名下|[王李张刘陈])"
_HOLDS = r"(?=那|这边|方面|名下|手里|占|持|拿|出|有|股|的股|\d|[一二两三四五六七八九]成|是\d)"
_OTHER = re.compile(
    rf"{FAMILY}|他|她|对方|合伙人|(?<=[的和跟与位个])联合创[办始]人|合作方|企业家|投资[人方者]|另[一外][个位]?|朋友|同学|搭档|老板|领导|母公司|别[人家的]|其他人|人家|大家"
    rf"|有个?人|{_SHAREHOLDER}|剩下|其余|别的"
    rf"|{_SURNAME}[一-鿿]{{0,2}}(?:总|董|哥|姐|工|老师|教授|院长|所长|书记){_HOLDS}|[老小]{_SURNAME}{_HOLDS}"
)
_OUTSIDER = re.compile(rf"(?<!是)(?<!我在)(?<![办开])(?<![办开]的)(?:{_INSTITUTION}){_HOLDS}")
_SELF = re.compile(
    rf"(?<![跟和与])我(?!们?俩|们一起|的?(?:合伙人|联合创[办始]人|同学|搭档|老板|领导|合作方|朋友|{FAMILY}))|本人|自己|个人"
)
_OWNERS: tuple[tuple[Owner, re.Pattern[str]], ...] = (
    ("joint", _JOINT),
    ("other", _OTHER),
    ("outsider", _OUTSIDER),
    ("self", _SELF),
)
_FOUNDS_TOGETHER = re.compile(r"合伙|联合创|合作|企业家|搭档|合办|一起|共同")
_NO_FOUNDER = re.compile(rf"(?:{FAMILY})(?<!朋友)|{_SHAREHOLDER}|母公司|领导")
_MINE_AFTER_ALL = re.compile(r"(?:合计|一共|总共|加起来)[^,]*,[^,]*我")


def last_of(owner: Owner, words: str) -> re.Match[str] | None:
    """Where `words` name `owner` last."""
    return max(dict(_OWNERS)[owner].finditer(words), key=lambda match: match.end(), default=None)


def is_a_partner(words: str) -> bool:
    """Whether the other of whom `words` tell founded the company too; a wife or a shareholder need not have."""
    return bool(_FOUNDS_TOGETHER.search(words)) or not _NO_FOUNDER.search(words)


def owner_named(words: str) -> Owner | None:
    """Whom `words`, which stand before a share, name last; None if nobody."""
    named = [(match.end(), owner) for owner, _ in _OWNERS if (match := last_of(owner, words))]
    if any(owner == "joint" for _, owner in named) and not _MINE_AFTER_ALL.search(words):
        return "joint"
    return max(named)[1] if named else None

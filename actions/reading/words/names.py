"""Tells which words are part of a name: 公司叫院士谷科技, 同事都叫我高工, 博士康医疗器械有限公司."""

from __future__ import annotations

import re

from actions.reading.words.nouns import whole
from actions.reading.words.utterance import Span, Utterance

_STAYS = r"[^,。;!?是有在当做评任说去来\s]"
_CALLED = re.compile(
    r"(?:(?:公司|企业|厂|单位|店|品牌|商标|产品|项目|孵化器)(?:的?名(?:字|称)?)?(?:就|也)?(?:叫(?:做|作)?|取名|起名|名叫|名为)"
    r"|(?:名字|名称|简称|全称|字号|招牌)(?:就|也)?(?:叫(?:做)?|取的?是|为|[是:]))"
    rf"{_STAYS}{{0,8}}$"
)
_NICKNAMED = re.compile(
    r"(?:[叫喊称](?:呼)?(?:我|咱|俺)(?:一声|为|做|是)?|外号|绰号|人称|昵称|花名|网名|微信名|小名|笔名)(?:叫|是|为|:)?(?:[老小])?$"
)
_TRADE = (
    r"(?:科技|医疗器械|医疗|医药|生物|集团|教育|咨询|文化|传媒|网络|信息|智能|装备|机械|新材料|新能源|环保|食品|农业|电子|软件"
    r"|实业|控股|投资|管理|服务|产业园?)"
)
_FIRM = re.compile(
    rf"(?:(?![搞做学从是读研])[一-龥]){{1,2}}{_TRADE}{{1,2}}(?:上班|工作|任职|担任)|[一-龥]{{0,2}}{_TRADE}{{1,3}}(?:股份|有限|(?:公司|集团)(?!的|里))"
)


def is_in_a_name(said: Utterance, span: Span) -> bool:
    """Whether the words at `span` are (part of) what a company or a person is called."""
    span = whole(said, span)
    before = said.before(span[0])
    return bool(
        _NICKNAMED.search(before) or _CALLED.search(before) or _FIRM.match(said.text, span[1])
    )

"""The pieces that inputs are made of: what the reader knows, and what its patterns look for."""

from __future__ import annotations

import re
import sre_parse
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from rules import load_library

_INNER = {"SUBPATTERN": 3, "MAX_REPEAT": 2, "MIN_REPEAT": 2, "ASSERT": 1, "ASSERT_NOT": 1}
_NUMBERS = """0 1 3 35 100 2021 007 3.5 .5 1,000 １２ 35% ％ 三十五 三成半 百分之三十五 50万 五十来万 50w 3千万 一百千万
    两 廿 壹佰贰拾万圆整 〇 1e9 9999999999999999999999 ½ ² ① ٣٤ 3/4 1:2 -5 +3 1～3 30-40万 八九十 十几 半 零点五 亿亿
    2021年3月 2021.3.15 2021-13-45 去年三月 今年 下个月 三年前 2月30日 9999年 0000年 岁 以上 不到 超过 左右"""
NUMBERS = tuple(_NUMBERS.split())
ODD = (
    *("，", "。", "、", "？", "！", "；", "：", "…", "——", "（", "）", "“", "《", "·", "~", "/", "／", "\\"),
    *(" ", "　", "\t", "\n", "\r\n", "\x00", "\x07", "\x1b[31m", "\x7f", "\u200b", "\u200d", "\ufeff", "\u00ad"),
    *("\u202e", "\u2066", "\u0301", "\u0489", "\u20e3", "\u3099", "😀", "👍🏻", "👩‍👩‍👧", "🇨🇳", "𠮷", "𝟛", "㎡"),
    *("ﬁ", "İ", "ß", "ﷺ"),
    *("\ud800", "\udfff", "\ufffe", "\U0010ffff", "\u2028", "\u0085", "שלום", "مرحبا", "ขอบคุณ"),
    *("<script>", "</script>", "<img src=x onerror=alert(1)>", "{{7*7}}", "${x}", "%s%n", "' OR 1=1 --", '"', "'", "`"),
    *("/inform{", "/SlotSet{\"degree\": null}", "../..", "]]>", "&lt;", "&#0;", "<![CDATA[", "<!DOCTYPE x ["),
)  # fmt: skip
_TRADITIONAL = "佔股 實繳資本 創業 獨立創業人才 領軍人才 臺灣 補貼 學歷 職稱 專利 幾年 發放"


@lru_cache(maxsize=1)
def words() -> tuple[str, ...]:
    """The words of the dictionary and of the documents: labels, synonyms, values, subjects, headings."""
    library = load_library()
    found: set[str] = set(_TRADITIONAL.split())
    for fact in library.dictionary.facts.values():
        found |= {fact.label, fact.question, *fact.synonyms}
        found |= {one for choice in fact.values for one in (choice.label, *choice.synonyms)}
    for pack in library.packs.values():
        found |= {one for named in pack.about.subjects.values() for one in named}
        found |= {pack.about.city, pack.about.number}
        found |= {clause.heading for clause in pack.document.clauses.values()}
    return tuple(sorted(found - {""}))


@lru_cache(maxsize=1)
def looked_for() -> tuple[str, ...]:
    """The literal pieces of all patterns that the reader of text and the masks hold."""
    found: set[str] = set()
    for pattern in patterns(("actions.reading", "bot.masking")):
        found.update(_literals(sre_parse.parse(pattern.pattern, pattern.flags)))
    return tuple(sorted(one for one in found if one.strip()))


def patterns(packages: tuple[str, ...]) -> Iterator[re.Pattern[str]]:
    """The text patterns that stand in the modules loaded from `packages`, alone or in a collection."""
    for name, module in list(sys.modules.items()):
        if name.startswith(packages):
            for value in list(vars(module).values()):
                yield from _inside(value)


def _inside(value: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, (tuple, list, dict)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _inside(one)


def _literals(parsed: Iterable[Any]) -> Iterator[str]:
    """Each run of plain characters, and each character of a set."""
    run = ""
    for op, argument in parsed:
        kind = str(op)
        if kind == "LITERAL":
            run += chr(argument)
            continue
        yield run
        run = ""
        if kind == "BRANCH":
            for branch in argument[1]:
                yield from _literals(branch)
        elif kind == "IN":
            yield from (chr(one) for inner, one in argument if str(inner) == "LITERAL")
        elif kind in _INNER:
            yield from _literals(argument[_INNER[kind]])
    yield run

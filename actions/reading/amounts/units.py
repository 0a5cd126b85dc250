"""Reads the unit behind a numeral: percent, 万元, 年, 月, 人, 家, 件, 个, or money that is not yuan."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.reading.amounts.numerals import TEN_THOUSAND, Numeral, numeral_at

FOREIGN = "foreign money"  # the unit of no fact: at which rate it was paid in, nobody can tell


@dataclass(frozen=True)
class Unit:
    """A unit by its name in the dictionary; a numeral n before it stands for ``n * factor + extra``."""

    name: str
    factor: float
    extra: float
    end: int


_PERCENT = re.compile(r"%|个?百分点|个点|个?趴|percent")
_TENTHS = re.compile(
    r"成(?:半|(?P<digit>[一二三四五六七八九]|[1-9](?![\d.]))(?![年个位名万])|(?![立为员果功都本长分人交就熟品]))"
)
_YEARS = re.compile(r"(?:周|整|个)?年(?P<half>半)?(?![级代龄轻底初末度会薪])")
_AND_MONTHS = re.compile(r"[零又加外]?(?P<months>\d{1,2}|十?[一二两三四五六七八九十])个月")
_MONTHS = re.compile(r"个(?:(?P<half>半)|[多来把])?(?:整)?月")
_COUPLE = re.compile(r"[俩仨]")  # 仨 is 三个: no 个 follows
_MONTHS_OF_A_COUPLE = re.compile(r"多?月(?P<half>(?!))?")
_QUARTER = re.compile(r"个季度")
_MONTHS_OF_A_QUARTER = 3.0
_DAYS = re.compile(r"天(?!津|使)")
_DAYS_IN_A_MONTH = 30
_MOST_YEARS = 200  # from there on it is a year of the calendar or a number of something else
_FOREIGN_MONEY = re.compile(
    r"\s?(?:[美欧日港韩加澳]元|[美欧]金|美?刀|欧(?!洲)|英镑|日[币圆]|港币|韩币|卢布|法郎|新台币|台币|usd|eur|gbp|jpy|hkd)"
)
_FOREIGN_BEFORE = re.compile(r"(?:[$€£]|[美欧日港]元|美金|英镑|港币|usd|eur)\s?$")
_MONEY = re.compile(r"元(?!人)|块钱?|人民币|rmb")
_NO_YUAN = re.compile(r"\s?(?:[人户家件套台吨亩平名项次字股]|个(?!w))")
_MEMBER = r"(?:核心|团队|骨干)?(?:成员|同事|伙伴|人(?!才))"
_COUNTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("人", re.compile(rf"人(?!才|民)|名|[个位](?={_MEMBER})|口子")),
    ("家", re.compile(r"家")),
    ("件", re.compile(r"件|项")),
    ("个", re.compile(r"个(?!周|星期)")),
    ("周", re.compile(r"个?(?:周(?![年岁])|星期)")),
    ("次", re.compile(r"[次趟回](?![家国到])")),
)


def unit_at(text: str, numeral: Numeral) -> Unit | None:
    """The unit that follows `numeral` in the normalised `text`, or None."""
    at = numeral.end + text.startswith(" ", numeral.end)
    return (
        _share_at(text, at)
        or _span_at(text, at, numeral)
        or _money_at(text, at, numeral)
        or next(
            (
                Unit(name, 1.0, 0.0, match.end())
                for name, pattern in _COUNTS
                if (match := pattern.match(text, at))
            ),
            None,
        )
    )


def _share_at(text: str, at: int) -> Unit | None:
    if match := _PERCENT.match(text, at):
        return Unit("percent", 1.0, 0.0, match.end())
    if match := _TENTHS.match(text, at):
        digit = numeral_at(match["digit"], 0) if match["digit"] else None
        extra = digit.low if digit else 5.0 if match[0].endswith("半") else 0.0
        return Unit("percent", 10.0, extra, match.end())
    return None


def _span_at(text: str, at: int, numeral: Numeral) -> Unit | None:
    months = _MONTHS_OF_A_COUPLE if _COUPLE.match(text, numeral.start) else _MONTHS
    for name, pattern in (("年", _YEARS), ("月", months)):
        if numeral.high < _MOST_YEARS and (match := pattern.match(text, at)):
            rest = _AND_MONTHS.match(text, match.end()) if name == "年" else None
            further = numeral_at(rest["months"], 0) if rest else None
            if rest and further:
                return Unit(name, 1.0, further.low / 12, rest.end())
            return Unit(name, 1.0, 0.5 if match["half"] else 0.0, match.end())
    if quarter := _QUARTER.match(text, at):
        return Unit("月", _MONTHS_OF_A_QUARTER, 0.0, quarter.end())
    if days := _DAYS.match(text, at):
        return Unit("月", 1 / _DAYS_IN_A_MONTH, 0.0, days.end())
    return None


def _money_at(text: str, at: int, numeral: Numeral) -> Unit | None:
    if foreign := _FOREIGN_MONEY.match(text, numeral.end):
        return Unit(FOREIGN, 1.0, 0.0, foreign.end())
    if _FOREIGN_BEFORE.search(text[max(0, numeral.start - 4) : numeral.start]):
        return Unit(FOREIGN, 1.0, 0.0, numeral.end)
    if match := _MONEY.match(text, at):
        return Unit("万元", 1 / TEN_THOUSAND, 0.0, match.end())
    in_thousands = text.startswith("k", numeral.end - 1)  # 50k: of yuan
    if (numeral.scale >= TEN_THOUSAND or in_thousands) and not _NO_YUAN.match(text, at):
        return Unit("万元", 1 / TEN_THOUSAND, 0.0, numeral.end)
    return None

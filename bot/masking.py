"""Numbers that name a person are masked before anything reads or keeps them: of telephones, papers, banks, mail."""

from __future__ import annotations

import re
import unicodedata

_NUMERAL = "[〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]"
_APART = "[ .,_/()—–-]{0,3}"  # what people write between the groups of a number
_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
# In the order in which they are looked for: the longer before those that could be a part of it.
_PATTERNS = (
    ("邮箱", r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"),
    ("证件号码", rf"(?<!\d)[1-9]\d{{5}}[ -]?(?:18|19|20)\d{{2}}[ -]?{_DAY}[ -]?\d{{3}}[\dXx](?![\dXx])"),
    ("证件号码", rf"(?<!\d)[1-9]\d{{5}}\d{{2}}{_DAY}\d{{3}}(?!\d)"),
    ("证件号码", r"(?:护照|通行证|台胞证|回乡证)(?:号码|号)?[是为：: ]{0,3}[A-Za-z]{0,2}\d{7,9}(?!\d)"),
    ("证件号码", rf"(?<!{_NUMERAL}){_NUMERAL}{{17}}[〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖Xx](?!{_NUMERAL})"),
    (
        "电话号码",
        rf"(?<!\d)(?:(?:\+|00)?86{_APART})?1[3-9]\d{_APART}(?:\d{{4}}{_APART}\d{{4}}|\d{{3}}{_APART}\d{{5}})(?!\d)",
    ),
    ("电话号码", r"(?<!\d)1 [3-9](?: \d){9}(?! ?\d)"),
    ("电话号码", rf"(?<!{_NUMERAL})[一幺壹][三四五六七八九叁肆伍陆柒捌玖]{_NUMERAL}{{9}}(?!{_NUMERAL})"),
    ("电话号码", r"(?<!\d)\(?0\d{2,3}[ )-]{0,3}[2-8]\d{6,7}(?:-\d{1,5})?(?!\d)"),
    ("银行卡号", r"(?<!\d)[2-6]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?!\d)"),
    ("账号", r"(?i:微信|qq)号?码?[是为：: ]{0,3}(?:\d{5,11}(?!\d)|[A-Za-z][A-Za-z0-9_-]{5,})"),
)  # fmt: skip
_NAMES = (
    r"(?:(?:我|本人)?的?(?:联系|座机|办公)?(?:电话|手机|座机|身份证|证件|证|银行卡|卡|邮箱|邮件|微信)(?:号码|号|地址)?"
    r"[是为：: ]{0,3})?"
)
_COMPILED = tuple((kind, re.compile(_NAMES + pattern)) for kind, pattern in _PATTERNS)
_MARK = re.compile(r"【(?:邮箱|证件号码|电话号码|银行卡号|账号)已隐去】")


def without_marks(masked: str) -> str:
    """A masked text without the marks, which say nothing of what the person asks."""
    return _MARK.sub("", masked)


def mask(text: str) -> tuple[str, bool]:
    """`text` with each such number replaced by what it is, as in 【电话号码已隐去】, and whether there was one.

    What the person calls it goes with it (我的手机号是 …). Full-width digits count as digits.
    """
    plain = "".join(_half_width(one) for one in text)
    found = False
    for kind, pattern in _COMPILED:
        plain, text, count = _replaced(plain, text, pattern, f"【{kind}已隐去】")
        found = found or count > 0
    return text, found


def _replaced(plain: str, text: str, pattern: re.Pattern[str], mark: str) -> tuple[str, str, int]:
    """Both strings, which are equally long, with what `pattern` finds in `plain` replaced by `mark`."""
    places = [match.span() for match in pattern.finditer(plain)]
    for start, end in reversed(places):
        plain = plain[:start] + mark + plain[end:]
        text = text[:start] + mark + text[end:]
    return plain, text, len(places)


def _half_width(character: str) -> str:
    """`character`, or the digit, dash or sign that it is another width of."""
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 and plain.isascii() else character

"""Reads science awards: level × kind × grade, the person's rank, and the highest award of a province or city."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.reading.found import FoundFact, RawValue
from actions.reading.phrases.ranks import find_ranks
from actions.reading.scope.cues import is_denied, is_required, reading
from actions.reading.words.lexicon import Lexicon
from actions.reading.words.utterance import Utterance

AWARD, NEW_AWARD, RANK = "science_award", "new_science_award", "science_award_rank"

_KIND = (
    r"(?P<kind>自然科学奖?|技术发明奖?|科(?:学)?技(?:术)?进步奖?|科学技术奖|科技奖励?|科技成果奖)"
)
# Between a level and a grade a kind is known by half its name.
_KIND_GRADED = (
    r"(?P<kind>自然(?:科学)?奖?|(?:技术)?发明(?!专利|家|展|创业|创新|协会)奖?|(?:科(?:学)?技(?:术)?)?进步奖?|科学技术奖"
    r"|科技奖励?|科技成果奖)"
)
_GRADE = r"(?P<grade>特等|[一二三1-3]等)"
_TOP = r"(?:最高科学技术奖|最高科技奖|科学技术最高奖|科技最高奖)"
_NO_BREAK = r"[^,。;!?]"
_NO_DISTRICT = r"(?:(?![区县])[^,。;!?])"  # 烟台市福山区 gives an award of a district
_OTHER_AWARDS = re.compile(
    r"竞赛|大赛|比赛|奥数|奥赛|建模|教学|论文|摄影|书法|美术|演讲|征文|作文|唱歌|舞蹈|运动会|抽奖|高中|初中|小学|中学|大学时|上学|读书|学生时"
)
OF_A_LEVEL = re.compile(r"(?:国家|全国|[省市部])(?:级|里)?(?:以上)?的?$")
_OF_A_COMPANY = re.compile(
    r"(?:单位|公司|企业|厂|研究所)(?:也|都|曾|以前)*(?:得|拿|获得?)(?:过|了)(?:一[个次项])?$"
)
_NEWLY = re.compile(r"新获|新得|新取得|新拿|管理期")
_JUST_WON = re.compile(r"新(?:获得?|得|取得|拿到?)(?:了|到)?$")
_BELOW_LEVEL = "lower"

# What the dictionary calls a grade of a level; a special grade counts with the first.
_GRADES = {
    "特": "first",
    "一": "first",
    "1": "first",
    "二": "second",
    "2": "second",
    "三": "third",
    "3": "third",
}
_VALUES = {
    ("national", "first"): "national_first",
    ("national", "second"): "national_second",
    ("provincial", "first"): "provincial_first",
    ("provincial", "second"): "provincial_second",
    ("provincial", "third"): "provincial_third",
    ("municipal", "first"): "municipal_first",
    ("municipal", "second"): "municipal_second",
    ("municipal", "third"): _BELOW_LEVEL,
}
_REWARDED = (
    "municipal_first",
    "provincial_first",
    "provincial_second",
    "national_first",
    "national_second",
)


class AwardReader:
    """Compiled with the provinces and cities whose names stand for a level."""

    def __init__(self, lexicon: Lexicon) -> None:
        provinces = "|".join(lexicon.places["provinces"])
        cities = "|".join(
            sorted(
                (name for row in lexicon.places["cities"] for name in row), key=len, reverse=True
            )
        )
        level = (
            r"(?:(?P<national>国家级?|全国|国务院)"
            rf"|(?P<provincial>(?:{provinces})(?:省|市|(?:壮族|回族|维吾尔)?自治区)?级?|省部?级?里?|部级|教育部|自治区级?)"
            rf"|(?P<municipal>(?:{cities}|威海)市?级?|地?市级?里?)"
            r"|(?P<low>(?:[一-龥]{2})?[区县校院厅所](?:级|里)?(?:的|政府)?(?=科技|科学技术|技术发明|自然科学)|[区县校院厅所]级|厅局级))"
        )
        self._awards = tuple(
            re.compile(pattern)
            for pattern in (
                rf"{level}{_NO_DISTRICT}{{0,5}}?{_KIND_GRADED}(?:{_NO_BREAK}{{0,4}}?|,\s?){_GRADE}奖?",
                rf"{level}(?:政府|的|科技)?{_GRADE}奖",
                rf"{_KIND}{_NO_BREAK}{{0,4}}?{_GRADE}奖?[(,、\s]?(?:是|属于)?{level}",
            )
        )
        self._listed = re.compile(rf"{level}(?:里?的)?{_GRADE}(?:奖|(?=$|[,。;!?、)和及与跟,\s]))")
        self._top = re.compile(rf"{level}(?:政府|的)?{_TOP}")
        self._kind = re.compile(_KIND)

    def read(self, said: Utterance) -> Iterator[FoundFact]:
        """Facts about awards in `said`."""
        awards = list(self._graded(said))
        yield from awards
        yield from self._highest(said)
        ranks = find_ranks(said.text)
        for rank in ranks:
            begin, end = said.sentence_at(rank.start)
            near = any(begin <= award.start < end and award.fact == AWARD for award in awards)
            if is_required(said, (rank.start, rank.end)):
                continue
            if (
                near
                or "完成人" in said.text[rank.start : rank.end]
                or self._kind.search(said.text[begin:end])
            ):
                low, high = rank.low or 1.0, rank.high or 1.0
                value: RawValue = low if low == high else {"from": low, "to": high}
                yield _fact(said, RANK, value, rank.start, rank.end)
        if not awards:
            yield from self._none(said)

    def _graded(self, said: Utterance) -> Iterator[FoundFact]:
        taken: list[tuple[int, int]] = []
        for match in self._matches(said):
            span = match.span()
            if any(span[0] < end and begin < span[1] for begin, end in taken):
                continue
            taken.append(span)
            newly = _JUST_WON.search(said.before(span[0]))
            of_it = (span[0] - len(newly[0]), span[1]) if newly else span
            if self._is_of_science(said, match) and reading(said, of_it) == "stated":
                yield from self._award(said, match)

    def _matches(self, said: Utterance) -> Iterator[re.Match[str]]:
        for pattern in self._awards:
            yield from pattern.finditer(said.text)
        for match in self._listed.finditer(said.text):
            if self._kind.search(said.text, *said.sentence_at(match.start())):
                yield match

    def _is_of_science(self, said: Utterance, match: re.Match[str]) -> bool:
        """Whether it is the person's award of science: not 高中奥数省二等奖, nor 单位得过省二等奖."""
        if _OF_A_COMPANY.search(said.before(match.start())):
            return False
        sentence = said.text[slice(*said.sentence_at(match.start()))]
        return bool(self._kind.search(sentence)) or not _OTHER_AWARDS.search(sentence)

    def _award(self, said: Utterance, match: re.Match[str]) -> Iterator[FoundFact]:
        level, grade = _level(match), match["grade"][0]
        value = _BELOW_LEVEL if level == "low" else _VALUES.get((level, _GRADES[grade]))
        if _NEWLY.search(said.before(match.start())):
            natural = match.groupdict().get("kind") or ""
            new_value = _new_value(level, grade, natural)
            if new_value and not self._asks_in_general(said, match):
                yield _fact(said, NEW_AWARD, new_value, *match.span())
        elif value:
            yield _fact(said, AWARD, value, *match.span())

    def _asks_in_general(self, said: Utterance, match: re.Match[str]) -> bool:
        """新获省级二等奖奖多少 asks of anybody."""
        clause = said.clause_at(match.start())
        return said.asks_within(clause) and "我" not in said.text[slice(*clause)]

    def _highest(self, said: Utterance) -> Iterator[FoundFact]:
        for match in self._top.finditer(said.text):
            how = reading(said, match.span())
            level = _level(match)
            if how != "open" and level != "low":
                fact = "municipal_top_award" if level == "municipal" else "provincial_top_award"
                yield _fact(said, fact, how == "stated", *match.span())

    def _none(self, said: Utterance) -> Iterator[FoundFact]:
        for match in self._kind.finditer(said.text):
            if OF_A_LEVEL.search(said.before(match.start())):
                continue  # without one of the province there may be one of the city
            if is_denied(said, match.span()) and reading(said, match.span()) == "denied":
                yield _fact(said, AWARD, "none", *match.span())


def _level(match: re.Match[str]) -> str:
    return next(name for name in ("national", "provincial", "municipal", "low") if match[name])


def _new_value(level: str, grade: str, kind: str) -> str | None:
    if grade == "特":
        return "special"
    value = _VALUES.get((level, _GRADES[grade]))
    if value == "municipal_first" and kind.startswith("自然"):
        return "municipal_natural_first"
    return value if value in _REWARDED else None


def _fact(said: Utterance, fact: str, value: RawValue, start: int, end: int) -> FoundFact:
    return FoundFact(fact, value, start, end, said.text[start:end])

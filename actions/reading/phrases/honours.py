"""Reads honours that the documents do not list, by their level: they open the panel's tail of that level.

获得过全国XX先进个人 is a national honour, 我是山东省XX名师 a provincial one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.reading.found import FoundFact
from actions.reading.scope.cues import reading
from actions.reading.words.lexicon import Lexicon
from actions.reading.words.utterance import Utterance

NATIONAL, LOWER = "other_national_honour", "other_provincial_honour"
_HAVING = (
    r"(?:获得?过?|荣获|荣膺|得过|拿过|拿了|拿到|入选|评为|评上|当选|授予|享受|我是|本人是|是|有)"
)
_HONOUR = (
    r"(?:劳动模范|劳模|先进个人|先进工作者|优秀科技工作者|五一劳动奖章|三八红旗手|专家|名师|名医|名家|英才|工匠|杰出人才|拔尖人才|"
    r"(?:优秀|杰出)青年(?:人才|企业家|工程师)?|青年人才|优秀企业家|学科带头人|青年科技奖|科技创新奖|专利(?:金|银|优秀)奖|荣誉称号|称号|青年人才计划)"
)
_NO_BREAK = r"[^,。;!?的个名位]"


class HonourReader:
    """Compiled with the provinces and cities whose names stand for a level."""

    def __init__(self, lexicon: Lexicon) -> None:
        provinces = "|".join(lexicon.places["provinces"])
        cities = "|".join(
            sorted((name for row in lexicon.places["cities"] for name in row), key=len)[::-1]
        )
        level = (
            r"(?:(?P<national>国家级?|全国|国务院)"
            rf"|(?P<lower>(?:{provinces})(?:省|市|自治区)?|省部?级?|部级|(?:{cities}|威海)市?|地?市级?|齐鲁|泰山))"
        )
        self._honour = re.compile(
            rf"{_HAVING}(?:了|过|为|第.届|20\d\d年度?|\s)*(?P<words>{level}{_NO_BREAK}{{0,8}}?{_HONOUR})(?!级|评|库|网|工程)"
        )

    def read(self, said: Utterance) -> Iterator[FoundFact]:
        """Facts about unlisted honours in `said`; where a phrase of the dictionary stands, that one is meant."""
        for match in self._honour.finditer(said.text):
            span = match.span("words")
            if any(each.end + len("荣誉称号") >= span[1] for each in said.mentions_in(span)):
                continue
            if reading(said, span) == "stated":
                fact = NATIONAL if match["national"] else LOWER
                yield FoundFact(fact, True, *span, match["words"])

"""What is applied for, studied or expected is not had; what is done is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.reading.reader import FactReader
from actions.reading.words.lexicon import Lexicon
from rules.facts import Dictionary
from tests.actions.reading.conftest import FactsOf

UNDERWAY = [
    "我下个月博士毕业",
    "明年评副高",
    "今年评正高",
    "年底评副高",
    "还有半年博士毕业",
    "等博士毕业",
    "在评正高",
    "正高在评",
    "正高公示期",
    "正高材料已经报上去了",
    "考上博士了",
    "博士还没毕业",
    "博士没念完",
    "博士延期毕业",
    "博士研究生二年级",
    "准博士",
    "博士明年毕业",
    "发明专利在申请",
    "发明专利下个月授权",
    "发明专利受理中",
    "高企正在认定",
    "明年认定高新技术企业",
    "在申请国家杰青",
    "泰山学者公示中",
    "即将入选泰山学者",
]
DONE = [
    ("博士毕业", {"degree": "doctor"}),
    ("今年6月博士毕业了", {"degree": "doctor"}),
    ("博士刚毕业", {"degree": "doctor"}),
    ("博士后出站", {"degree": "doctor"}),
    ("我是在站博士后", {"degree": "doctor"}),
    ("硕博连读毕业", {"degree": "doctor"}),
    ("直博毕业", {"degree": "doctor"}),
    ("去年评的副高", {"title": "associate"}),
    ("去年年底评上正高", {"title": "full"}),
    ("同等学力硕士", {"academic_degree": "master"}),
    ("在职研究生", {"academic_degree": "master"}),
    ("明年全职来", {"employed_full_time": True}),
]


@pytest.mark.parametrize("text", UNDERWAY)
def test_what_is_underway_is_not_had(facts_of: FactsOf, text: str) -> None:
    assert facts_of(text) == {}


@pytest.mark.parametrize(("text", "facts"), DONE)
def test_what_is_done_is_had(facts_of: FactsOf, text: str, facts: dict[str, Any]) -> None:
    assert facts_of(text) == facts


def test_a_doctoral_student_is_no_doctor_though_a_subject_is_called_so(
    dictionary: Dictionary, today: date
) -> None:
    reader = FactReader(Lexicon(dictionary, {"doctorate": ("博士", "博士生")}))
    assert "degree" not in {each.fact for each in reader.extract("我是博士生", today)}
    assert "degree" in {each.fact for each in reader.extract("博士生活补助", today)}

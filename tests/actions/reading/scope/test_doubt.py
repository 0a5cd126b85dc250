"""What is said with doubt keeps its value and is marked; what is only about right, or planned, is neither."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.reading.answers.answer_reader import AnswerReader
from actions.reading.reader import FactReader
from rules.facts import Dictionary, Question
from tests.actions.reading.conftest import FactsOf

DOUBTED = [
    ("好像占股35%", {"share_percent": 35}),
    ("占股好像是35%", {"share_percent": 35}),
    ("占股可能35%", {"share_percent": 35}),
    ("占股应该是35%", {"share_percent": 35}),
    ("占股35%吧", {"share_percent": 35}),
    ("占股35%左右吧", {"share_percent": 35}),
    ("占股35%，不太确定", {"share_percent": 35}),
    ("估计投了50万", {"paid_in": 50}),
    ("印象里投了50万", {"paid_in": 50}),
    ("记得是签了五年合同", {"contract_years": 5}),
    ("公司似乎是去年成立的", {"company_founded_on": "2020"}),
    ("我好像是第一大股东", {"largest_shareholder": True}),
    ("我应该是第一大股东", {"largest_shareholder": True}),
    ("我可能不是第一大股东", {"largest_shareholder": False}),
    ("应该有发明专利吧", {"invention_patent": True}),
    ("应该是副高", {"title": "associate"}),
    ("大概是副高", {"title": "associate"}),
    ("合同不太确定，好像是三年", {"contract_years": 3}),
    ("我记不清占股多少了，应该是三成", {"share_percent": 30}),
    ("公司是2019年注册的吧好像", {"company_founded_on": "2019"}),
    ("没记错的话占股35%", {"share_percent": 35}),
    ("应该算技术负责人", {"technical_lead": True}),
    ("也许算是第一大股东", {"largest_shareholder": True}),
    ("发明专利可能有", {"invention_patent": True}),
    ("占股四成，具体记不清", {"share_percent": 40}),
    ("我不确定占股多少，大概三成", {"share_percent": 30}),
    ("应该签了五年", {"contract_years": 5}),
]
CERTAIN = [
    ("占股35%", {"share_percent": 35}),
    ("占股大概35%", {"share_percent": 35}),
    ("占股大概是35%", {"share_percent": 35}),
    ("占股差不多三成", {"share_percent": 30}),
    ("投了50万左右", {"paid_in": 50}),
    ("占股35%，应该能报吧", {"share_percent": 35}),
    ("我是博士，不确定能不能申请", {"degree": "doctor"}),
    ("我是博士可能拿多少", {"degree": "doctor"}),
    ("我觉得占股35%", {"share_percent": 35}),
]
PLANNED = [
    "我可能要占股40%",
    "可能会签五年合同",
    "以后可能会全职",
    "占股应该达到35%吗",
    "应该是博士吗",
    "不一定是第一大股东",
    "未必是第一大股东",
    "正高应该能评上",
    "博士可能要明年毕业",
    "应该算技术负责人吗",
]


@pytest.mark.parametrize(("text", "facts"), DOUBTED)
def test_a_doubt_is_marked_and_the_value_kept(
    reader: FactReader, today: date, text: str, facts: dict[str, Any]
) -> None:
    found = [each for each in reader.extract(text, today) if each.fact in reader.dictionary.facts]
    assert {each.fact: each.value for each in found} == facts
    assert all(each.doubtful for each in found)


@pytest.mark.parametrize(("text", "facts"), CERTAIN)
def test_about_is_no_doubt(
    reader: FactReader, today: date, text: str, facts: dict[str, Any]
) -> None:
    found = [each for each in reader.extract(text, today) if each.fact in reader.dictionary.facts]
    assert {each.fact: each.value for each in found} == facts
    assert not any(each.doubtful for each in found)


@pytest.mark.parametrize("text", PLANNED)
def test_what_may_come_is_no_fact(facts_of: FactsOf, text: str) -> None:
    assert facts_of(text) == {}


def test_only_the_clause_of_the_doubt_is_doubted(reader: FactReader, today: date) -> None:
    found = reader.extract("我是博士，职称好像是副高，占股35%", today)
    assert {each.fact: each.doubtful for each in found if each.fact in reader.dictionary.facts} == {
        "degree": False,
        "title": True,
        "share_percent": False,
    }


@pytest.mark.parametrize(
    ("fact", "text", "value", "doubtful"),
    [
        ("largest_shareholder", "好像是", True, True),
        ("largest_shareholder", "应该是吧", True, True),
        ("largest_shareholder", "应该不是", False, True),
        ("largest_shareholder", "可能不是", False, True),
        ("largest_shareholder", "是吧", True, True),
        ("largest_shareholder", "应该是", True, True),
        ("largest_shareholder", "是的", True, False),
        ("invention_patent", "好像没有", False, True),
        ("share_percent", "可能35吧", 35, True),
        ("share_percent", "好像是三成", 30, True),
        ("share_percent", "不确定，大概35%", 35, True),
        ("share_percent", "大概三成", 30, False),
        ("share_percent", "三成左右", 30, False),
        ("degree", "应该是第二个", "master", True),
        ("degree", "好像是硕士", "master", True),
        ("company_founded_on", "好像是去年", "2020", True),
        ("title", "没有吧", "none", True),
        ("science_award_rank", "好像第三", 3, True),
        ("largest_shareholder", "应该算", True, True),
        ("largest_shareholder", "我觉得是", True, False),
        ("largest_shareholder", "没错", True, False),
    ],
)
def test_answers_with_doubt(
    answers: AnswerReader, today: date, fact: str, text: str, value: Any, doubtful: bool
) -> None:
    answer = answers.read(Question(id=fact, ask="？", facts=(fact,)), text, today)
    assert answer.facts == {fact: value}
    assert answer.doubtful == ((fact,) if doubtful else ())


def test_one_of_two_answers_is_doubted(
    answers: AnswerReader, dictionary: Dictionary, today: date
) -> None:
    answer = answers.read(dictionary.question_of("degree"), "博士，职称好像是副高", today)
    assert answer.facts == {"degree": "doctor", "title": "associate"}
    assert answer.doubtful == ("title",)


def test_a_doubted_list_is_doubted_whole(
    answers: AnswerReader, dictionary: Dictionary, today: date
) -> None:
    question = dictionary.question_of("own_ip")
    answer = answers.read(question, "应该都没有吧", today)
    assert answer.facts == dict.fromkeys(question.facts, False)
    assert answer.doubtful == question.facts


@pytest.mark.parametrize("text", ["不太确定", "不一定", "不好说"])
def test_not_to_know_is_no_answer(answers: AnswerReader, today: date, text: str) -> None:
    question = Question(id="one", ask="？", facts=("largest_shareholder",))
    assert answers.read(question, text, today).facts == {}

"""How partners say who holds which part: 五五开, 我六他四, 三七开我占七."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.reading.answers.answer_reader import AnswerReader
from rules.facts import Question
from tests.actions.reading.conftest import FactsOf

HALVES = {"share_percent": 50, "joint_share_percent": 100}
SIX_OF_TEN = {"share_percent": 60, "joint_share_percent": 100}
SEVEN_OF_TEN = {"share_percent": 70, "joint_share_percent": 100}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("股份我们五五开", HALVES),
        ("股份五五分", HALVES),
        ("我和他股权对半", HALVES),
        ("股份一人一半", HALVES),
        ("我和他各占一半股份", HALVES),
        ("股份我们各占50%", HALVES),
        ("股份我六他四", SIX_OF_TEN),
        ("股份我六十他四十", SIX_OF_TEN),
        ("股份四六开我六", SIX_OF_TEN),
        ("股份三七开我占七", SEVEN_OF_TEN),
        ("股份三七开，我占七成", SEVEN_OF_TEN),
        ("股份三七开，我拿大头", SEVEN_OF_TEN),
        ("股份三七开", {}),
        ("股份我跟他四六，我四", {"share_percent": 40, "joint_share_percent": 100}),
        ("股份我们仨平分", {"share_percent": 33.33}),
        ("股份大家平分", {}),
        ("股份我们两个人平分", HALVES),
        ("占股百分之百", {"share_percent": 100}),
        ("我占大头", {}),
        ("我占60他占20", {"share_percent": 60, "joint_share_percent": 80}),
        ("我俩一共占六成五", {"joint_share_percent": 65}),
        ("股份全是我的", {"share_percent": 100}),
        ("我不占股", {"share_percent": 0}),
        ("不占股可以吗", {}),
        ("胜率五五开", {}),
        ("五五开公司在福山", {"place": "fushan"}),
    ],
)
def test_who_holds_which_part(facts_of: FactsOf, text: str, facts: dict[str, Any]) -> None:
    assert facts_of(text) == facts


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        ("share_percent", "五五开", 50),
        ("share_percent", "对半", 50),
        ("share_percent", "我六他四", 60),
        ("share_percent", "我60他40", 60),
        ("share_percent", "三七开我三", 30),
        ("share_percent", "一半", 50),
        ("share_percent", "不到一半", {"from": 0, "to": 49.99}),
        ("share_percent", "超过一半", {"from": 50.01, "to": 100}),
        ("share_percent", "过半", {"from": 50.01, "to": 100}),
        ("share_percent", "一半以上", {"from": 50, "to": 100}),
        ("share_percent", "一半多一点", {"from": 50, "to": 55}),
        ("share_percent", "三成多一点", {"from": 30, "to": 35}),
        ("share_percent", "大概三成吧", 30),
        ("share_percent", "全是我的", 100),
        ("share_percent", "都是我一个人的", 100),
        ("share_percent", "我独资", 100),
        ("share_percent", "没有股份", 0),
        ("share_percent", "一点没占", 0),
        ("share_percent", "独资", 100),
        ("share_percent", "全部", 100),
        ("share_percent", "百分百", 100),
        ("share_percent", "跟合伙人五五", 50),
        ("share_percent", "他40%，其余是我的", 60),
        ("share_percent", "一大半", {"from": 50.01, "to": 100}),
        ("share_percent", "一小半", {"from": 0, "to": 49.99}),
        ("share_percent", "30+", {"from": 30, "to": 100}),
        ("share_percent", "三十几", {"from": 30, "to": 40}),
        ("share_percent", "一分没有", 0),
        ("share_percent", "0", 0),
        ("joint_share_percent", "五五开", 100),
        ("joint_share_percent", "我60他20", 80),
    ],
)
def test_answers_about_shares(
    answers: AnswerReader, today: date, fact: str, text: str, value: Any
) -> None:
    answer = answers.read(Question(id=fact, ask="？", facts=(fact,)), text, today)
    assert answer.facts[fact] == value


@pytest.mark.parametrize("text", ["大头", "三七开", "我占大头"])
def test_no_number_is_made_up(answers: AnswerReader, today: date, text: str) -> None:
    question = Question(id="share_percent", ask="？", facts=("share_percent",))
    assert answers.read(question, text, today).facts == {}

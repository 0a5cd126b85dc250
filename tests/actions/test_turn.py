from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from actions.conversation import Conversation, Pending
from actions.heard import Heard
from actions.question import city_question
from actions.turn import take
from rules import load_library

DAY = date(2026, 1, 1)
LIBRARY = load_library()
HONOURS = Pending(
    id="entry", ask="哪些符合？", facts=("newly_brought_in", "new_achievement"), multiple=True
)
SHARE = Pending(id="share_percent", ask="占股多少？", facts=("share_percent",))


def said(text: str, intent: str, **facts: object) -> Heard:
    return Heard(text=text, intent=intent, facts=facts, subjects=(), other_cities=())


def test_an_answer_is_read_in_the_light_of_the_question() -> None:
    turn = take(said("38", "nlu_fallback"), Conversation({}, pending=SHARE), True, DAY, LIBRARY)
    assert turn.news == {"share_percent": 38}
    assert turn.after.told == ("share_percent",)


def test_a_question_is_a_digression_even_with_facts_in_it() -> None:
    heard = said("占股三成能报吗", "ask_share_requirement", share_percent=30)
    turn = take(heard, Conversation({}, pending=SHARE), True, DAY, LIBRARY)
    assert turn.digression
    assert not turn.after.facts


def test_a_no_to_a_list_denies_all_of_it() -> None:
    turn = take(said("没拿过", "deny"), Conversation({}, pending=HONOURS), True, DAY, LIBRARY)
    assert turn.news == {"newly_brought_in": False, "new_achievement": False}


def test_not_knowing_declines_and_telling_later_takes_it_back() -> None:
    before = Conversation({}, pending=SHARE)
    declined = take(said("不清楚", "dont_know"), before, True, DAY, LIBRARY).after
    assert declined.declined == ("share_percent",)
    told = take(
        said("占股40%", "inform_facts", share_percent=40), declined, False, DAY, LIBRARY
    ).after
    assert told.declined == ()
    assert told.facts == {"share_percent": 40}


def test_a_value_the_dictionary_refuses_is_told_and_not_kept() -> None:
    heard = said("2030年成立", "inform_facts", company_founded_on="2030")
    turn = take(heard, Conversation({}), False, DAY, LIBRARY)
    assert not turn.after.facts
    assert "晚于查询日期" in turn.problems[0]


def test_both_cities_at_once_declines_the_place() -> None:
    before = Conversation({}, pending=city_question(LIBRARY))
    turn = take(said("都看看", "nlu_fallback"), before, True, DAY, LIBRARY)
    assert turn.after.declined == ("place",)


def test_a_correction_is_of_what_was_told_last() -> None:
    before = Conversation({"share_percent": 30, "degree": "master"}, told=("share_percent",))
    turn = take(said("不对，是38%", "correct_fact"), before, False, DAY, LIBRARY)
    assert turn.after.facts == {"share_percent": 38, "degree": "master"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("其实是40%，公司开了两年", {"company_founded_on": "2019"}),
        ("不对，是百分之四十，我是第一大股东", {"largest_shareholder": True}),
        ("公司去年成立的，还有占股说错了，是四成", {"company_founded_on": "2020"}),
    ],
)
def test_a_correction_may_stand_beside_other_facts(text: str, named: dict[str, Any]) -> None:
    before = Conversation({"share_percent": 30, "degree": "master"}, told=("share_percent",))
    heard = replace(said(text, "correct_fact", **named), words=dict.fromkeys(named, "公司"))
    turn = take(heard, before, False, DAY, LIBRARY)
    assert turn.after.facts == {"share_percent": 40, "degree": "master", **named}


def test_a_number_that_is_said_of_something_else_corrects_nothing() -> None:
    before = Conversation({"contract_years": 3}, told=("contract_years",))
    heard = said("不是，我是硕士，以前在上海干了5年", "correct_fact", degree="master")
    turn = take(heard, before, False, DAY, LIBRARY)
    assert turn.after.facts == {"contract_years": 3, "degree": "master"}


def test_a_partners_corrected_share_is_not_what_all_hold() -> None:
    before = Conversation(
        {"share_percent": 20, "joint_share_percent": 60},
        told=("share_percent", "joint_share_percent"),
    )
    turn = take(said("更正一下，他只占三成", "correct_fact"), before, False, DAY, LIBRARY)
    assert turn.after.facts == {"share_percent": 20}
    assert turn.withdrawn == ("joint_share_percent",)


def test_what_all_hold_is_not_known_when_ones_own_share_changes() -> None:
    facts = {"share_percent": 30, "joint_share_percent": 60}
    before = Conversation(facts, told=tuple(facts))
    heard = replace(
        said("说错了，我只占两成", "correct_fact", share_percent=20),
        words={"share_percent": "占两成"},
    )
    turn = take(heard, before, False, DAY, LIBRARY)
    assert turn.after.facts == {"share_percent": 20}
    assert turn.withdrawn == ("joint_share_percent",)

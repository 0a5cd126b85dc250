"""With the documents of many cities an answer speaks of one city, and asks which where nobody said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from actions.about_bot import introduction, starters
from actions.answer_topic import topic_answer
from actions.conversation import Conversation
from actions.handover import contacts
from actions.heard import ELSEWHERE, Heard, Subject
from actions.many_documents import MOST_AT_ONCE
from actions.other_city import known_documents
from actions.question import BY_NAME, city_question, shown
from actions.scope import scope_of, screened
from actions.screening import reply
from actions.search_clauses import relevant
from actions.show_clauses import _shown, requested, requests_clause
from actions.turn import learn
from rules import Library, load_library
from rules.facts import Choice

DAY = date(2021, 6, 1)
CITIES = 30
TOPIC = "living_subsidy"


@cache
def many() -> Library:
    """Fushan's pack as that of 30 cities, beside the two."""
    library = load_library()
    fushan, place = library.packs["fushan-2017-23"], library.dictionary.facts["place"]
    copies = {}
    for number in range(CITIES):
        about = fushan.about.model_copy(
            update={
                "place": f"city{number}",
                "city": f"甲{number}市",
                "number": f"甲发〔2017〕{number}号",
            }
        )
        copies[f"city{number}-2017"] = replace(fushan, id=f"city{number}-2017", about=about)
    values = tuple(
        Choice(id=f"city{number}", label=f"甲{number}市", synonyms=(f"甲{number}市",))
        for number in range(CITIES)
    )
    facts = {
        **library.dictionary.facts,
        "place": place.model_copy(update={"values": (*place.values, *values)}),
    }
    dictionary = library.dictionary.model_copy(update={"facts": facts})
    return Library(dictionary, {**library.packs, **copies})


def said(
    text: str, intent: str = f"ask_{TOPIC}", subjects: tuple[str, ...] = (), **facts: Any
) -> Heard:
    named = tuple(Subject(one, text) for one in subjects)
    return Heard(text=text, intent=intent, facts=facts, subjects=named, likely=((intent, 1.0),))


def test_a_topic_of_many_documents_is_asked_back_and_then_answered_for_the_city() -> None:
    answer, after = topic_answer(said("生活补贴多少"), Conversation({}), many())
    assert "哪里的" in answer.headline
    assert not answer.clauses
    assert not answer.validity
    answer, after = topic_answer(said("甲7市的呢", "follow_up", place="city7"), after, many())
    assert {clause.pack for clause in answer.clauses} == {"city7-2017"} == {after.pack}


def test_the_city_of_the_conversation_is_enough() -> None:
    for talk in (Conversation({"place": "city3"}), Conversation({}, pack="city3-2017")):
        answer, _ = topic_answer(said("生活补贴多少"), talk, many())
        assert {clause.pack for clause in answer.clauses} == {"city3-2017"}


def test_a_programme_named_without_a_city_is_screened_once_the_city_is_known() -> None:
    library = many()
    asked = said("独立创业人才能报吗", "start_screening")
    talk = Conversation({}, scope=scope_of(asked, Conversation({}), library))
    assert talk.scope == ("*/sole_startup",)
    assert screened(talk, library) == ()
    told = said("甲5市", "inform_facts", place="city5")
    after = replace(talk, facts={"place": "city5"}, scope=scope_of(told, talk, library))
    assert screened(after, library) == ("city5-2017/sole_startup",)


def test_a_programme_named_with_a_city_is_that_citys() -> None:
    library = many()
    asked = said("甲5市的独立创业人才能报吗", "start_screening", place="city5")
    assert scope_of(asked, Conversation({}), library) == ("city5-2017/sole_startup",)
    later = said("独立创业人才能报吗", "start_screening")
    for before in (Conversation({"place": "city5"}), Conversation({}, pack="city5-2017")):
        assert scope_of(later, before, library) == ("city5-2017/sole_startup",)


@pytest.mark.parametrize(
    ("talk", "words"),
    [
        (Conversation({"degree": "doctor"}, declined=("place",)), "哪个城市才能预审"),
        (Conversation({"place": ELSEWHERE}), "没有收录"),
    ],
)
def test_nobody_is_screened_for_every_city(talk: Conversation, words: str) -> None:
    heard = said("我是博士", "inform_facts", degree="doctor")
    after, answer = reply(learn(heard, talk, DAY, many()), talk, heard, False, many())
    assert words in answer.headline
    assert not answer.verdicts
    assert answer.question is None
    assert after.pending is None


def test_the_city_is_asked_by_name_and_not_from_a_list() -> None:
    question = shown(city_question(many()), Conversation({}), many())
    assert question.hint == BY_NAME
    assert question.choices == ()
    few = shown(city_question(load_library()), Conversation({}), load_library())
    assert [one.title for one in few.choices] == ["烟台市福山区", "威海市", "都看看"]


def test_a_clause_and_a_search_need_a_city() -> None:
    library = many()
    assert requests_clause("第八条写了什么")
    answer = _shown(requested("第八条写了什么", (), library), library)
    assert "哪里的" in answer.headline
    assert not answer.clauses
    one = _shown(requested("第八条写了什么", ("city2-2017",), library), library)
    assert {clause.pack for clause in one.clauses} == {"city2-2017"}
    asked = said("人才生活补助每年拨付多少")
    assert relevant(asked, None, library) == ()
    assert {hit.pack for hit in relevant(asked, "city2-2017", library)} == {"city2-2017"}


def test_documents_and_offices_are_not_listed_by_the_dozen() -> None:
    library = many()
    assert known_documents(library).endswith(f"等 {CITIES + 2} 份")
    assert len(introduction(library, ()).lines) <= MOST_AT_ONCE + 3
    assert len(starters(library)) <= 2 * MOST_AT_ONCE + 1
    answer = contacts([*library.packs.values()], "human_handover")
    assert len(answer.lines) == 1
    assert not answer.clauses

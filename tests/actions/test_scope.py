from __future__ import annotations

from actions.conversation import Conversation
from actions.heard import Heard, Subject
from actions.scope import scope_of, screened
from rules import load_library

SOLE = "fushan-2017-23/sole_startup"


def said(text: str, place: str | None = None, **subjects: str) -> Heard:
    facts = {"place": place} if place else {}
    named = tuple(Subject(name, words) for name, words in subjects.items())
    return Heard(text=text, intent="start_screening", facts=facts, subjects=named, other_cities=())


def test_a_programme_is_named_by_words_of_its_label() -> None:
    heard = said("我能报独立创业吗", sole_startup="独立创业")
    assert scope_of(heard, Conversation({}), load_library()) == (SOLE,)


def test_everyday_words_name_no_programme() -> None:
    heard = said("我全职", full_time_innovation="全职")
    assert scope_of(heard, Conversation({}), load_library()) == ()


def test_the_limit_stays_in_its_city_and_falls_in_another_or_for_other_programmes() -> None:
    before = Conversation({}, scope=(SOLE,))
    library = load_library()
    assert scope_of(said("在福山", place="fushan"), before, library) == (SOLE,)
    assert scope_of(said("在威海", place="weihai"), before, library) == ()
    assert scope_of(said("看看我还能报哪个项目"), before, library) == ()


def test_the_place_told_is_the_document_screened() -> None:
    assert screened(Conversation({"place": "weihai"}), load_library()) == ("weihai-2020-12",)
    assert screened(Conversation({"place": "elsewhere"}), load_library()) == ()


def test_a_fact_only_an_incubator_has_calls_for_the_incubators() -> None:
    talk = Conversation({"place": "fushan", "incubator_level": "provincial"})
    assert screened(talk, load_library()) == (
        "fushan-2017-23/incubator_private",
        "fushan-2017-23/incubator_public",
    )

"""The questions of one message, heard beside the whole."""

from __future__ import annotations

from typing import Any

from rasa.shared.nlu.training_data.message import Message

from bot.nlu.several_questions import QuestionJoiner, QuestionSplitter


def heard(text: str, whole: dict[str, float], parts: list[str]) -> Message:
    """The message after the pipeline, which heard `parts` in its questions and `whole` in all of it."""
    messages = QuestionSplitter().process([Message.build(text)])
    assert len(messages) == 1 + len(parts), [one.get("text") for one in messages]
    ranking = [{"name": name, "confidence": sure} for name, sure in whole.items()]
    messages[0].set("intent_ranking", ranking)
    messages[0].set("intent", ranking[0])
    for message, name in zip(messages[1:], parts, strict=True):
        message.set("intent", {"name": name, "confidence": 0.9})
    (joined,) = QuestionJoiner().process(messages)
    return joined


def questions_of(message: Message) -> list[Any]:
    return [one["text"] for one in message.get("parts") or []]


def test_two_topics_that_the_whole_asks_are_two_questions() -> None:
    message = heard(
        "年龄有限制吗，学历要什么",
        {"ask_degree_requirement": 0.8, "ask_age_limit": 0.2},
        ["ask_age_limit", "ask_degree_requirement"],
    )
    assert message.get("intent")["name"] == "several_questions"
    assert questions_of(message) == ["年龄有限制吗", "学历要什么"]


def test_a_question_heard_as_what_the_whole_does_not_ask_belongs_to_the_one_before() -> None:
    message = heard(
        "场地能给多大，水电费谁交？",
        {"ask_workspace": 0.999, "ask_premium_payer": 0.0001},
        ["ask_workspace", "ask_premium_payer"],
    )
    assert message.get("intent")["name"] == "ask_workspace"
    assert questions_of(message) == []


def test_what_leads_to_a_question_belongs_to_it() -> None:
    message = heard(
        "孩子问的是学什么，学历有什么要求，年龄多大为止？",
        {"ask_degree_requirement": 0.7, "ask_age_limit": 0.3},
        ["ask_children", "ask_degree_requirement", "ask_age_limit"],
    )
    assert questions_of(message)[0] == "孩子问的是学什么，学历有什么要求"


def test_one_topic_said_twice_is_one_question() -> None:
    message = heard("评审谁来评，一年几次", {"ask_review": 1.0}, ["ask_review", "ask_review"])
    assert message.get("intent")["name"] == "ask_review"

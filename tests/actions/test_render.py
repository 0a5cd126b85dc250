from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import Answer, Choice, Cited, Question
from actions.render import buttons_of, say, text_of


def words(number: str, clause: str, text: str) -> Cited:
    return Cited(pack="a", number=number, clause=clause, text=text, start=0, end=4)


CITED = words("甲〔2020〕1号", "第一条", "给予 5 万元")


def tracker(metadata: dict[str, object] | None = None) -> Tracker:
    return Tracker("someone", {}, {"metadata": metadata}, [], False, None, {}, None)


def test_clauses_stand_under_their_document_each_once() -> None:
    more = words("甲〔2020〕1号", "第一条", "一次性给予 5 万元补助")
    other = words("乙〔2021〕2号", "第二部分", "不超过 2 年")
    lines = text_of(Answer(headline="5 万元。", clauses=(CITED, more, other, CITED))).splitlines()
    assert lines == [
        "5 万元。",
        "依据（甲〔2020〕1号）：",
        "· 第一条「一次性给予 5 万元补助」",
        "依据（乙〔2021〕2号）：",
        "· 第二部分「不超过 2 年」",
    ]


def test_one_of_several_is_picked_by_button_and_several_by_number() -> None:
    choices = tuple(Choice(title=title, send=title) for title in ("是", "不是"))
    one = Answer(question=Question(id="q", ask="是吗？", choices=choices))
    many = Answer(question=Question(id="q", ask="哪些？", choices=choices, multiple=True))
    assert text_of(one) == "请问：是吗？"
    assert buttons_of(one) == [
        {"title": "是", "payload": "是"},
        {"title": "不是", "payload": "不是"},
    ]
    assert text_of(many).splitlines() == ["请问：哪些？", "1. 是", "0. 不是"]
    assert buttons_of(many) == []


def test_an_answer_is_one_message_and_its_json_comes_only_when_asked_for() -> None:
    answer = Answer(headline="好", choices=(Choice(title="继续", send="继续"),))
    plain, typed = CollectingDispatcher(), CollectingDispatcher()
    say(plain, tracker(), answer)
    say(typed, tracker({"answer": True}), answer)
    assert len(plain.messages) == 1
    assert plain.messages[0]["text"] == "好"
    assert plain.messages[0]["buttons"] == [{"title": "继续", "payload": "继续"}]
    assert Answer.model_validate(typed.messages[1]["custom"]) == answer

"""An Answer on WeChat: every part within its limit, every choice once, nothing of the text lost."""

from __future__ import annotations

import html
import re
from typing import Literal
from urllib.parse import unquote

import pytest

from actions.answer import Answer, Choice, Cited, Question, Verdict
from actions.render import text_of
from bot.channels.drawing import MORE_ROOM, TEXT_LIMIT, WEB_ROOM, draw, numbered
from bot.channels.parts import Card, Menu, Part, Text

TAP = re.compile(
    r'(?:\d+\. )?<a href="weixin://bizmsgmenu\?msgmenucontent=([^"&]*)&msgmenuid=\d+">([^<>]*)</a>'
)
Web = Literal["card", "link"] | None
OFFERED = [Choice(title=f"选项{n}", send=f"我选第 {n} 项") for n in range(1, 13)]
TOLD = Verdict(
    pack="a",
    programme="p",
    label="独立创业人才",
    status="满足",
    at_least=None,
    at_most=None,
    sentence="满足“独立创业人才”的条件",
    told=True,
)


def clauses(*sizes: int) -> tuple[Cited, ...]:
    """One clause of each of `sizes` characters."""
    return tuple(
        Cited(
            pack="a",
            number="甲〔2020〕1号",
            clause=f"第{place}条",
            text=("给予五万元生活补助，分五年拨付。" * size)[:size],
            start=0,
            end=size,
        )
        for place, size in enumerate(sizes, start=1)
    )


def asking(offered: int, multiple: bool = False) -> Question:
    return Question(
        id="q",
        ask="您的学历是什么？",
        hint="直接回复即可。",
        multiple=multiple,
        choices=tuple(OFFERED[:offered]),
    )


ANSWERS = {
    "short": Answer(headline="给予 5 万元。"),
    "two choices": Answer(headline="您要问什么？", choices=tuple(OFFERED[:2])),
    "one choice": Answer(headline="先停在这里。", choices=tuple(OFFERED[:1])),
    "question": Answer(headline="还要看学历。", question=asking(3)),
    "several picks": Answer(question=asking(4, multiple=True)),
    "several picks, one choice beside": Answer(
        question=asking(4, multiple=True), choices=(Choice(title="算了", send="算了"),)
    ),
    "twelve choices": Answer(question=asking(12)),
    "long, question": Answer(clauses=clauses(300, 280, 290, 150, 130), question=asking(4)),
    "question hardly fits": Answer(clauses=clauses(540), question=asking(6)),
    "long, choices": Answer(
        headline="依据如下。",
        clauses=clauses(540),
        disclaimer="仅供参考。",
        choices=tuple(OFFERED[:8]),
    ),
    "long line, choices": Answer(
        headline="这一条说的是补助，" * 60 + "完。", choices=tuple(OFFERED[:9])
    ),
    "clause beyond a message": Answer(headline="原文如下。", clauses=clauses(1500)),
    "verdict": Answer(headline="满足条件。", verdicts=(TOLD,), clauses=clauses(200, 330)),
    "verdict, long clause": Answer(verdicts=(TOLD,), clauses=clauses(590), disclaimer="仅供参考。"),
    "verdict, choices": Answer(
        headline="满足。", verdicts=(TOLD,), disclaimer="仅供参考。", choices=tuple(OFFERED[:3])
    ),
    "verdict, question": Answer(headline="待补充。", verdicts=(TOLD,), question=asking(2)),
}
every_answer = pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
everywhere = pytest.mark.parametrize("web", [None, "card", "link"])


def texts(parts: list[Part]) -> list[str]:
    return [part.text for part in parts if not isinstance(part, Card)]


def solid(text: str) -> str:
    return "".join(text.split())


@every_answer
@everywhere
@pytest.mark.parametrize("menus", [False, True])
def test_every_part_has_room_for_what_is_added_when_it_is_sent(
    answer: Answer, menus: bool, web: Web
) -> None:
    for part in draw(answer, menus=menus, web=web):
        if isinstance(part, Card):
            assert 0 < len(part.title.encode()) <= 64
            assert 0 < len(part.description.encode()) <= 120
            assert "\n" not in part.title + part.description
        elif isinstance(part, Menu):
            assert 0 < len(part.text.encode()) <= 1024 - MORE_ROOM
            assert 0 < len(part.choices) <= 10
        else:
            room = TEXT_LIMIT - MORE_ROOM - (WEB_ROOM if part.web else 0)
            assert 0 < len(part.text.encode()) <= room


@every_answer
def test_the_texts_together_are_the_answer(answer: Answer) -> None:
    drawn = TAP.sub("", "".join(texts(draw(answer, menus=False, web=None))))
    # A clause beyond a message is cited in pieces.
    assert solid(drawn).replace("」「", "") == solid(text_of(answer))


@every_answer
def test_citations_stay_whole_where_they_fit(answer: Answer) -> None:
    for menus in (False, True):
        drawn = texts(draw(answer, menus=menus, web=None))
        for one in answer.clauses:
            if len(one.text) < 600:
                assert sum(f"「{one.text}」" in text for text in drawn) == 1
        assert all(text.count("「") == text.count("」") for text in drawn)


@every_answer
def test_every_choice_is_a_tap_in_one_text_with_words_above(answer: Answer) -> None:
    drawn = texts(draw(answer, menus=False, web=None))
    question = answer.question
    offered = answer.choices if question is None or question.multiple else question.choices
    taps = [[(html.unescape(t), unquote(s)) for s, t in TAP.findall(text)] for text in drawn]
    assert [tap for of_text in taps for tap in of_text] == [(c.title, c.send) for c in offered]
    assert len([of_text for of_text in taps if of_text]) == bool(offered)
    if offered:
        assert TAP.sub("", drawn[-1]).strip()
        if question:
            assert question.ask in drawn[-1]


@every_answer
def test_a_menu_comes_last_with_all_choices(answer: Answer) -> None:
    parts = draw(answer, menus=True, web=None)
    question = answer.question
    offered = answer.choices if question is None or question.multiple else question.choices
    if not 0 < len(offered) <= 10:
        assert not any(isinstance(part, Menu) for part in parts)
        return
    *before, menu = parts
    assert all(isinstance(part, Text) for part in before)
    assert isinstance(menu, Menu)
    assert menu.choices == offered
    if question:
        assert question.ask in menu.text
    assert not any(TAP.search(text) for text in texts(parts))


def test_more_choices_than_a_menu_holds_are_numbered_in_the_text() -> None:
    (text,) = texts(draw(ANSWERS["twelve choices"], menus=True, web=None))
    assert text.split("\n")[-12:] == [f"{n}. 选项{n}" for n in range(1, 13)]


def test_a_clause_is_not_cut_for_the_taps_below_it() -> None:
    answer = Answer(clauses=clauses(560), choices=tuple(OFFERED[:8]))
    clause, taps = texts(draw(answer, menus=False, web=None))
    assert clause.endswith(f"「{answer.clauses[0].text}」")
    assert len(TAP.findall(taps)) == 8


def test_a_clause_directly_above_a_menu_is_cited_in_whole_pieces() -> None:
    answer = Answer(clauses=clauses(560), choices=tuple(OFFERED[:2]))
    drawn = texts(draw(answer, menus=True, web=None))
    assert all(re.search("「[^「」]+」$", text) for text in drawn)
    assert solid("".join(drawn)).replace("」「", "") == solid(text_of(answer))


def test_taps_are_numbered_where_there_is_more_than_one() -> None:
    two = texts(draw(ANSWERS["two choices"], menus=False, web=None))[0].split("\n")
    one = texts(draw(ANSWERS["one choice"], menus=False, web=None))[0].split("\n")
    assert [line[:5] for line in two[-2:]] == ["1. <a", "2. <a"]
    assert one[-1].startswith("<a ")


def test_a_typed_number_means_a_choice_only_where_numbers_are_shown_for_it() -> None:
    assert numbered(ANSWERS["two choices"]) == tuple(OFFERED[:2])
    assert numbered(ANSWERS["question"]) == tuple(OFFERED[:3])
    for name in ("short", "one choice", "several picks", "several picks, one choice beside"):
        assert numbered(ANSWERS[name]) == ()


def test_what_several_picks_number_is_not_numbered_again() -> None:
    (text,) = texts(draw(ANSWERS["several picks, one choice beside"], menus=False, web=None))
    assert text.split("\n")[-1].startswith("<a ")
    assert len(re.findall(r"^1\. ", text, re.MULTILINE)) == 1


def test_what_is_sent_and_shown_cannot_break_out_of_its_link() -> None:
    choice = Choice(title="比例 <35% & 更低", send="占股<35%+\"'&#")
    (text,) = texts(draw(Answer(headline="几成？", choices=(choice,)), menus=False, web=None))
    ((send, title),) = TAP.findall(text)
    assert (unquote(send), html.unescape(title)) == (choice.send, choice.title)
    assert not set("<>\"'+&#") & set(send)


def test_a_title_too_long_for_a_menu_is_clipped_and_sends_the_same() -> None:
    choice = Choice(title="专利" * 40, send="专利")
    (menu,) = draw(Answer(headline="哪一种？", choices=(choice,)), menus=True, web=None)
    assert isinstance(menu, Menu)
    assert len(menu.choices[0].title.encode()) <= 128
    assert menu.choices[0].title.endswith("专…") or menu.choices[0].title.endswith("利…")
    assert menu.choices[0].send == "专利"


@pytest.mark.parametrize("name", ["verdict", "verdict, long clause", "verdict, choices"])
def test_a_verdict_told_in_full_points_to_the_web(name: str) -> None:
    answer = ANSWERS[name]
    *others, card = draw(answer, menus=False, web="card")
    assert isinstance(card, Card)
    assert card.title == "独立创业人才：满足"
    assert card.description == (answer.headline or TOLD.sentence)
    assert all(isinstance(one, Text) and not one.web for one in others)
    linked = draw(answer, menus=False, web="link")
    assert [one.web for one in linked if isinstance(one, Text)] == [True] + [False] * (
        len(linked) - 1
    )


@everywhere
@pytest.mark.parametrize("name", ["short", "question", "verdict, question"])
def test_nothing_points_to_the_web_while_a_question_is_open_or_no_verdict_told(
    name: str, web: Web
) -> None:
    answer = ANSWERS[name]
    assert draw(answer, menus=False, web=web) == draw(answer, menus=False, web=None)


def test_an_answer_that_says_nothing_sends_nothing() -> None:
    assert draw(Answer(), menus=False, web="card") == []


def test_a_verdict_of_one_line_is_not_torn_for_the_link() -> None:
    answer = Answer(headline="满足条件。", verdicts=(TOLD,), choices=tuple(OFFERED[:2]))
    (menu,) = draw(answer, menus=True, web="link")
    assert isinstance(menu, Menu)
    assert menu.text == "满足条件。"

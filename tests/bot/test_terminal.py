"""The conversation in the terminal."""

from __future__ import annotations

import builtins
from collections.abc import Iterator

import pytest

from bot.message import NO_WORDS, TOO_LONG
from bot.project import Project
from bot.terminal import chat, pick, shown

TEAS = ["我要绿茶", "我要红茶", "我要花茶"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2", "我要红茶"),
        (" 1 ", "我要绿茶"),
        ("1、3", "我要绿茶、我要花茶"),
        ("1,3", "我要绿茶、我要花茶"),
        ("3 1", "我要花茶、我要绿茶"),
        ("4", "4"),
        ("0", "0"),
        ("1、4", "1、4"),
        ("35%", "35%"),
        ("1.5", "1.5"),
        ("", ""),
        ("红茶", "红茶"),
    ],
)
def test_numbers_pick_choices(typed: str, meant: str) -> None:
    assert pick(typed, TEAS) == meant


def test_without_choices_a_number_is_a_number() -> None:
    assert pick("1", []) == "1"


def test_choices_are_numbered_over_all_replies() -> None:
    red, green = {"title": "红", "payload": "红"}, {"title": "绿", "payload": "绿"}
    replies = [{"text": "一", "buttons": [red]}, {"text": "二", "buttons": [green]}, {"custom": {}}]
    assert shown(replies) == "一\n  1. 红\n二\n  2. 绿"
    assert shown([{"custom": {"sky": "晴"}}]) == '{\n  "sky": "晴"\n}'


@pytest.mark.parametrize("end", ["/stop", EOFError(), KeyboardInterrupt()])
def test_a_whole_chat(
    small: Project,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    end: str | BaseException,
) -> None:
    typed: Iterator[str | BaseException] = iter(
        ["你好", "", " / ", "来一杯绿茶", "2", "长" * 2001, end]
    )

    def answer(prompt: str) -> str:
        said = next(typed)
        if isinstance(said, BaseException):
            raise said
        return said

    monkeypatch.setattr(builtins, "input", answer)
    chat(small, lambda line: None)
    out, err = capsys.readouterr()
    assert [line for line in out.splitlines() if line] == [
        "问策：您好，我是小样。",
        f"问策：{NO_WORDS}",
        "问策：喝哪一种？",
        "  1. 绿茶",
        "  2. 红茶",
        "问策：还是绿茶。",
        f"问策：{TOO_LONG.format(length=2001, most=2000)}",
    ]
    assert err == ""
    assert not (small.var / "conversations.db").exists()

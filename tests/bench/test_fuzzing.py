"""A short look with the inputs of bench/fuzz.py: what it tries for an hour holds for a few hundred here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from bench.fuzzing import chat, reading, wechat
from bench.fuzzing.targets import Target
from bench.fuzzing.trial import Trial
from bot.api import create_app
from bot.assistant import Assistant
from bot.channels.content import Content, words
from bot.message import LONGEST_MESSAGE
from bot.store.database import Database

QUIET = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
BRIEFLY = settings(
    max_examples=120, derandomize=True, deadline=None, database=None, suppress_health_check=QUIET
)


@BRIEFLY
@given(value=reading.drawn())
def test_any_text_is_read(value: Any) -> None:
    reading.check(value)


@BRIEFLY
@given(value=wechat.drawn())
def test_any_bytes_of_a_platform_are_refused_or_read(value: Any) -> None:
    wechat.check(value)


@pytest.fixture(scope="module")
def doors(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> chat.Doors:
    """The application over the real assistant."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('doors') / 'wence.db'}")
    return chat.Doors(create_app(assistant, database, "a key for tests"))


@settings(BRIEFLY, max_examples=25)
@given(requests=chat.drawn())
async def test_any_request_is_answered(doors: chat.Doors, requests: list[dict[str, Any]]) -> None:
    await doors.hold(requests)


@pytest.mark.parametrize("picked", ["abc", [1], 5, True, {"no_such_fact": 1}, {"degree": "?"}])
async def test_facts_that_are_none_pick_nothing(doors: chat.Doors, picked: Any) -> None:
    sent = {"sender": "a", "message": "你好", "metadata": {"facts": picked}}
    await doors.hold([chat.request(1, json.dumps(sent))])


@pytest.mark.parametrize(
    "text", ["139\u200b1234\u200b5678", "1391234\xad5678", "\ud83d139 1234 5678"]
)
def test_a_number_with_characters_nobody_sees_is_masked_before_it_is_kept(text: str) -> None:
    assert words("text", f"电话{text}，能报吗") == Content(
        kind="text", text="【电话号码已隐去】，能报吗", masked=True
    )


@pytest.mark.parametrize("text", ["没有注册地", "公司的注册地在哪", "不清楚注册地"])
def test_a_place_that_is_only_named_is_none(text: str) -> None:
    reading.check((text, 0, 0))


def test_words_again_and_again_are_read_like_any_long_message() -> None:
    trial = Trial(reading.target())
    for unit in ("才" * 36 + "35%", "高层次创新团队一多半副主任药师", "现在钱 ", " "):
        trial.run(((unit * LONGEST_MESSAGE)[:LONGEST_MESSAGE], 0, 0))
    assert trial.tried.findings == []


def test_a_trial_finds_what_fails_and_what_is_slow(tmp_path: Path) -> None:
    """The check itself can fail: each cause is told once, with the shortest input."""

    def check(value: str) -> None:
        if "x" in value:
            raise ValueError(value)
        if "y" in value:
            sum(range(3_000_000))

    trial = Trial(Target(reading.drawn(), bytes.decode, check, yardstick=["a", "b", "c"]))
    for value in ("a", "xxxx", "xx", "xxx", "y"):
        trial.run(value)
    trial.tried.save(tmp_path / "tried")
    kept = type(trial.tried).read(tmp_path / "tried")
    assert kept.inputs == 5
    assert [(one.cause.split()[0], one.value, one.seen) for one in kept.findings] == [
        ("ValueError", "xx", 3),
        ("took", "y", 1),
    ]

"""A turn goes wrong: an action raises or does not end, memory or the stack gives out. The next message is answered."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from bot.assistant import APOLOGY, Assistant
from bot.inprocess import InProcessActions
from bot.project import Project

TOLD, ASKED, KEPT = "来一杯绿茶", "上茶", "还是绿茶。"
BREAKS = "故障演示"


def texts(replies: list[dict[str, Any]]) -> list[str]:
    return [one["text"] for one in replies]


@pytest.fixture
async def assistant(trained: Project) -> Assistant:
    return await Assistant.load(trained, keep_conversations=False)


@pytest.fixture
def endpoint(assistant: Assistant) -> InProcessActions:
    """Where the assistant's actions are called."""
    found: InProcessActions = assistant.agent.processor.action_endpoint
    return found


@pytest.fixture
def action(endpoint: InProcessActions) -> Callable[[Any], None]:
    """Has another function run as the action that breaks."""
    return partial(endpoint._executor.actions.__setitem__, "action_break_down")


async def works_as_before(assistant: Assistant, sender: str = "a") -> None:
    assert texts(await assistant.reply(sender, ASKED)) == [KEPT]


@pytest.mark.parametrize("error", [RuntimeError, RecursionError, MemoryError, SystemExit])
async def test_an_action_that_raises_costs_its_own_answer_alone(
    assistant: Assistant, action: Any, error: type[BaseException]
) -> None:
    def run(*_: Any) -> Any:
        raise error

    action(run)
    await assistant.reply("a", TOLD)
    assert texts(await assistant.reply("a", BREAKS)) == [APOLOGY]
    await works_as_before(assistant)


@pytest.mark.parametrize("error", [RecursionError, MemoryError])
async def test_so_does_a_message_that_cannot_be_understood(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    from sklearn.linear_model import LogisticRegression

    await assistant.reply("a", TOLD)

    def fail(*_: Any) -> Any:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(LogisticRegression, "predict_proba", fail)
        assert texts(await assistant.reply("a", "你好")) == [APOLOGY]
        assert assistant.last_saved() is None
    await works_as_before(assistant)


async def test_a_slow_action_holds_up_nobody_else(assistant: Assistant, action: Any) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def run(dispatcher: Any, *_: Any) -> Any:
        begun.set()
        may_end.wait(60)
        dispatcher.utter_message(text="终于好了。")
        return []

    action(run)
    slow = asyncio.create_task(assistant.reply("slow", BREAKS))
    assert await asyncio.to_thread(begun.wait, 60)
    assert texts(await assistant.reply("other", TOLD)) == ["喝哪一种？"]
    assert not slow.done()
    may_end.set()
    assert texts(await slow) == ["终于好了。"]


@pytest.mark.parametrize("kind", ["blocking", "awaiting"])
async def test_an_action_that_does_not_end_is_given_up(
    assistant: Assistant, endpoint: InProcessActions, action: Any, kind: str
) -> None:
    never = threading.Event()

    def block(*_: Any) -> Any:
        never.wait(60)
        return []

    async def wait(*_: Any) -> Any:
        await asyncio.to_thread(never.wait, 60)
        return []

    action(block if kind == "blocking" else wait)
    await assistant.reply("a", TOLD)
    endpoint.patience = 0.05
    try:
        assert texts(await assistant.reply("a", BREAKS)) == [APOLOGY]
        endpoint.patience = 60
        await works_as_before(assistant)
    finally:
        never.set()

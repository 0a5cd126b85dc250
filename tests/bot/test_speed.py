"""The mends of Rasa do what Rasa did."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from bot.environment import prepare
from bot.project import WENCE, Project
from tests.bot.conftest import FIXTURES

prepared = pytest.fixture(scope="module", autouse=True)(lambda: prepare(WENCE))

RESULTS: list[Any] = [
    {"events": [], "responses": []},
    {"events": [{"event": "slot", "name": "tea", "value": "绿茶"}], "responses": [{"text": "好"}]},
    {"events": [{"event": "slot"}], "responses": []},
    {"events": [{"event": "no such event"}], "responses": []},
    {"events": {}, "responses": []},
    {"events": [], "responses": ["text"]},
    {},
    [],
    None,
]


@pytest.mark.parametrize("result", RESULTS)
def test_an_actions_result_is_judged_as_before(result: Any) -> None:
    import jsonschema
    from rasa.core.actions.action import RemoteAction

    action = RemoteAction("action_any", None)
    judged = []
    for judge in (
        lambda: jsonschema.validate(result, RemoteAction.action_response_format_spec()),
        lambda: action._validate_action_result(result),
    ):
        try:
            judge()
            judged.append("fine")
        except jsonschema.ValidationError as error:
            judged.append(error.message)
    assert judged[0] == judged[1]


def test_events_are_found_by_type_as_before() -> None:
    from rasa.shared.core.events import Event, SlotSet

    assert Event.resolve_by_type("slot") is SlotSet
    assert Event.resolve_by_type("nothing", SlotSet) is SlotSet
    assert Event.resolve_by_type("topic") is None
    with pytest.raises(ValueError, match="nothing"):
        Event.resolve_by_type("nothing")


def test_another_rasa_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import rasa

    from bot.speed import apply_mends

    monkeypatch.setattr(rasa, "__version__", "3.6.22")
    with pytest.raises(RuntimeError, match=r"3\.6\.22"):
        apply_mends()


SPEAK = """
import asyncio, json, sys
from pathlib import Path
from bot import standin

standin.import_rasa()
import bot.speed

if sys.argv[2] == "as Rasa has it":
    bot.speed.apply_mends = lambda: None
from bot.assistant import Assistant
from bot.project import Project

async def speak():
    assistant = await Assistant.load(Project(Path(sys.argv[1]), "small_actions"), False)
    for text in json.loads(sys.argv[3]):
        await assistant.reply("talker", text)
    tracker = await assistant.agent.tracker_store.retrieve_full_tracker("talker")
    events = [event.as_dict() for event in tracker.events]
    for event in events:
        event.pop("timestamp", None)
    print(json.dumps(events))

asyncio.run(speak())
"""
SAID = (
    "你好",
    "来一杯绿茶",
    "上茶",
    "换一件衬衫",
    "来一杯绿茶",
    "大号",
    "换一件衬衫",
    "出错",
    "上茶",
)


def test_a_conversation_goes_as_it_would_without_the_mends(small: Project) -> None:
    path = os.pathsep.join([str(WENCE.root), str(FIXTURES)])
    held = []
    for form in ("as Rasa has it", "mended"):
        call = [sys.executable, "-c", SPEAK, str(small.root), form, json.dumps(SAID)]
        done = subprocess.run(
            call, env={**os.environ, "PYTHONPATH": path}, capture_output=True, check=True
        )
        held.append(without_ids(json.loads(done.stdout)))
    assert held[0] == held[1]
    assert len(held[0]) > 5 * len(SAID)


def without_ids(what: Any) -> Any:
    """`what` without the names that are new each time."""
    if isinstance(what, list):
        return [without_ids(one) for one in what]
    if not isinstance(what, dict):
        return what
    return {
        name: without_ids(value)
        for name, value in what.items()
        if name not in ("message_id", "model_id")
    }


def test_only_slots_with_a_say_are_in_a_state() -> None:
    from rasa.shared.core.domain import Domain
    from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
    from rasa.shared.core.trackers import DialogueStateTracker

    custom = {"type": "custom"}
    slots = {
        "weighty": {"type": "bool", "mappings": [custom]},
        "silent": {"type": "any", "influence_conversation": False, "mappings": [custom]},
    }
    domain = Domain.from_dict({"intents": ["greet"], "slots": slots, "actions": ["action_any"]})
    events = [
        ActionExecuted("action_listen"),
        UserUttered("你好", {"name": "greet", "confidence": 1.0}),
        SlotSet("weighty", True),
        SlotSet("silent", "x"),
        ActionExecuted("action_any"),
    ]
    tracker = DialogueStateTracker.from_events("one", events, domain.slots)
    first, asked, done = domain.states_for_tracker_history(tracker)
    assert first == {}
    assert asked["slots"] == done["slots"] == {"weighty": (1.0, 1.0)}
    assert done["prev_action"] == {"action_name": "action_any"}
    assert tracker.slots["silent"].value == "x"


def test_a_copied_tracker_is_another_one() -> None:
    from rasa.shared.core.domain import Domain
    from rasa.shared.core.events import ActiveLoop, SlotSet
    from rasa.shared.core.trackers import DialogueStateTracker

    slots = {"tea": {"type": "text", "mappings": [{"type": "custom"}]}}
    domain = Domain.from_dict({"slots": slots})
    tracker = DialogueStateTracker.from_events("one", [SlotSet("tea", "绿茶")], domain.slots)
    copied = tracker.copy()
    assert copied == tracker
    copied.update_with_events([SlotSet("tea", "红茶"), ActiveLoop("form")], domain)
    assert tracker.get_slot("tea") == "绿茶"
    assert tracker.active_loop_name is None
    assert len(tracker.events) == 1

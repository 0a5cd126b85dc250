"""The mends of Rasa do what Rasa did."""

from __future__ import annotations

from typing import Any

import pytest

from bot.environment import prepare
from bot.project import WENCE

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

"""Faster: what comes before, after and beside a custom action."""

from __future__ import annotations

from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for
from rasa.core import processor
from rasa.core.actions import forms
from rasa.core.actions.action import ActionExtractSlots, RemoteAction
from rasa.core.policies import rule_policy
from rasa.core.processor import MessageProcessor
from rasa.shared.core.domain import Domain

from bot.speed.same import Same

_SLOT_KEYS = {"event", "name", "value", "timestamp"}


def mend() -> None:
    """Replaces Rasa's functions."""
    _mend_action_results()
    _mend_slot_extraction()
    _mend_unheard_logs()


def _mend_action_results() -> None:
    """Rasa builds the validator for an action's result, and checks the schema itself, at each call."""
    schema = RemoteAction.action_response_format_spec()
    validator = validator_for(schema)(schema)

    def validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
        if _plainly_valid(result):
            return True
        error = best_match(validator.iter_errors(result))
        if error is not None:
            raise error
        return True

    RemoteAction._validate_action_result = validate_action_result


def _plainly_valid(result: Any) -> bool:
    """Whether `result` has slot events and responses only, well formed: what nearly every action returns."""
    return (
        isinstance(result, dict)
        and all(isinstance(result.get(name), list) for name in ("events", "responses"))
        and all(isinstance(one, dict) for one in result["responses"])
        and all(map(_sets_slot, result["events"]))
    )


def _sets_slot(event: Any) -> bool:
    return (
        isinstance(event, dict)
        and event.get("event") == "slot"
        and isinstance(event.get("name"), str)
        and "value" in event
        and event.keys() <= _SLOT_KEYS
        and event.get("timestamp") is None
    )


def _mend_slot_extraction() -> None:
    """Rasa asks of every slot in each message which of its mappings apply; custom ones without an action never do."""
    extract = ActionExtractSlots.run

    @lru_cache(maxsize=8)
    def extracts(domain: Same) -> bool:
        mappings = [one for slot in domain.of.slots for one in slot.mappings]
        return any(one.get("type") != "custom" or one.get("action") for one in mappings)

    async def run(
        self: ActionExtractSlots, output_channel: Any, nlg: Any, tracker: Any, domain: Domain
    ) -> Any:
        if extracts(Same(domain)):
            return await extract(self, output_channel, nlg, tracker, domain)
        return await self._execute_validation_action([], output_channel, nlg, tracker, domain)

    ActionExtractSlots.run = run


def _mend_unheard_logs() -> None:
    """Rasa copies whole conversations, and writes out all slots, for lines of a log level that is never on here."""
    for module in (processor, rule_policy, forms):
        module.copy = SimpleNamespace(deepcopy=lambda what: what)
    MessageProcessor._log_slots = staticmethod(lambda tracker: None)

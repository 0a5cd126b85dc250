"""Faster: trackers, their events, slots and states."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from functools import lru_cache
from math import inf
from types import SimpleNamespace
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker


def mend() -> None:
    """Replaces Rasa's functions."""
    _mend_states()
    # Rasa builds an empty domain for each message, to see whether it is like its own.
    nothing = Domain.empty().as_dict()
    Domain.is_empty = lambda self: self.as_dict() == nothing
    # Rasa walks the tree of event classes for every event of every tracker it reads.
    Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(Event.resolve_by_type))
    # Each turn copies the tracker, with all its slots, several times; Rasa replays all events for it.
    Slot.__copy__ = _copy_of_slot
    DialogueStateTracker.copy = _copy_of_tracker


def _mend_states() -> None:
    """Rasa goes through all slots for every state of a conversation, though few or none have a say in what follows."""
    slots_sub_state = Domain._get_slots_sub_state

    def get_slots_sub_state(tracker: DialogueStateTracker, omit_unset_slots: bool = False) -> Any:
        telling = {
            name: slot for name, slot in tracker.slots.items() if slot.influence_conversation
        }
        return slots_sub_state(SimpleNamespace(slots=telling), omit_unset_slots) if telling else {}

    def generate_all_prior_trackers(
        self: DialogueStateTracker,
    ) -> Iterator[tuple[DialogueStateTracker, bool]]:
        telling = [slot for slot in self.slots.values() if slot.influence_conversation]
        tracker = DialogueStateTracker(
            self.sender_id, telling, self._max_event_history, is_rule_tracker=self.is_rule_tracker
        )
        for event in self.applied_events():
            if isinstance(event, ActionExecuted):
                yield tracker, event.hide_rule_turn
            if not isinstance(event, SlotSet) or event.key in tracker.slots:
                tracker.update(event)
        yield tracker, False

    Domain._get_slots_sub_state = staticmethod(get_slots_sub_state)
    DialogueStateTracker.generate_all_prior_trackers = generate_all_prior_trackers


def _copy_of_slot(slot: Slot) -> Slot:
    copied = object.__new__(type(slot))
    copied.__dict__.update(slot.__dict__)
    return copied


def _copy_of_tracker(tracker: DialogueStateTracker) -> DialogueStateTracker:
    if not tracker.slots:
        return tracker.travel_back_in_time(inf)
    copied = object.__new__(type(tracker))
    copied.__dict__.update(tracker.__dict__)
    copied.events = tracker.events.copy()
    copied.slots = {name: _copy_of_slot(slot) for name, slot in tracker.slots.items()}
    copied.active_loop = copy(tracker.active_loop)
    copied.latest_action = copy(tracker.latest_action)
    copied.model_id = copied.assistant_id = copied.sender_source = None
    return copied

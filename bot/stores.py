"""Where conversations are kept, and when a long one gets a fresh session."""

from __future__ import annotations

import os
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.tracker_store import (
    AwaitableTrackerStore,
    InMemoryTrackerStore,
    SQLTrackerStore,
    TrackerStore,
)
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig, read_endpoint_config

from actions.conversation import FORGOTTEN_SLOT
from bot.project import Project
from bot.store.database import URL_VARIABLE
from bot.tracker_table import TrackerTable

TURNS_A_SESSION = 4


@dataclass(frozen=True)
class Saved:
    """What a conversation held when it was saved: the last message as it was parsed, and the slots by name."""

    parsed: dict[str, Any]
    slots: dict[str, Any]


# Of the conversation saved last in the present task: whoever waits for an answer reads there how it came about.
last_saved: ContextVar[Saved | None] = ContextVar("last_saved", default=None)


def kept_conversations(project: Project) -> FreshSessions:
    """The store in the database of WENCE_DATABASE_URL, else the one that endpoints.yml names.

    An SQLite file's relative path starts at the project.
    """
    if url := os.environ.get(URL_VARIABLE):
        return FreshSessions(TrackerTable(url))
    config = read_endpoint_config(str(project.endpoints), "tracker_store") or EndpointConfig()
    if (config.type or "").lower() != "sql":
        return FreshSessions(TrackerStore.create(config))
    if config.kwargs.get("dialect") == "sqlite":
        config.kwargs["db"] = str(project.root / config.kwargs["db"])
    return FreshSessions(TrackerTable(SQLTrackerStore.get_db_url(host=config.url, **config.kwargs)))


def passing_conversations() -> FreshSessions:
    """A store in memory: for a test or a chat in the terminal."""
    return FreshSessions(InMemoryTrackerStore(Domain.empty()))


class FreshSessions(AwaitableTrackerStore):
    """Wraps a store; starts a new session after every `TURNS_A_SESSION` messages of a person, and forgets on request.

    Rasa's policies read the whole session at each turn, so that a turn takes ten times as long at
    message 100 as at the first. Stores read from the last session's start on. Slots and the active
    form are carried over, so that nobody notices.
    """

    async def save(self, tracker: DialogueStateTracker) -> None:
        last_saved.set(Saved(tracker.latest_message.parse_data, _slots(tracker)))
        if FORGOTTEN_SLOT in tracker.slots and tracker.get_slot(FORGOTTEN_SLOT):
            await self.delete(tracker.sender_id)
            return
        turns = sum(isinstance(event, UserUttered) for event in tracker.events)
        if turns >= TURNS_A_SESSION and tracker.latest_action_name == ACTION_LISTEN_NAME:
            form, slots = tracker.active_loop_name, _set_slots(tracker)
            tracker.update(SessionStarted())
            for name, value in slots.items():
                tracker.update(SlotSet(name, value))
            tracker.update(ActionExecuted(ACTION_LISTEN_NAME))
            if form is not None:
                tracker.update(ActiveLoop(form))
        await super().save(tracker)

    async def replied(self, sender_id: str, message_id: str) -> list[dict[str, Any]] | None:
        """What was said in reply to a message, in Rasa's REST form; None when no tracker holds it.

        Sets `last_saved` as if it had just been said.
        """
        tracker = await self.retrieve_full_tracker(sender_id)
        if tracker is None:
            return None
        said = None
        for event in tracker.events:
            if isinstance(event, UserUttered):
                if said is not None:
                    break
                if event.message_id == message_id:
                    said = CollectingOutputChannel()
                    last_saved.set(Saved(event.parse_data, _slots(tracker)))
            elif said is not None and isinstance(event, BotUttered):
                await said.send_response(sender_id, event.message())
        return said and said.messages

    async def delete(self, sender_id: str) -> None:
        """Deletes all that is kept of the conversation with `sender_id`.

        Raises:
            NotImplementedError: the store is neither in memory nor an SQL database.
        """
        store = self._tracker_store
        if isinstance(store, InMemoryTrackerStore):
            store.store.pop(sender_id, None)
        elif isinstance(store, TrackerTable):
            await store.delete(sender_id)
        else:
            raise NotImplementedError(f"{type(store).__name__} 不支持删除对话")


def _slots(tracker: DialogueStateTracker) -> dict[str, Any]:
    return {name: slot.value for name, slot in tracker.slots.items() if slot.value is not None}


def _set_slots(tracker: DialogueStateTracker) -> dict[str, object]:
    return {
        name: slot.value for name, slot in tracker.slots.items() if slot.value != slot.initial_value
    }

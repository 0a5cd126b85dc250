"""Whole conversations with the real assistant; every reply of every test is searched for invented figures."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest

from bot.assistant import Assistant, Reply
from rules import load_library
from tests.dialogue.figure_check import invented


class Talk:
    """One person's conversation. `heard`: all they wrote; `replies`: all they were told, each with what they told."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self.sender = uuid.uuid4().hex
        self.heard: list[str] = []
        self.replies: list[tuple[str, list[str]]] = []
        self.messages: list[Reply] = []

    async def say(self, text: str) -> str:
        """Says `text`; returns the text of all replies, a blank line between two."""
        self.heard.append(text)
        self.messages = await self._assistant.reply(self.sender, text)
        reply = "\n\n".join(message["text"] for message in self.messages)
        self.replies.append((reply, [*self.heard, *await self._facts()]))
        return reply

    @property
    def buttons(self) -> list[str]:
        """The titles of the buttons shown last."""
        return [
            button["title"] for message in self.messages for button in message.get("buttons", [])
        ]

    async def slots(self) -> dict[str, object]:
        """What the assistant remembers."""
        tracker = await self._assistant.agent.tracker_store.retrieve(self.sender)
        if tracker is None:  # forgotten
            return {}
        return {name: slot.value for name, slot in tracker.slots.items() if slot.value is not None}

    async def a_day_passes(self) -> None:
        """All that was said becomes a day older."""
        store = self._assistant.agent.tracker_store
        tracker = await store.retrieve(self.sender)
        assert tracker is not None
        for event in tracker.events:
            event.timestamp -= 24 * 60 * 60
        await store.save(tracker)

    async def _facts(self) -> list[str]:
        """What was read out of their words, as it is read back: 三成半 is 35%."""
        from actions.conversation import today

        dictionary = load_library().dictionary
        told = {
            name: value for name, value in (await self.slots()).items() if name in dictionary.facts
        }
        return [
            dictionary.facts[name].show(value)
            for name, value in dictionary.read(told, today()).items()
        ]


@pytest.fixture
def talk(assistant: Assistant) -> Iterator[Talk]:
    """A new conversation. When the test is over no reply in it may hold a figure that nothing carries."""
    yield from _watched(assistant)


@pytest.fixture
def other_talk(assistant: Assistant) -> Iterator[Talk]:
    """Another person's."""
    yield from _watched(assistant)


def _watched(assistant: Assistant) -> Iterator[Talk]:
    conversation = Talk(assistant)
    yield conversation
    for reply, told in conversation.replies:
        assert not invented(reply, told), reply

"""Intents in words: the general ones from intents.yaml, those of topics by the labels of the packs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel

from actions.heard import TOPIC_INTENT
from rules import load_library


class Intent(BaseModel):
    intent: str
    label: str


class LikelyIntent(Intent):
    """An intent with the confidence (0 to 1) that it was meant."""

    confidence: float


@cache
def learned() -> dict[str, str]:
    """The intents that an example can be of, with their labels."""
    return {
        **_general()["learned"],
        **{f"{TOPIC_INTENT}{id_}": label for id_, label in _topics().items()},
    }


def label(intent: str) -> str:
    """What `intent` is called; an intent that is no more by its own name."""
    return learned().get(intent) or _general()["set"].get(intent, intent)


def topic_label(topic: str) -> str:
    """What `topic` is called, by the first pack that has it; a topic that is no more by its own name."""
    return _topics().get(topic, topic)


def likely(understood: dict[str, list[tuple[str, float]]] | None) -> list[LikelyIntent]:
    """The likely intents in `understood` as the journal holds it."""
    found = (understood or {}).get("likely", ())
    return [
        LikelyIntent(intent=intent, label=label(intent), confidence=confidence)
        for intent, confidence in found
    ]


@cache
def _general() -> dict[str, dict[str, str]]:
    file = Path(__file__).with_name("intents.yaml")
    content: dict[str, dict[str, str]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return content


@cache
def _topics() -> dict[str, str]:
    labels: dict[str, str] = {}
    for pack in load_library().packs.values():
        for topic in pack.topics.values():
            labels.setdefault(topic.id, topic.label)
    return labels

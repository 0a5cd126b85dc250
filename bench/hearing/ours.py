"""问策 itself: trained anew for the measurement, and its dialogue, which can also listen with a peer's ears."""

from __future__ import annotations

import os
import shutil
import sys
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any

from actions.answer import Answer
from actions.heard import PARTS
from actions.render import WANTS_ANSWER
from bench.hearing.listener import Listener, Parsed
from bot.assistant import Assistant
from bot.environment import prepare
from bot.project import WENCE, Project
from bot.training import ensure_model

FALLBACK = "nlu_fallback"
Progress = Callable[[str], None]


def examples() -> list[tuple[str, str]]:
    """All that training reads: each sentence with its intent."""
    prepare(WENCE)
    from rasa.shared.nlu.constants import INTENT, TEXT

    from bot.nlu.pack_importer import PackImporter

    data = PackImporter(str(WENCE.config), str(WENCE.domain), [str(WENCE.data)]).get_nlu_data()
    return [(one.get(TEXT), one.get(INTENT)) for one in data.intent_examples if one.get(TEXT)]


async def train(folder: Path, progress: Progress) -> tuple[Assistant, float]:
    """A new model of the project in `folder`, loaded, and the seconds that training took, imports aside."""
    for source in (WENCE.config, WENCE.domain, WENCE.endpoints):
        shutil.copy(source, folder)
    shutil.copytree(WENCE.data, folder / WENCE.data.name)
    project = Project(folder)
    prepare(project)
    start = perf_counter()
    ensure_model(project, progress)
    seconds = perf_counter() - start
    return await Assistant.load(project, keep_conversations=False), seconds


async def listen(assistant: Assistant, texts: list[str], train_seconds: float) -> Listener:
    """What 问策 hears in each text, one after the other."""
    heard = {}
    for text in texts:
        start = perf_counter()
        parsed = await assistant.agent.parse_message(text)
        milliseconds = (perf_counter() - start) * 1000
        ranking = [
            (one["name"], one["confidence"])
            for one in parsed["intent_ranking"]
            if one["name"] != FALLBACK
        ]
        sure = parsed["intent"]["name"] != FALLBACK
        parts = tuple(_likeliest(one) for one in parsed.get(PARTS) or ())
        heard[text] = Parsed(ranking, sure, milliseconds, parts)
    threads = os.environ.get("OMP_NUM_THREADS", "default")
    about = f"rasa {version('rasa')}; threads: OpenMP {threads}, {os.cpu_count()} cores"
    return Listener("问策", heard, train_seconds, about)


def _likeliest(part: dict[str, Any]) -> str:
    ranking = [part["intent"], *(part.get("intent_ranking") or ())]
    return next((one["name"] for one in ranking if one["name"] != FALLBACK), "")


@dataclass(frozen=True)
class Reply:
    """What was said to one message in a new conversation: no answers where it was a fixed phrase."""

    answers: tuple[Answer, ...]
    milliseconds: float


class Dialogue:
    """问策's dialogue. With a listener, the intent is the one that it hears; what is read out of the text is ours.

    So every listener has the same dialogue: its cities, its variants of an answer, its own refusals.
    """

    def __init__(self, assistant: Assistant) -> None:
        processor = assistant.agent.processor
        if processor is None:
            raise ValueError("the assistant has no model")
        self._assistant = assistant
        self._parse = processor.parse_message
        self._ears: Listener | None = None
        processor.parse_message = self._heard  # type: ignore[method-assign]

    async def replies(self, texts: list[str], ears: Listener | None) -> dict[str, Reply]:
        """The reply to each text, each in a conversation of its own."""
        self._ears = ears
        return {text: await self._reply(text) for text in texts}

    async def _reply(self, text: str) -> Reply:
        start = perf_counter()
        said = await self._assistant.reply(uuid.uuid4().hex, text, metadata={WANTS_ANSWER: True})
        milliseconds = (perf_counter() - start) * 1000
        answers = tuple(Answer(**one["custom"]) for one in said if one.get("custom"))
        return Reply(answers, milliseconds)

    async def _heard(self, message: Any, *rest: Any, **settings: Any) -> dict[str, Any]:
        parsed: dict[str, Any] = await self._parse(message, *rest, **settings)
        if self._ears is not None:
            one = self._ears.heard[message.text]
            ranking = [{"name": name, "confidence": sure} for name, sure in one.ranking]
            if not one.sure:
                ranking.insert(0, {"name": FALLBACK, "confidence": 1.0})
            parsed |= {"intent": ranking[0], "intent_ranking": ranking}
        return parsed


def say(line: str) -> None:
    """Progress, on standard error."""
    print(line, file=sys.stderr, flush=True)

"""What a listener made of a list of texts, whoever it was."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bot.project import WENCE
from rules.errors import WenceError


@dataclass(frozen=True)
class Parsed:
    """The intents of one text from the likeliest down, the fallback aside; `sure`: whether the likeliest is taken.

    `parts`: the likeliest intents of its questions, where it was heard as several.
    """

    ranking: list[tuple[str, float]]
    sure: bool
    milliseconds: float
    entities: list[dict[str, Any]] = field(default_factory=list)
    parts: tuple[str, ...] = ()

    @property
    def guesses(self) -> tuple[str, ...]:
        """The likeliest intent, sure or not; of several questions that of each."""
        return self.parts or tuple(name for name, _ in self.ranking[:1])


@dataclass(frozen=True)
class Listener:
    """`heard`: text → what was made of it. `about`: version, settings, threads, in one line."""

    name: str
    heard: dict[str, Parsed]
    train_seconds: float
    about: str

    def times(self) -> str:
        """Milliseconds a message, median and 95th percentile."""
        times = [one.milliseconds for one in self.heard.values()]
        return f"{median(times):.2f} / {quantiles(times, n=20)[-1]:.2f}"


def find_uv() -> str:
    """The uv that makes the peers' environments: one that is here already, or the project's own."""
    return shutil.which("uv") or str(WENCE.root / ".uv" / "bin" / "uv")


def peer(
    name: str,
    program: Path,
    examples: list[tuple[str, str]],
    texts: list[str],
    retrain: bool,
) -> Listener:
    """Runs `program` in the environment of its folder; it trains and listens, and says so on standard error.

    Raises:
        WenceError: it failed; what it said stands above.
    """
    request = {"examples": examples, "texts": texts, "retrain": retrain}
    command = [
        find_uv(),
        "run",
        "--project",
        str(program.parent),
        "--frozen",
        "--python",
        sys.executable,
    ]
    done = subprocess.run(
        [*command, "python", str(program)],
        input=json.dumps(request, ensure_ascii=False),
        stdout=subprocess.PIPE,
        cwd=program.parent,
        text=True,
        check=False,
    )
    if done.returncode:
        raise WenceError(f"{name} ended with {done.returncode}: {' '.join(command)} {program}")
    answer = json.loads(done.stdout)
    heard = {
        text: Parsed(
            [(intent, confidence) for intent, confidence in one["ranking"]],
            one["sure"],
            one["milliseconds"],
            one["entities"],
        )
        for text, one in zip(texts, answer["heard"], strict=True)
    }
    versions = ", ".join(f"{library} {number}" for library, number in answer["versions"].items())
    when = f"; trained {answer['trained_at']}, kept" if "trained_at" in answer else ""
    about = f"{versions}; threads: {answer['threads']}{when}"
    return Listener(name, heard, answer["train_seconds"], about)

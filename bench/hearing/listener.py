"""What a listener made of a list of texts, whoever it was."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
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


def run(program: Path, request: dict[str, Any]) -> Any:
    """What `program` answers to `request`, in the environment of its folder; on standard error it says how far it is.

    Raises:
        WenceError: it failed; what it said stands above.
    """
    folder = str(program.parent)
    uv = [find_uv(), "run", "--project", folder, "--frozen", "--python", sys.executable]
    done = subprocess.run(
        [*uv, "python", str(program)],
        input=json.dumps(request, ensure_ascii=False),
        stdout=subprocess.PIPE,
        cwd=folder,
        text=True,
        check=False,
    )
    if done.returncode:
        raise WenceError(f"{program} ended with {done.returncode}")
    return json.loads(done.stdout)


def peer(
    name: str,
    program: Path,
    examples: list[tuple[str, str]],
    texts: list[str],
    kept: bool = False,
    retrain: bool = False,
) -> Listener:
    """A peer that learned `examples`, and what it heard in `texts`.

    kept: a model of other examples will do, and its difference is said; retrain: none that is kept will.
    """
    how = {"kept": kept, "retrain": retrain}
    answer = run(program, {"examples": examples, "texts": texts, **how})
    heard = {
        text: Parsed(
            [(intent, confidence) for intent, confidence in one["ranking"]],
            one["sure"],
            one["milliseconds"],
        )
        for text, one in zip(texts, answer["heard"], strict=True)
    }
    about = [", ".join(f"{library} {number}" for library, number in answer["versions"].items())]
    about.append(f"threads: {answer['threads']}")
    if when := answer.get("trained_at"):
        about.append(f"trained {when} and kept")
    if differs := answer.get("differs"):
        about.append(f"!!! ITS EXAMPLES ARE OTHERS: {differs}")
    return Listener(name, heard, answer["train_seconds"], "; ".join(about))

"""Inputs as a coverage-guided fuzzer makes them (atheris). It ends its process, so each run has one of its own."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.fuzzing.targets import Target, load

LONGEST = 4096  # bytes
PACKAGES = ["actions", "bot", "rules"]
MISSING = (
    "atheris is not installed: it exists for Linux on x86_64 only (uv sync --group fuzz); "
    "the inputs that it would have guided are left out"
)


def is_there() -> bool:
    """Whether atheris is installed."""
    return find_spec("atheris") is not None


def load_instrumented(name: str) -> Target:
    """The target of that name, with the project's own code counted by branch."""
    import atheris

    with atheris.instrument_imports(include=PACKAGES):
        return load(name)


def guide(
    target: Target, count: int, seed: int, run: Callable[[Any], None], end: Callable[[], None]
) -> None:
    """Calls `run` with `count` inputs, then `end`, and ends the process. What is covered is printed to stderr."""
    import atheris

    done = 0

    def one(data: bytes) -> None:
        nonlocal done
        run(target.from_bytes(data))
        done += 1
        if done >= count:
            end()
            os._exit(0)

    folder = Path(tempfile.mkdtemp())
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, sample in enumerate(target.seeds):
        (corpus / str(number)).write_bytes(sample)
    tokens = folder / "tokens"
    tokens.write_text("".join(f'"{_escaped(one)}"\n' for one in target.tokens), encoding="ascii")
    options = [
        f"-seed={seed}",
        f"-max_len={LONGEST}",
        f"-dict={tokens}",
        f"-artifact_prefix={folder}/",
        "-timeout=120",
        "-rss_limit_mb=0",
        "-print_final_stats=1",
    ]
    atheris.Setup(["fuzz", *options, str(corpus)], one)
    atheris.Fuzz()


def _escaped(token: str) -> str:
    """As the fuzzer's files of words want it."""
    return "".join(f"\\x{one:02x}" for one in token.encode("utf-8", "replace")[:60])

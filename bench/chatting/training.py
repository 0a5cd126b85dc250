"""Trains 问策 and stock Rasa on the same files, by Rasa's own command, and keeps what takes long."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from hashlib import sha256
from pathlib import Path

from bench.chatting.machine import CORES, Others, warning
from bench.chatting.processes import Program

ROOT = Path(__file__).resolve().parents[2]
STOCK_FOLDER = ROOT / "bench" / "stock"
STOCK_PYTHON = STOCK_FOLDER / ".venv" / "bin" / "python"
ASSISTANT = STOCK_FOLDER / "assistant.yml"
KEPT = STOCK_FOLDER / "models" / "chat"
POLITE = ("nice", "-n", "5")  # an idle machine does not notice
# What any Rasa needs so that it trains in earnest and talks to nobody.
SETTINGS = {
    "RASA_TELEMETRY_ENABLED": "false",
    "RASA_MAX_CACHE_SIZE": "0",  # else a second training is none
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
}

Say = Callable[[str], None]


@dataclass(frozen=True)
class Trained:
    """`seconds` from the start of the command to its end; `others`: the cores that all else took meanwhile, on average.

    `load`: the machine's, before it began. `kept`: it was trained in an earlier run.
    """

    model: Path
    megabytes: float
    examples: int
    seconds: float
    others: float
    load: float
    cores: int
    trained_at: str
    kept: bool = False
    differs: bool = False

    def about(self) -> str:
        """In one line, when and how undisturbed."""
        when = f"trained {self.trained_at} and kept; " if self.kept else ""
        if self.differs:
            when = f"!!! OF OTHER EXAMPLES OR SETTINGS THAN TODAY'S, {when}"
        return f"{when}{warning(self.others)}, load before {self.load:.1f}"


def train(
    command: tuple[str, ...], folder: Path, model: Path, examples: int, settings: Mapping[str, str]
) -> Trained:
    """Runs a command of Rasa's that trains `model`.

    Raises:
        RuntimeError: it failed; holds what it printed last.
    """
    log = model.with_suffix(".log")
    out = ("--out", str(model.parent), "--fixed-model-name", model.name.removesuffix(".tar.gz"))
    load, others, start = os.getloadavg()[0], Others(), time.monotonic()
    with Program((*POLITE, *command, *out, "--skip-validation"), folder, log, settings) as program:
        program.wait()
    seconds = time.monotonic() - start
    if not model.exists():
        raise RuntimeError(f"no model was trained:\n{program.said()}")
    return Trained(
        model,
        model.stat().st_size / 1e6,
        examples,
        seconds,
        others.cores(),
        load,
        CORES,
        datetime.now(timezone.utc).isoformat(timespec="minutes"),
    )


def train_ours(project: Path, files: Path | None, model: Path, examples: int) -> Trained:
    """问策's pipeline on the exported `files`, or on all that `project` itself has."""
    python = (sys.executable, "-m", "bot", "rasa", "train")
    source, data = (files, "data") if files else (project, "nlu_data")
    names = ("--config", str(source / "config.yml"), "--domain", str(source / "domain.yml"))
    command = (*python, *names, "--data", str(source / data))
    return train(command, project, model, examples, SETTINGS)


def train_stock(
    files: Path, examples: int, say: Say, retrain: bool = False, kept: bool = False
) -> Trained:
    """Rasa as it comes on the exported `files`: the model that is kept for just these, or a new one.

    retrain: a new one in any case. kept: one of other files will do.
    """
    name = _digest(files)
    if not retrain:
        if (record := KEPT / f"{name}.json").exists():
            return _read(record)
        if kept and (records := [*KEPT.glob("*.json")]):
            return _read(records[0], differs=True)
    why = "asked to" if retrain else "no model of just these examples and settings is kept"
    say(
        f"stock Rasa is trained ({why}) on {examples} examples: some ten minutes on an idle machine"
    )
    new = KEPT.with_name("chat.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    names = ("--config", str(ASSISTANT), "--domain", str(files / "domain.yml"))
    data = ("--data", str(files / "data"), str(files / "stock"))
    command = (str(STOCK_PYTHON), "-m", "rasa", "train", *names, *data)
    trained = train(command, STOCK_FOLDER, new / f"{name}.tar.gz", examples, SETTINGS)
    known = json.dumps({**asdict(trained), "model": trained.model.name}, indent=2)
    (new / f"{name}.json").write_text(f"{known}\n", "utf-8")
    shutil.rmtree(KEPT, ignore_errors=True)
    new.rename(KEPT)
    return _read(KEPT / f"{name}.json", kept=False)


def _read(record: Path, kept: bool = True, differs: bool = False) -> Trained:
    known = json.loads(record.read_text("utf-8"))
    known |= {"model": record.parent / known["model"], "kept": kept, "differs": differs}
    return Trained(**known)


def _digest(files: Path) -> str:
    """A short name for all that stock Rasa is trained from: the exported files, its settings and its versions."""
    digest = sha256()
    read = [one for folder in ("data", "stock") for one in sorted((files / folder).iterdir())]
    for path in (*read, files / "domain.yml", ASSISTANT, STOCK_FOLDER / "uv.lock"):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]

"""Trains Rasa as it comes and lets it hear a list of texts. Run by bench/nlu.py in this folder's own environment.

Standard input, as JSON: "examples" [[text, intent], …], "texts", and whether to "retrain" in any case or to take a model
"kept" though it learned other examples. Standard output, as JSON: "train_seconds", "trained_at" if that was in an earlier
run, "differs" if it learned other examples, "threads" of the training, "versions", and "heard": for each text the intents
from the likeliest down, whether the likeliest is sure enough, and the milliseconds.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import tempfile
import time
from datetime import datetime, timezone
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("PYTHONWARNINGS", "ignore")
os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"

HERE = Path(__file__).resolve().parent
CONFIG = HERE / "config.yml"
KEPT = HERE / "models"
FALLBACK = "nlu_fallback"
LIBRARIES = ("rasa", "tensorflow", "jieba")


def trained(request: dict[str, Any]) -> tuple[Path, dict[str, Any]]:
    """The model of these examples and this configuration, with what is known of its training; trains when there is none.

    A model of other examples is taken only when `kept` asks for it, and then told by "differs".
    """
    examples = request["examples"]
    setting, lesson = digest([CONFIG.read_text("utf-8"), versions()]), digest(examples)
    name = f"{setting}-{lesson}"
    if not request["retrain"]:
        if (record := KEPT / f"{name}.json").exists():
            return known_model(record)
        if request["kept"] and (records := sorted(KEPT.glob(f"{setting}-*.json"))):
            model, known = known_model(records[-1])
            return model, {**known, "differs": difference(known["examples"], examples)}
    why = "asked to" if request["retrain"] else "no model of just these examples is kept"
    print(f"stock Rasa is trained, since {why}; this takes an hour and more", flush=True)
    KEPT.mkdir(exist_ok=True)
    known = {"train_seconds": train(examples, KEPT, name), "threads": threads()}
    for other in KEPT.iterdir():
        if other.is_file() and other.stem.split(".")[0] != name:
            other.unlink()
    now = datetime.now(timezone.utc).isoformat(timespec="minutes")
    record = {**known, "trained_at": now, "examples": examples}
    (KEPT / f"{name}.json").write_text(json.dumps(record, ensure_ascii=False), "utf-8")
    return KEPT / f"{name}.tar.gz", known


def known_model(record: Path) -> tuple[Path, dict[str, Any]]:
    """The model of a record, and the record."""
    return record.with_suffix(".tar.gz"), json.loads(record.read_text("utf-8"))


def digest(what: Any) -> str:
    """A short name for what can be written as JSON."""
    return sha256(json.dumps(what).encode()).hexdigest()[:12]


def difference(learned: list[list[str]], examples: list[list[str]]) -> str:
    """How the examples that were learned differ from those of today."""
    before, now = ({(text, intent) for text, intent in one} for one in (learned, examples))
    return f"of {len(now)} it has not learned {len(now - before)}, and {len(before - now)} more"


def train(examples: list[list[str]], folder: Path, name: str) -> float:
    """Trains a model into `folder`; returns the seconds it took, imports aside."""
    from rasa.model_training import train_nlu

    common = [{"text": text, "intent": intent} for text, intent in examples]
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as data:
        json.dump({"rasa_nlu_data": {"common_examples": common}}, data, ensure_ascii=False)
        data.flush()
        start = time.perf_counter()
        if train_nlu(str(CONFIG), data.name, str(folder), fixed_model_name=name) is None:
            raise SystemExit("Rasa trained no model")
        return time.perf_counter() - start


async def listen(model: Path, texts: list[str]) -> list[dict[str, Any]]:
    """What is heard in each text, one text after the other."""
    from rasa.core.agent import Agent

    agent = Agent.load(str(model))
    await agent.parse_message("你好")  # loads what is loaded late
    heard = []
    for text in texts:
        start = time.perf_counter()
        parsed = await agent.parse_message(text)
        milliseconds = (time.perf_counter() - start) * 1000
        ranking = [
            [one["name"], one["confidence"]]
            for one in parsed["intent_ranking"]
            if one["name"] != FALLBACK
        ]
        heard.append(
            {
                "sure": parsed["intent"]["name"] != FALLBACK,
                "ranking": ranking,
                "milliseconds": milliseconds,
            }
        )
    return heard


def threads() -> str:
    """How many threads TensorFlow and OpenMP were told to use."""
    import tensorflow as tf

    within = tf.config.threading.get_intra_op_parallelism_threads() or "default"
    between = tf.config.threading.get_inter_op_parallelism_threads() or "default"
    openmp = os.environ.get("OMP_NUM_THREADS", "default")
    return f"TensorFlow {within}/{between}, OpenMP {openmp}, {os.cpu_count()} cores"


def versions() -> dict[str, str]:
    """Of the libraries that a model depends on."""
    return {name: version(name) for name in LIBRARIES}


def main() -> None:
    """One request from standard input to standard output; what Rasa prints goes to standard error."""
    request = json.load(sys.stdin)
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"  # else a second training is none
    with contextlib.redirect_stdout(sys.stderr):
        model, known = trained(request)
        heard = asyncio.run(listen(model, request["texts"]))
    known.pop("examples", None)
    json.dump({**known, "versions": versions(), "heard": heard}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()

"""Trains the model when what it was trained from has changed, telling how far it is."""

from __future__ import annotations

import contextlib
import fcntl
import io
import logging
import os
import shutil
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from pathlib import Path

import yaml

from bot.fingerprint import fingerprint
from bot.model import Manifest, file_sha256, install, why_stale
from bot.project import Project
from rules.errors import WenceError

Report = Callable[[str], None]


class TrainingError(WenceError):
    """Training failed; the message holds what Rasa had to say."""


def ensure_model(project: Project, report: Report, force: bool = False) -> bool:
    """Trains unless the model is fresh; returns whether it trained. One process trains at a time.

    `report` gets one line a step.

    Raises:
        TrainingError: the training data cannot be used, or the model cannot be written.
    """
    try:
        project.models.mkdir(exist_ok=True)
        with (project.models / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            reason = "按要求重新训练" if force else why_stale(project)
            if reason is not None:
                report(f"训练模型（{reason}）")
                _train(project, report)
    except OSError as error:
        raise TrainingError(
            f"训练失败：{error}。请检查 {project.models} 的权限和磁盘空间"
        ) from error
    return reason is not None


def _train(project: Project, report: Report) -> None:
    from bot.environment import prepare

    started = time.monotonic()
    prepare(project)
    report(f"  载入 Rasa　{time.monotonic() - started:.1f} 秒")
    taken = fingerprint(project)  # before reading, so that an edit made meanwhile shows as stale
    for left in project.models.glob("training-*"):  # by a training that was killed
        shutil.rmtree(left)
    with tempfile.TemporaryDirectory(dir=project.models, prefix="training-") as folder:
        with _stages(report), _noted_warnings(report):
            trained = _run_rasa(project, Path(folder))
        install(
            project,
            trained,
            Manifest(
                fingerprint=taken,
                sha256=file_sha256(trained),
                trained_at=datetime.now(timezone.utc).isoformat(timespec="seconds"),
            ),
        )
    report(f"训练完成，共 {time.monotonic() - started:.1f} 秒")


def _run_rasa(project: Project, output: Path) -> Path:
    # Rasa's cache of trained components does not see edits of jieba's dictionaries.
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"
    os.environ["RASA_CACHE_DIRECTORY"] = str(output)
    from rasa.model_training import train
    from rasa.shared.exceptions import RasaException

    try:
        yaml.safe_load(project.config.read_text(encoding="utf-8"))
    except (ValueError, yaml.YAMLError) as error:  # of which Rasa does not say the file's name
        where = " ".join(str(error).split())
        raise TrainingError(f"训练失败：{project.config.name} 读不了：{where}") from error
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            result = train(
                domain=str(project.domain),
                config=str(project.config),
                training_files=[str(project.data)],
                output=str(output),
                force_training=True,
                fixed_model_name="wence",
            )
    except RasaException as error:
        raise TrainingError(f"训练失败：{error}") from error
    except SystemExit as error:  # how Rasa ends on a slot that the domain does not know
        raise TrainingError(f"训练失败：{said.getvalue().strip()}") from error
    if result.model is None:
        raise TrainingError(f"训练失败：{said.getvalue().strip()}")
    return Path(result.model)


class _StageTimer(logging.Handler):
    """Turns Rasa's log record at the end of a component's training into a line with seconds."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self._report = report
        self._stdout = sys.stdout  # what Rasa prints is put aside; the report is not
        self._started = time.monotonic()

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if message.startswith("Finished training component"):
            now = time.monotonic()
            with contextlib.redirect_stdout(self._stdout):
                self._report(f"  {message.split(chr(39))[1]}　{now - self._started:.1f} 秒")
            self._started = now


@contextlib.contextmanager
def _stages(report: Report) -> Iterator[None]:
    logger = logging.getLogger("rasa.engine.training.hooks")
    handler, level = _StageTimer(report), logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = True


@contextlib.contextmanager
def _noted_warnings(report: Report) -> Iterator[None]:
    """Reports each warning about the training data once, on one line."""
    from rasa.utils.common import EXPECTED_WARNINGS

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        warnings.filterwarnings("ignore", category=DeprecationWarning)
        for category, pattern in EXPECTED_WARNINGS:  # Rasa's own list of what nobody can act on
            warnings.filterwarnings("ignore", message=f".*{pattern}", category=category)
        yield
    for text in dict.fromkeys(str(warning.message) for warning in caught):
        report(f"  注意：{' '.join(text.split())}")

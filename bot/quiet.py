"""Keeps libraries from what nobody here wants: chatter, needless threads, and what people write in the log."""

from __future__ import annotations

import contextlib
import logging
import os
import warnings

from bot.project import Project


def set_environment(project: Project) -> None:
    """Sets what libraries read from the environment on import. Call it before importing Rasa."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    # Rasa uses a base class of SQLAlchemy 1, which is announced as moved on every start.
    os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
    # Rasa draws a progress bar for every internal step unless its own level is above INFO.
    os.environ["LOG_LEVEL"] = "WARNING"
    # The products of one message are too small to share: threads would wait for their part in a loop, and keep a whole
    # core from the other messages.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # matplotlib writes its font list into the home folder, which may not be writable.
    os.environ.setdefault("MPLCONFIGDIR", str(project.var / "matplotlib"))


def hush_libraries(project: Project) -> None:
    """Silences warnings and chatter. Call it after importing Rasa, which changes the filters.

    jieba keeps a cache of its dictionary, by default at a path in the shared temporary folder that
    anybody can write to first: it goes to the project's own folder.
    """
    import jieba
    import rasa.telemetry
    from rasa.utils.common import EXPECTED_WARNINGS

    warnings.filterwarnings("ignore", category=DeprecationWarning)
    # Rasa's own list of what to leave out, which its commands apply after changing the filters.
    EXPECTED_WARNINGS.append((DeprecationWarning, ""))
    EXPECTED_WARNINGS.append((UserWarning, "Attempting to set identical"))
    # Even with telemetry off, Rasa writes a file about it into the home folder and says it is on.
    rasa.telemetry.initialize_telemetry = lambda: False
    # It goes on without a cache, which costs a second; it would say so with a stack trace.
    jieba.setLogLevel(logging.CRITICAL)
    cache = project.var / "jieba"
    with contextlib.suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
    jieba.dt.tmp_dir = str(cache)


def set_logging() -> None:
    """Writes the log as the environment says (bot/observe/logs.py). Call it after importing Rasa. Raises LogError.

    Rasa's own level is fixed: at DEBUG it logs what people write.
    """
    from rasa.utils.common import configure_logging_and_warnings

    from bot.observe.logs import LogSettings, install

    # Its filter of repetitions would take requests for one.
    configure_logging_and_warnings(logging.WARNING, filter_repeated_logs=False)
    install(LogSettings.read())

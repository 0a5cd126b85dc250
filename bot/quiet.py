"""Keeps commands silent about what a person cannot act on, and what people write out of the log."""

from __future__ import annotations

import logging
import os
import sys
import warnings

from bot.project import Project


def set_environment(project: Project) -> None:
    """Sets what libraries read from the environment on import. Call it before importing Rasa."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    # Rasa uses a base class of SQLAlchemy 1, which is announced as moved on every start.
    os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
    # Rasa draws a progress bar for every internal step unless its own level is above INFO.
    os.environ["LOG_LEVEL"] = "WARNING"
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
    jieba.setLogLevel(logging.WARNING)
    cache = project.var / "jieba"
    cache.mkdir(parents=True, exist_ok=True)
    jieba.dt.tmp_dir = str(cache)


def set_logging() -> None:
    """Sends warnings and errors to standard error, and nothing below.

    The level is fixed: at DEBUG Rasa logs what people write.
    """
    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog

    logging.basicConfig(
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
        level=logging.WARNING,
    )
    configure_logging_and_warnings(logging.WARNING)
    configure_structlog(logging.WARNING)

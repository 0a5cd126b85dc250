"""The log is one JSON object a line, ours and the libraries', and holds nothing that a person wrote."""

from __future__ import annotations

import asyncio
import logging
import warnings
from pathlib import Path

import httpx
import pytest
import structlog
from pydantic import BaseModel
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from bot.observe.logs import LogError, LogSettings, install
from tests.bot.observe.conftest import Lines

WROTE = "我叫张三，电话 13800138000"


def test_our_own_line(lines: Lines) -> None:
    logging.getLogger("bot.store.retention").warning("%d conversations are left", 3)
    (line,) = lines()
    assert line.pop("time").endswith("Z")
    assert line == {
        "level": "WARNING",
        "logger": "bot.store.retention",
        "message": "3 conversations are left",
    }


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        (f"Tried to set '{WROTE}'. Make sure", "Tried to set"),
        (f'Could not read "{WROTE}"', "Could not read"),
        (f"Parameters: {WROTE}", "Parameters"),
        (f"Couldn't parse\n{WROTE}", "Couldn't parse"),
        (f"Got {{'text': '{WROTE}'}}", "Got"),
    ],
)
def test_of_a_library_is_kept_what_it_says_before_what_it_says_it_about(
    lines: Lines, message: str, kept: str
) -> None:
    logging.getLogger("rasa.core.processor").error(message)
    (line,) = lines()
    assert (line["message"], line["level"]) == (kept, "ERROR")
    assert line["at"].startswith("tests/bot/observe/test_logs.py:")


def test_rasas_events_come_without_what_they_are_about(lines: Lines) -> None:
    logger = structlog.get_logger()
    logger.warning("event.deserialization.failed", rasa_event={"text": WROTE}, event_info=WROTE)
    logger.debug("processor.message.parse", text=WROTE)
    try:
        raise KeyError(WROTE)
    except KeyError:
        logger.exception("interpolator.interpolate.text", response=WROTE)
    first, second = lines()
    assert first["message"] == "event.deserialization.failed"
    assert second["error"][0]["type"] == "KeyError"
    assert "张三" not in str([first, second])


def test_an_error_is_told_by_its_type_and_places_and_what_it_came_of(lines: Lines) -> None:
    def read() -> None:
        int(WROTE)

    try:
        try:
            read()
        except ValueError as error:
            raise RuntimeError(WROTE) from error
    except RuntimeError:
        logging.getLogger("bot.reception").exception("it failed")
    (line,) = lines()
    assert [one["type"] for one in line["error"]] == ["RuntimeError", "ValueError"]
    assert line["error"][1]["at"][-1].startswith("tests/bot/observe/test_logs.py:")
    assert line["error"][1]["at"][-1].endswith(" read")
    assert "张三" not in str(line)


def test_a_wrong_input_is_not_repeated(lines: Lines) -> None:
    class Fact(BaseModel):
        share: int

    try:
        Fact.model_validate({"share": WROTE})
    except ValueError:
        logging.getLogger("bot.reception").exception("it failed")
    (line,) = lines()
    assert line["error"][0]["type"] == "pydantic_core._pydantic_core.ValidationError"
    assert "张三" not in str(line)


def test_what_tells_of_the_machine_is_told(lines: Lines) -> None:
    for cause in (
        lambda: Path("/no/such/file").read_text(),
        lambda: create_engine("sqlite:////no/such/file.db").connect(),
        lambda: httpx.get("http://127.0.0.1:1"),
    ):
        try:
            cause()
        except Exception:
            logging.getLogger("bot.store").exception("it failed")
    told = [line["error"][0]["message"] for line in lines()]
    assert told == [
        "[Errno 2] No such file or directory: '/no/such/file'",
        "unable to open database file",
        "[Errno 111] Connection refused",
    ]


def test_the_values_of_a_statement_are_not_told(lines: Lines) -> None:
    engine = create_engine("sqlite://", hide_parameters=True)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (a TEXT UNIQUE)"))
    for sent in ("INSERT INTO t VALUES (:a), (:a)", "INSERT INTO missing VALUES (:a)"):
        try:
            with engine.begin() as connection:
                connection.execute(text(sent), {"a": WROTE})
        except Exception:
            logging.getLogger("bot.store").exception("it failed")
    found = lines()
    assert [line["error"][0]["type"] for line in found] == [
        "sqlalchemy.exc.IntegrityError",
        "sqlalchemy.exc.OperationalError",
    ]
    assert "张三" not in str(found)


def test_of_what_a_database_says_the_first_line_is_told(lines: Lines) -> None:
    said = Exception(f"canceling statement due to lock timeout\nCONTEXT:  {WROTE}")
    try:
        raise OperationalError("UPDATE message", {"text": WROTE}, said)
    except OperationalError:
        logging.getLogger("bot.store").exception("it failed")
    (line,) = lines()
    assert line["error"][0]["message"] == "canceling statement due to lock timeout"
    assert "张三" not in str(line)


async def test_a_task_that_failed_unseen(lines: Lines) -> None:
    async def fail() -> None:
        raise ValueError(WROTE)

    task = asyncio.create_task(fail())
    await asyncio.wait({task})
    asyncio.get_running_loop().call_exception_handler(
        {"message": "Task exception was never retrieved", "task": task, "exception": None}
    )
    task.exception()
    (line,) = lines()
    assert line["message"] == "Task exception was never retrieved"
    assert "张三" not in str(line)


def test_a_warning_is_a_line_too(lines: Lines) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(False)  # pytest catches them since it was switched on
        install(LogSettings("json", "INFO"))
        warnings.warn(f"not understood: {WROTE}", UserWarning, stacklevel=1)
        logging.captureWarnings(False)
    (line,) = lines()
    assert line["logger"] == "py.warnings"
    assert "tests/bot/observe/test_logs.py:" in line["message"]
    assert "张三" not in str(line)


def test_text_for_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    install(LogSettings("text", "WARNING"))
    logger = logging.getLogger("bot.reception")
    logger.info("not shown")
    try:
        raise OSError("disk full")
    except OSError:
        logger.exception("it failed", extra={"fields": {"route": "/health"}})
    first, second, third = capsys.readouterr().err.splitlines()
    assert first.endswith(" ERROR bot.reception it failed route=/health")
    assert second == "  OSError disk full"
    assert third.startswith("    tests/bot/observe/test_logs.py:")


def test_debug_of_libraries_stays_closed(lines: Lines) -> None:
    for name in ("rasa.core.processor", "httpx", "sqlalchemy.engine"):
        logging.getLogger(name).info(WROTE)
        logging.getLogger(name).debug(WROTE)
    logging.getLogger("bot.reception").debug(WROTE)
    assert lines() == []


@pytest.mark.parametrize(
    ("variable", "value", "choices"),
    [
        ("WENCE_LOG", "xml", "json、text"),
        ("WENCE_LOG_LEVEL", "debug", "INFO、WARNING、ERROR"),
    ],
)
def test_a_wrong_setting_is_told(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, choices: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(LogError, match=f"{variable} 只能是 {choices}"):
        LogSettings.read()


def test_the_form_follows_standard_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WENCE_LOG", raising=False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert LogSettings.read().form == "text"
    monkeypatch.setattr("sys.stderr.isatty", lambda: False)
    assert LogSettings.read().form == "json"

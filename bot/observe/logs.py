"""The log: one line an event on standard error, as JSON for programs or as text for a person at a terminal.

Nothing that a person wrote gets into it. Our own messages hold none. Of those of libraries only the beginning is kept,
before anything that was put into it, and the place in their code, which says the rest. Of an error its type and the
places are kept; its text only where it tells of the machine.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from traceback import extract_tb
from typing import Any, TextIO

import structlog

from bot.observe.requests import request_id
from rules.errors import WenceError

FORM, LEVEL = "WENCE_LOG", "WENCE_LOG_LEVEL"
FORMS = ("json", "text")
LEVELS = ("INFO", "WARNING", "ERROR")  # at DEBUG libraries log what people write
OURS = ("bot", "actions", "rules")
MOST_PLACES = 30
# Errors that tell of the machine, the network or the program; the texts of others may repeat what a person wrote.
TELLING = {
    "builtins.OSError",
    "builtins.AttributeError",
    "builtins.ImportError",
    "builtins.NameError",
    "builtins.TypeError",
    "httpx.TransportError",
    "redis.exceptions.ConnectionError",
    "redis.exceptions.TimeoutError",
    "sqlalchemy.exc.InterfaceError",
    "sqlalchemy.exc.OperationalError",
    "sqlalchemy.exc.TimeoutError",
}
_PUT_IN = re.compile(r"[\n`“‘「{\[(<]|(?<!\w)['\"]|: ")


class LogError(WenceError):
    """A setting of the log cannot be read."""


@dataclass(frozen=True)
class LogSettings:
    """form: json or text. level: the lowest of our own messages that is written; of libraries it is WARNING."""

    form: str
    level: str

    @classmethod
    def read(cls) -> LogSettings:
        """From the environment: by default text at a terminal, else JSON, from INFO on. Raises LogError."""
        form = os.environ.get(FORM) or ("text" if sys.stderr.isatty() else "json")
        level = (os.environ.get(LEVEL) or "INFO").upper()
        for variable, value, choices in ((FORM, form, FORMS), (LEVEL, level, LEVELS)):
            if value not in choices:
                raise LogError(f"环境变量 {variable} 只能是 {'、'.join(choices)}，现在是“{value}”")
        return cls(form, level)


def install(settings: LogSettings) -> None:
    """Writes the log as `settings` say, from now on; what other handlers there are stay."""
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, _StandardError)]:
        root.removeHandler(handler)
    handler = _StandardError()
    handler.setFormatter(Json() if settings.form == "json" else Text())
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    for name in OURS:
        logging.getLogger(name).setLevel(settings.level)
    logging.captureWarnings(True)
    structlog.configure(
        processors=[structlog.dev.set_exc_info, _event_alone],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        cache_logger_on_first_use=True,
    )


def entry(record: logging.LogRecord) -> dict[str, Any]:
    """What is written of a record. error: the type and the places of an error, then of what it came of."""
    moment = datetime.fromtimestamp(record.created, timezone.utc)
    ours = record.name.split(".")[0] in OURS
    message = record.getMessage()
    found = {
        "time": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "level": record.levelname,
        "logger": record.name,
        "message": message if ours else _PUT_IN.split(message, maxsplit=1)[0].strip(),
        "request_id": request_id(),
        **getattr(record, "fields", {}),
    }
    if not ours:
        found["at"] = f"{_shortened(record.pathname)}:{record.lineno}"
    if record.exc_info and record.exc_info[1] is not None:
        found["error"] = [_told(error) for error in _chain(record.exc_info[1])]
    return {name: value for name, value in found.items() if value is not None}


class Json(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(entry(record), ensure_ascii=False)


class Text(logging.Formatter):
    """One line an event, with an error below it."""

    def format(self, record: logging.LogRecord) -> str:
        found = entry(record)
        errors = found.pop("error", [])
        head = " ".join(str(found.pop(name)) for name in ("time", "level", "logger", "message"))
        lines = [" ".join([head, *(f"{name}={value}" for name, value in found.items())])]
        for one in errors:
            lines.append(f"  {one['type']} {one.get('message', '')}".rstrip())
            lines += [f"    {place}" for place in one["at"]]
        return "\n".join(lines)


class _StandardError(logging.StreamHandler):
    """Writes to what standard error is at the time."""

    @property
    def stream(self) -> TextIO:
        return sys.stderr

    @stream.setter
    def stream(self, _: TextIO) -> None:
        pass


def _event_alone(_: Any, __: str, event: dict[str, Any]) -> tuple[tuple[str], dict[str, Any]]:
    """Rasa puts messages and slots beside the name of an event: only the name is handed on."""
    return (str(event["event"]),), {"exc_info": event.get("exc_info")}


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error and what it came of."""
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        hidden = following.__suppress_context__
        following = following.__cause__ or (None if hidden else following.__context__)


def _told(error: BaseException) -> dict[str, Any]:
    places = extract_tb(error.__traceback__)[-MOST_PLACES:]
    told: dict[str, Any] = {"type": _name(type(error)).removeprefix("builtins.")}
    if any(_name(kind) in TELLING for kind in type(error).__mro__):
        # Below its first line a database tells which values it was about.
        told["message"] = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
    told["at"] = [f"{_shortened(one.filename)}:{one.lineno} {one.name}" for one in places]
    return told


def _name(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _shortened(path: str) -> str:
    """A file's path from the packages on."""
    return path.rpartition("site-packages/")[2].removeprefix(f"{os.getcwd()}/")

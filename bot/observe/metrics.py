"""What is counted and timed, in Prometheus' terms. Labels are of bounded sets: no ids, no senders, no words."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from bot import __version__
from bot.model import Model

BUCKETS = (0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
CHANNELS = ("web", "rest", "wechat", "wecom")
MOST_TOPICS = 500
OTHER = "other"
FALLBACKS = ("unanswered", "handed_over")  # outcomes of which somebody should know

disable_created_metrics()  # a third of all series, of which nothing is made
REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
GCCollector(registry=REGISTRY)

_requests = Histogram(
    "wence_request_seconds",
    "Time to the end of an answer, by route, method and class of status",
    ("route", "method", "status"),
    buckets=BUCKETS,
    registry=REGISTRY,
)
_problems = Counter(
    "wence_problems_total",
    "Requests that were refused or failed, by reason",
    ("reason",),
    registry=REGISTRY,
)
_turns = Histogram(
    "wence_turn_seconds",
    "Time from a message to its answer, by channel and what came of it",
    ("channel", "outcome"),
    buckets=BUCKETS,
    registry=REGISTRY,
)
_waits = Histogram(
    "wence_lock_seconds",
    "Time a message waits for those of the same person before it",
    buckets=BUCKETS,
    registry=REGISTRY,
)
_answering = Gauge("wence_turns_in_progress", "Messages that are being answered", registry=REGISTRY)
_topics = Counter(
    "wence_topics_total", "Messages by the topic understood", ("topic",), registry=REGISTRY
)
_verdicts = Counter(
    "wence_verdicts_total", "Verdicts told, by status", ("status",), registry=REGISTRY
)
_fallbacks = Counter(
    "wence_fallbacks_total",
    "Messages that were not understood, not answered, or handed over to staff",
    ("reason",),
    registry=REGISTRY,
)
_database_errors = Counter(
    "wence_database_errors_total",
    "Statements that the database did not carry out",
    ("kind",),
    registry=REGISTRY,
)
_model = Gauge(
    "wence_model_info",
    "The versions and the model that answer",
    ("version", "model", "trained_at"),
    registry=REGISTRY,
)
_outdated = Gauge(
    "wence_model_outdated",
    "Whether an older model answers than the one that should",
    registry=REGISTRY,
)
_named: set[str] = set()


def note_request(route: str, method: str, status: int, seconds: float) -> None:
    """Notes a request that was answered with `status`."""
    _requests.labels(route, method, f"{status // 100}xx").observe(seconds)


def note_problem(reason: str) -> None:
    """Notes that a request was answered with a problem."""
    _problems.labels(reason).inc()


@dataclass
class Turn:
    """What came of a message: outcome as in the journal; `failed` until it is known, when the program raised."""

    started: float
    outcome: str = "failed"
    topic: str | None = None
    understood: bool = True
    statuses: Iterable[str] = ()

    def begins(self) -> None:
        """The messages of the same person before this one are answered."""
        _waits.observe(time.perf_counter() - self.started)


@contextmanager
def turn(channel: str) -> Iterator[Turn]:
    """Times a message while it is answered, and notes what the block puts into the Turn."""
    noted = Turn(time.perf_counter())
    try:
        with _answering.track_inprogress():
            yield noted
    finally:
        known = channel if channel in CHANNELS else OTHER  # Rasa's REST channel takes any name
        _turns.labels(known, noted.outcome).observe(time.perf_counter() - noted.started)
        if noted.outcome in FALLBACKS:
            _fallbacks.labels(noted.outcome).inc()
        if not noted.understood:
            _fallbacks.labels("not_understood").inc()
        if noted.topic is not None:
            _topics.labels(_bounded(noted.topic)).inc()
        for status in noted.statuses:
            _verdicts.labels(status).inc()


def note_model(model: Model) -> None:
    """Notes what answers from now on."""
    manifest = model.manifest
    _model.labels(__version__, manifest.sha256[:12], manifest.trained_at).set(1)
    _outdated.set(model.warning is not None)


def _bounded(topic: str) -> str:
    """`topic`, which is of a pack; with very many packs those asked first keep their names."""
    if topic not in _named and len(_named) >= MOST_TOPICS:
        return OTHER
    _named.add(topic)
    return topic


@event.listens_for(Engine, "handle_error")
def _on_database_error(context: Any) -> None:
    error = context.sqlalchemy_exception or context.original_exception
    if not isinstance(error, IntegrityError):  # by which the inbox knows what comes twice
        _database_errors.labels(type(error).__name__).inc()

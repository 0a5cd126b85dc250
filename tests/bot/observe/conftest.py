"""Reads the log and the metrics as an operator's programs do."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from bot.observe.logs import LogSettings, install
from bot.observe.metrics import REGISTRY

Lines = Callable[[], list[dict[str, Any]]]
Value = Callable[..., float]


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Lines:
    """The log since it was read last, as JSON."""
    install(LogSettings("json", "INFO"))

    def read() -> list[dict[str, Any]]:
        return [json.loads(line) for line in capsys.readouterr().err.splitlines()]

    return read


@pytest.fixture
def value() -> Value:
    """What Prometheus would read of one series now: `value("wence_turn_seconds_count", channel="web")`; 0 for none."""

    def read(name: str, **labels: str) -> float:
        exposed = generate_latest(REGISTRY).decode()
        return sum(
            sample.value
            for family in text_string_to_metric_families(exposed)
            for sample in family.samples
            if sample.name == name and labels.items() <= sample.labels.items()
        )

    return read

"""The dashboard and the alerts ask for what the program shows, and say in Chinese what it means."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import CollectorRegistry

from bot.model import Manifest, Model
from bot.observe import metrics
from bot.observe.queues import Queues
from bot.shared.redis import Redis
from bot.store.database import Database, now
from bot.store.tables import Conversation

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"
DASHBOARD = json.loads((DEPLOY / "grafana" / "wence.json").read_text(encoding="utf-8"))
PANELS = [one for one in DASHBOARD["panels"] if one["type"] != "row"]
ALERTS = [
    rule
    for group in yaml.safe_load((DEPLOY / "alerts.yml").read_text(encoding="utf-8"))["groups"]
    for rule in group["rules"]
]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
NAME = re.compile(r"\b(?:wence|process|python)_\w+")
# Prometheus adds the first two; the third is of a histogram's buckets.
ADDED = {"job", "instance", "le"}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The names of all series that the program shows, with the labels of each."""
    metrics.note_request("/health", "GET", 200, 0.01)
    metrics.note_problem("NotFound")
    metrics.note_model(Model(Path("wence.tar.gz"), Manifest("", "0123", "2026-03-02T01:00:00")))
    with metrics.turn("web") as turn:
        turn.begins()
        turn.outcome, turn.topic, turn.statuses = "unanswered", "a/topic", ["满足"]
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('metrics') / 'wence.db'}")
    with database.session() as session:
        ago = now() - timedelta(minutes=1)
        session.add(
            Conversation(sender="a", channel="web", state="waiting", started_at=ago, last_at=ago)
        )
    with pytest.raises(Exception, match="no such table"), database.session() as session:
        session.execute("SELECT * FROM missing")
    state = CollectorRegistry()
    state.register(Queues(database, Redis("redis://127.0.0.1:6379")))
    found: dict[str, set[str]] = {}
    for registry in (metrics.REGISTRY, state):
        for family in registry.collect():
            for sample in family.samples:
                found.setdefault(sample.name, set()).update(sample.labels)
    return found


def asked() -> Iterator[Any]:
    for panel in PANELS:
        for target in panel["targets"]:
            yield pytest.param(target["expr"], id=panel["title"])
    for rule in ALERTS:
        yield pytest.param(rule["expr"], id=rule["alert"])


@pytest.mark.parametrize("expression", asked())
def test_what_is_asked_for_is_shown(expression: str, shown: dict[str, set[str]]) -> None:
    names = set(NAME.findall(expression))
    assert names or re.search(r"\bup\{", expression)
    assert names <= set(shown)
    labels = {one for name in names for one in shown[name]} | ADDED
    selected = re.findall(r"[{,]\s*(\w+)\s*[=!]~?", expression)
    grouped = [
        one for group in re.findall(r"by \(([^)]*)\)", expression) for one in group.split(",")
    ]
    assert {one.strip() for one in (*selected, *grouped)} <= labels


def test_every_metric_is_looked_at(shown: dict[str, set[str]]) -> None:
    expressions = " ".join(
        [rule["expr"] for rule in ALERTS] + [t["expr"] for one in PANELS for t in one["targets"]]
    )
    own = {re.sub("_(bucket|count|sum)$", "", name) for name in shown if name.startswith("wence_")}
    documented = (ROOT / "docs" / "observing.md").read_text(encoding="utf-8")
    assert {name for name in own if name not in expressions or name not in documented} == set()


@pytest.mark.parametrize("panel", PANELS, ids=lambda one: str(one["title"]))
def test_a_panel_says_what_it_shows(panel: dict[str, Any]) -> None:
    assert CHINESE.search(panel["title"]) or panel["title"] == "Redis"
    assert CHINESE.search(panel["description"])
    assert panel["fieldConfig"]["defaults"]["unit"]
    assert all(one["datasource"]["uid"] == "${datasource}" for one in panel["targets"])


def test_no_panel_lies_on_another() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in DASHBOARD["panels"]:
        place = panel["gridPos"]
        own = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not own & taken
        assert place["x"] + place["w"] <= 24
        taken |= own
    ids = [panel["id"] for panel in DASHBOARD["panels"]]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("rule", ALERTS, ids=lambda one: str(one["alert"]))
def test_an_alert_says_what_to_do(rule: dict[str, Any]) -> None:
    assert rule["labels"]["severity"] in ("critical", "warning")
    assert all(CHINESE.search(rule["annotations"][one]) for one in ("summary", "description"))
    assert f"`{rule['alert']}`" in (ROOT / "docs" / "observing.md").read_text(encoding="utf-8")


def test_prometheus_reads_the_alerts() -> None:
    settings = yaml.safe_load((DEPLOY / "prometheus.yml").read_text(encoding="utf-8"))
    (jobs,) = settings["scrape_configs"]
    assert settings["rule_files"] == ["alerts.yml"]
    assert all(f'job="{jobs["job_name"]}"' in rule["expr"] for rule in ALERTS)
    composed = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    for target in jobs["static_configs"][0]["targets"]:
        host, _, port = target.partition(":")
        assert f"\n  {host}:" in composed
        assert f'WENCE_METRICS_PORT: "{port}"' in composed

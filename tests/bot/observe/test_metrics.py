"""What Prometheus reads is what happened."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from prometheus_client import CollectorRegistry, generate_latest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.observe import queues
from bot.observe.exposing import MetricsError, MetricsSettings, expose
from bot.observe.queues import Queues
from bot.store.database import Database, now
from bot.store.inbox import Brought, Inbox
from bot.store.tables import Conversation, Outbox
from tests.bot.observe.conftest import Value

WEBHOOK = "/webhooks/rest/webhook"


async def test_a_turn_counts_by_channel_and_outcome(
    client: httpx.AsyncClient, value: Value
) -> None:
    def counted() -> dict[str, float]:
        name = "wence_turn_seconds_count"
        return {
            "rest": value(name, channel="rest", outcome="answered"),
            "failed": value(name, channel="rest", outcome="failed"),
            "other": value(name, channel="other"),
            "requests": value(
                "wence_request_seconds_count", route=WEBHOOK, method="POST", status="2xx"
            ),
            "waits": value("wence_lock_seconds_count"),
        }

    before = counted()
    for message, channel in (("你好", "rest"), ("你好", "<b>mine</b>"), ("把机器弄坏", "rest")):
        said = {"sender": "a", "message": message, "input_channel": channel}
        assert (await client.post(WEBHOOK, json=said)).status_code == 200
    after = counted()
    assert {name: after[name] - before[name] for name in before} == {
        "rest": 1,
        "failed": 1,
        "other": 1,
        "requests": 3,
        "waits": 3,
    }
    assert value("wence_turns_in_progress") == 0


async def test_a_refusal_counts_by_its_reason(client: httpx.AsyncClient, value: Value) -> None:
    before = value("wence_problems_total", reason="BadJson")
    await client.post(WEBHOOK, content=b"{")
    assert value("wence_problems_total", reason="BadJson") == before + 1


@pytest.fixture
def scrape(database: Database, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """Reads the queues of `database` anew each time."""
    monkeypatch.setattr(queues, "FRESH", 0.0)
    registry = CollectorRegistry()
    registry.register(Queues(database))
    return lambda: generate_latest(registry).decode()


def test_what_waits_is_read_from_the_database(
    database: Database, scrape: Callable[[], str]
) -> None:
    inbox, ago = Inbox(database, "a process"), now() - timedelta(minutes=5)
    inbox.admit(Brought("wechat", "account", "1", "a", {"kind": "text"}))
    row, _ = inbox.admit(Brought("wechat", "account", "2", "b", {"kind": "text"}))
    inbox.finish(row.id, [{}, {}], now())
    with database.session() as session:
        session.add(Outbox(channel="wecom", sender="c", part={}, state="waiting", at=ago))
        session.add(Outbox(channel="wecom", sender="c", part={}, state="sent", at=ago))
        for sender, state in (("a", "bot"), ("b", "waiting"), ("c", "waiting"), ("d", "agent")):
            session.add(
                Conversation(sender=sender, channel="web", state=state, started_at=ago, last_at=ago)
            )
    found = scrape()
    counts = {line for line in found.splitlines() if line.startswith("wence_queue_messages{")}
    assert counts == {
        'wence_queue_messages{channel="wechat",queue="inbox",state="waiting"} 1.0',
        'wence_queue_messages{channel="wechat",queue="outbox",state="waiting"} 2.0',
        'wence_queue_messages{channel="wecom",queue="outbox",state="held"} 1.0',
        'wence_queue_messages{channel="web",queue="staff",state="waiting"} 2.0',
        'wence_queue_messages{channel="web",queue="staff",state="agent"} 1.0',
    }
    ages = {
        line.rpartition(" ")[0]: float(line.rpartition(" ")[2])
        for line in found.splitlines()
        if line.startswith("wence_queue_oldest_seconds{")
    }
    held = 'wence_queue_oldest_seconds{channel="wecom",queue="outbox",state="held"}'
    fresh = 'wence_queue_oldest_seconds{channel="wechat",queue="inbox",state="waiting"}'
    assert ages[held] >= 300 > ages[fresh] >= 0
    assert "wence_database_up 1.0" in found


def test_a_database_that_is_gone_shows_and_the_rest_is_read(
    database: Database, scrape: Callable[[], str], value: Value
) -> None:
    Inbox(database, "a process").admit(Brought("wechat", "account", "1", "a", {"kind": "text"}))
    assert "wence_queue_messages{" in scrape()
    before = value("wence_database_errors_total")
    with database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE conversation RENAME TO gone"))
    found = scrape()
    assert "wence_database_up 0.0" in found
    assert "wence_queue_messages{" not in found
    assert value("wence_database_errors_total") == before + 1


def test_a_database_that_hangs_holds_up_the_other_metrics_for_a_moment_only(
    database: Database, scrape: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if database.engine.dialect.name == "sqlite":
        pytest.skip("readers never wait there")
    monkeypatch.setattr(queues, "PATIENCE", 0.05)
    with database.engine.connect() as connection:
        connection.execute(text("LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE"))
        assert "wence_database_up 0.0" in scrape()
        waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'inbox'::regclass"
        assert connection.scalar(text(waiting)) == 1  # the scrape has not waited for it
    monkeypatch.setattr(queues, "PATIENCE", 10.0)
    assert "wence_database_up 1.0" in scrape()


def test_an_error_of_the_database_counts_but_not_what_came_twice(
    database: Database, value: Value
) -> None:
    inbox = Inbox(database, "a process")
    before = value("wence_database_errors_total")
    for _ in range(2):
        inbox.admit(Brought("wechat", "account", "1", "a", {"kind": "text"}))
    assert value("wence_database_errors_total") == before
    with pytest.raises(SQLAlchemyError), database.session() as session:
        session.execute(text("SELECT * FROM missing"))
    assert value("wence_database_errors_total") == before + 1


def test_where_the_metrics_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WENCE_METRICS_PORT", raising=False)
    assert MetricsSettings.read() is None
    monkeypatch.setenv("WENCE_METRICS_PORT", "9464")
    assert MetricsSettings.read() == MetricsSettings("127.0.0.1", 9464)
    for wrong in ("0", "65536", "九"):
        monkeypatch.setenv("WENCE_METRICS_PORT", wrong)
        with pytest.raises(MetricsError, match="WENCE_METRICS_PORT 应是 1 到 65535"):
            MetricsSettings.read()


def test_a_port_that_is_taken_is_told(database: Database) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(MetricsError, match="每个进程要用不同的端口"):
            expose(MetricsSettings("127.0.0.1", port), database, None)

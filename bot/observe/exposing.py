"""Shows the metrics to Prometheus, on an address of their own that is not for the public."""

from __future__ import annotations

import os
from dataclasses import dataclass

from prometheus_client import start_http_server

from bot.observe.metrics import REGISTRY
from bot.observe.queues import Queues
from bot.shared.redis import Redis
from bot.store.database import Database
from bot.whole_numbers import whole_number
from rules.errors import WenceError

HOST, PORT = "WENCE_METRICS_HOST", "WENCE_METRICS_PORT"


class MetricsError(WenceError):
    """The metrics cannot be shown where they should be."""


@dataclass(frozen=True)
class MetricsSettings:
    """Where the metrics are shown."""

    host: str
    port: int

    @classmethod
    def read(cls) -> MetricsSettings | None:
        """From the environment; None when they are not shown. Raises MetricsError."""
        if not os.environ.get(PORT):
            return None
        port = whole_number(PORT, 0, 1, 65535, "端口号", MetricsError)
        return cls(os.environ.get(HOST) or "127.0.0.1", port)


def expose(settings: MetricsSettings, database: Database, redis: Redis | None) -> None:
    """Answers `GET /metrics` in a thread from now on, as long as the process runs. Raises MetricsError."""
    try:
        start_http_server(settings.port, settings.host, REGISTRY)
    except OSError as error:
        raise MetricsError(
            f"无法在 {settings.host}:{settings.port} 上提供指标：{error}。"
            f"请换一个端口（环境变量 {PORT}），同一台机器上的每个进程要用不同的端口"
        ) from error
    REGISTRY.register(Queues(database, redis))

"""Redis for tests: that of WENCE_TEST_REDIS_URL, of this machine, or one of the test's own that it may stop."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import RedisError

VARIABLE = "WENCE_TEST_REDIS_URL"
HERE = "redis://127.0.0.1:6379/0"
START = 20  # seconds


class OwnRedis:
    """A server of one test's own on a free port, which keeps its port when it is started again. Ends with the block."""

    def __init__(self, folder: Path) -> None:
        binary = shutil.which("redis-server")
        if binary is None:
            pytest.skip("NOT TESTED WITHOUT REDIS: there is no redis-server here to stop and start")
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.url = f"redis://127.0.0.1:{port}/0"
        self._command = [binary, "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
        self._command += ["--appendonly", "no", "--dir", str(folder)]
        self.start()

    def start(self) -> None:
        """Starts it, empty."""
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + START
        while not answers(self.url):
            assert time.monotonic() < deadline, "redis-server did not start"
            time.sleep(0.01)

    def stop(self) -> None:
        """Ends it at once: nobody can connect."""
        self._process.kill()
        self._process.wait()

    def freeze(self) -> None:
        """Lets it take connections and answer nothing."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def __enter__(self) -> OwnRedis:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


@contextmanager
def redis_url(folder: Path) -> Iterator[str]:
    """The URL of a Redis, in which others may be at work; skips the test when there is none."""
    if url := os.environ.get(VARIABLE):
        yield url
    elif answers(HERE):
        yield HERE
    elif shutil.which("redis-server"):
        with OwnRedis(folder) as own:
            yield own.url
    else:
        pytest.skip(f"NOT TESTED ON REDIS: none at 127.0.0.1:6379, no redis-server; set {VARIABLE}")


def answers(url: str) -> bool:
    try:
        with Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2) as client:
            return bool(client.ping())
    except (RedisError, OSError):
        return False

"""The service in a process of its own, as `python -m bot` starts it, and what it takes of the machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START_TAKES = 120  # seconds, at most


class Served:
    """A running service with a database of its own in `folder`, ended when the block is left.

    settings: variables of its environment. Raises RuntimeError when it does not start.
    """

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self.database = f"sqlite:///{folder / 'wence.db'}"
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self._log = folder / "log"
        own = {
            "WENCE_DATABASE_URL": self.database,
            "WENCE_SECRET": "a key of the benchmark's",
            "WENCE_LIMITS": "off",
            "WENCE_HOST": "127.0.0.1",
            "WENCE_PORT": str(self.port),
        }
        others = {name: value for name, value in os.environ.items() if name[:6] != "WENCE_"}
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot"],
                cwd=ROOT,
                env={**others, **own, **settings},
                stdout=log,
                stderr=log,
            )

    def __enter__(self) -> Served:
        deadline = time.monotonic() + START_TAKES
        while time.monotonic() < deadline and self.alive:
            with suppress(OSError):
                if Client(self.port).send("GET", "/health")[0].status == 200:
                    return self
            time.sleep(0.2)
        self.__exit__()
        raise RuntimeError(f"the service did not start:\n{self.log()[-2000:]}")

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()

    @property
    def alive(self) -> bool:
        """Whether the process is still running."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """The process, as Linux numbers it."""
        return self._process.pid

    def memory(self) -> float:
        """The process's resident memory in MB, as Linux counts it."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def busy(self) -> float:
        """The milliseconds that the thread which answers has run so far; waiting for a core is none of it."""
        ran = Path(f"/proc/{self._process.pid}/schedstat").read_text(encoding="ascii")
        return int(ran.split()[0]) / 1e6

    def log(self) -> str:
        """All that the process has printed."""
        return self._log.read_text(encoding="utf-8", errors="replace")


class Client:
    """One connection to a service of this machine, made anew when the service has closed it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._http: HTTPConnection | None = None

    def send(
        self,
        method: str,
        target: str,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        chunked: bool = False,
    ) -> tuple[HTTPResponse, bytes, float]:
        """The response, its body, and the milliseconds from the first byte sent to the last one read.

        Raises OSError or HTTPException when there is no response, twice in a row.
        """
        content = (body[at : at + 4096] for at in range(0, len(body), 4096)) if chunked else body
        http = self._http or HTTPConnection("127.0.0.1", self._port, timeout=30)
        sent = dict(headers or {})
        if chunked:
            sent["Transfer-Encoding"] = "chunked"
        start = time.perf_counter_ns()
        try:
            http.request(method, target, content, sent, encode_chunked=chunked)
            response = http.getresponse()
            answer = response.read()
        except (OSError, HTTPException):
            http.close()
            if self._http is None:
                raise
            self._http = None
            return self.send(method, target, body, headers, chunked)
        took = (time.perf_counter_ns() - start) / 1e6
        self._http = None if response.will_close else http
        return response, answer, took

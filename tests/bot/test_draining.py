"""A process that is told to end serves on for a while, says so, and cuts nobody off."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from bot.__main__ import main
from bot.draining import DrainError, DrainingServer, LastAnswers, drain_seconds
from bot.project import WENCE, Project
from bot.server import reserve

VARIABLE = "WENCE_DRAIN_SECONDS"
SERVE = """
import sys
from pathlib import Path
from bot.project import WENCE, Project
from bot.server import serve
serve(Project(Path(sys.argv[1]), "small_actions"), "127.0.0.1", 0, lambda line: print(line, flush=True))
"""
REQUEST = b"POST /said HTTP/1.1\r\nHost: wence\r\nContent-Length: 2\r\n\r\nhi"


@asynccontextmanager
async def serving(seconds: int) -> AsyncIterator[tuple[DrainingServer, socket.socket]]:
    """A server that answers every POST /said, and its port."""
    app = FastAPI()
    app.state.draining = False

    @app.post("/said")
    async def said() -> str:
        return "heard"

    config = uvicorn.Config(LastAnswers(app), log_config=None, lifespan="off", ws="none")
    server, listener = DrainingServer(app, config, seconds), reserve("127.0.0.1", 0)
    running = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started and not running.done():
        await asyncio.wait({running}, timeout=0.01)
    try:
        yield server, listener
    finally:
        server.should_exit = True
        await running


async def test_while_it_drains_every_connection_ends_with_its_answer() -> None:
    async with serving(60) as (server, listener):
        host, port = listener.getsockname()
        async with httpx.AsyncClient(base_url=f"http://{host}:{port}") as client:
            assert "connection" not in (await client.post("/said")).headers
            server.drain()
            for _ in range(2):
                answer = await client.post("/said")
                assert (answer.json(), answer.headers["connection"]) == ("heard", "close")


async def test_connections_that_nobody_has_taken_yet_are_answered() -> None:
    async with serving(1) as (server, listener):
        with ExitStack() as stack:
            address = listener.getsockname()
            # The loop does not run meanwhile: they wait in the system's queue, each with its request.
            waiting = [stack.enter_context(socket.create_connection(address)) for _ in range(20)]
            for one in waiting:
                one.sendall(REQUEST)
            await server.shutdown([listener])
            for one in waiting:
                assert one.recv(4096).startswith(b"HTTP/1.1 200 ")
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection(address)


@pytest.fixture
def process(small: Project) -> Iterator[subprocess.Popen[str]]:
    """A service that drains for longer than anybody waits here."""
    path = os.pathsep.join([str(WENCE.root), str(Path(__file__).parent / "fixtures")])
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(small.root)],
        env={**os.environ, "PYTHONPATH": path, VARIABLE: "60"},
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process
    process.kill()
    process.communicate()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_the_first_signal_drains_and_the_second_ends_at_once(
    process: subprocess.Popen[str], stop: signal.Signals
) -> None:
    assert process.stdout is not None
    line = next(one for one in process.stdout if "已就绪" in one)
    url = line.split("：")[1].split()[0]
    with httpx.Client(base_url=url, transport=httpx.HTTPTransport(retries=9)) as client:
        assert client.get("/ready").json() == {"status": "ready", "degraded": []}
        process.send_signal(stop)
        while (answer := client.get("/ready")).status_code == 200:
            pass
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["reason"] == "Draining"
        said = {"sender": "a", "message": "你好"}
        assert client.post("/webhooks/rest/webhook", json=said).status_code == 200
        assert client.get("/health").json() == {"status": "ok"}
    process.send_signal(stop)
    assert process.wait(timeout=20) == -stop


@pytest.mark.parametrize("text", ["-1", "301", "5s", "1.5", "五"])
def test_what_is_no_number_of_seconds_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    monkeypatch.setenv(VARIABLE, text)
    with pytest.raises(DrainError):
        drain_seconds()
    assert main(["--port", "0"]) == 1
    assert (
        capsys.readouterr().err
        == f"错误：环境变量 {VARIABLE} 应是 0 到 300 的整数（秒），现在是“{text}”\n"
    )


@pytest.mark.parametrize(("text", "seconds"), [("", 0), ("0", 0), ("300", 300)])
def test_seconds_to_drain(monkeypatch: pytest.MonkeyPatch, text: str, seconds: int) -> None:
    monkeypatch.setenv(VARIABLE, text)
    assert drain_seconds() == seconds

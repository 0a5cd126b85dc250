"""The two ways to serve the same assistant, each started as its users start it."""

from __future__ import annotations

import json
import socket
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

import yaml

from bench.chatting.processes import Program
from bench.chatting.training import SETTINGS, STOCK_PYTHON
from bench.served import Client

GREETING = "你好"  # answered by an action in both
STARTS_IN = 300  # seconds
# All senders have one address here, and none waits to type: counted as ever, and never refused.
UNREFUSED = {"WENCE_LIMITS_SENDER": "1000000/minute", "WENCE_LIMITS_CHAT": "1000000/minute"}
LOOKS_EVERY = 0.05  # seconds
REST = "/webhooks/rest/webhook"


@dataclass(frozen=True)
class Service:
    """Programs that answer at `port`; `ready`: seconds from their start to the first answer."""

    port: int
    programs: tuple[Program, ...]
    ready: float

    def memory(self) -> tuple[float, float]:
        """What all its programs hold in MB: shared pages as shares, and each as a whole."""
        shares, whole = zip(*(one.memory() for one in self.programs), strict=True)
        return sum(shares), sum(whole)


class Person:
    """One sender's line to a service, by Rasa's REST channel."""

    def __init__(self, port: int) -> None:
        self._client = Client(port)

    def say(self, sender: str, text: str) -> tuple[list[str], float]:
        """The texts of the reply, and the milliseconds from the first byte sent to the last one read.

        Raises:
            RuntimeError: it was answered with anything but replies.
        """
        body = json.dumps({"sender": sender, "message": text}).encode()
        headers = {"Content-Type": "application/json"}
        response, answer, took = self._client.send("POST", REST, body, headers)
        if response.status != 200:
            raise RuntimeError(f"{REST} answered {response.status}: {answer[:500]!r}")
        return [one["text"] for one in json.loads(answer) if one.get("text")], took


@contextmanager
def ours(project: Path, folder: Path, settings: Mapping[str, str]) -> Iterator[Service]:
    """`python -m bot` in `project`, with its settings' database; `folder` gets its log."""
    port = _free_port()
    command = (sys.executable, "-m", "bot", "--host", "127.0.0.1", "--port", str(port))
    planned = (command, project, folder / "ours.log", {**UNREFUSED, **settings})
    with answering(port, [planned]) as service:
        yield service


@contextmanager
def stock(model: Path, project: Path, folder: Path) -> Iterator[Service]:
    """Rasa's server with an SQLite file in `folder`, and beside it the action server with the actions of `project`."""
    port, actions = _free_port(), _free_port()
    endpoints = {
        "action_endpoint": {"url": f"http://127.0.0.1:{actions}/webhook"},
        "tracker_store": {"type": "SQL", "dialect": "sqlite", "db": "conversations.db"},
    }
    (folder / "endpoints.yml").write_text(yaml.safe_dump(endpoints), "utf-8")
    (folder / "credentials.yml").write_text("rest:\n", "utf-8")
    server = (str(STOCK_PYTHON), "-m", "rasa", "run", "--model", str(model), "-i", "127.0.0.1")
    files = ("--endpoints", "endpoints.yml", "--credentials", "credentials.yml")
    beside = (sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(actions))
    local = {"SANIC_HOST": "127.0.0.1"}
    programs = [
        ((*server, *files, "--port", str(port)), folder, folder / "server.log", SETTINGS),
        (beside, project, folder / "actions.log", {**SETTINGS, **local}),
    ]
    with answering(port, programs) as service:
        yield service


Planned = tuple[tuple[str, ...], Path, Path, Mapping[str, str]]


@contextmanager
def answering(port: int, planned: Sequence[Planned]) -> Iterator[Service]:
    """Programs, each by its command, folder, log and settings, once one of them gives a reply at `port`.

    Raises:
        RuntimeError: one ended, or none replied in time; holds what they printed last.
    """
    with ExitStack() as running:
        start = time.perf_counter()
        programs = tuple(running.enter_context(Program(*one)) for one in planned)
        _wait_for_answer(port, programs, start + STARTS_IN)
        yield Service(port, programs, time.perf_counter() - start)


def _wait_for_answer(port: int, programs: tuple[Program, ...], deadline: float) -> None:
    problem, tries = "", 0
    while time.perf_counter() < deadline and all(one.alive for one in programs):
        tries += 1
        try:
            if Person(port).say(f"first {tries}", GREETING)[0]:
                return
        except (OSError, HTTPException, RuntimeError, ValueError) as error:
            problem = str(error)
        time.sleep(LOOKS_EVERY)
    said = "\n".join(one.said() for one in programs)
    raise RuntimeError(f"no answer ({problem}):\n{said}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])

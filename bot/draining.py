"""How a serving process ends: it says so first, serves on for a while, then finishes what is under way."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.types import Message, Receive, Scope, Send

from bot.whole_numbers import whole_number
from rules.errors import WenceError

VARIABLE = "WENCE_DRAIN_SECONDS"
LONGEST = 300  # seconds
SETTLING = 0.5  # seconds, in which a connection that has just been made brings its request
SIGNALS = (signal.SIGINT, signal.SIGTERM)


class DrainError(WenceError):
    """The number of seconds cannot be read."""


def drain_seconds() -> int:
    """How long to serve on when told to stop, from the environment; raises DrainError when it is no such number."""
    return whole_number(VARIABLE, 0, 0, LONGEST, "整数（秒）", DrainError)


class DrainingServer(uvicorn.Server):
    """Serves `app` by `config`; at the first SIGTERM or Ctrl-C it drains, at the second the process ends at once.

    seconds: how long `app.state.draining` is set while everybody is still served, so that balancers see it and turn
    away. With 0 it ends as soon as what is under way is answered.
    """

    def __init__(self, app: FastAPI, config: uvicorn.Config, seconds: int) -> None:
        super().__init__(config)
        self._app, self._seconds = app, seconds

    def drain(self) -> None:
        """Begins to end."""
        self._app.state.draining = True
        asyncio.get_running_loop().call_later(self._seconds, setattr, self, "should_exit", True)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for one in SIGNALS:
            loop.add_signal_handler(one, self._told)
        try:
            yield
        finally:
            for one in SIGNALS:
                loop.remove_signal_handler(one)

    def _told(self) -> None:
        for one in SIGNALS:
            asyncio.get_running_loop().remove_signal_handler(one)
            signal.signal(one, signal.SIG_DFL)
        self.drain()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self._seconds:
            await self._let_the_last_in(sockets or [])
        await super().shutdown(sockets)

    async def _let_the_last_in(self, listeners: list[socket.socket]) -> None:
        """Closes the port, but serves the connections that were made and not taken yet.

        The system resets those when a port is closed: a proxy has sent a request on each, and may not send it again.
        """
        waiting = [connection for one in listeners for connection in _accepted(one)]
        for server in self.servers:
            server.close()
        for connection in waiting:
            await asyncio.get_running_loop().connect_accepted_socket(self._protocol, connection)
        await asyncio.sleep(SETTLING)

    def _protocol(self) -> asyncio.Protocol:
        new: Callable[..., asyncio.Protocol] = self.config.http_protocol_class
        state = self.lifespan.state
        return new(config=self.config, server_state=self.server_state, app_state=state)


def _accepted(listener: socket.socket) -> Iterator[socket.socket]:
    """The connections that wait at `listener`, which does not block."""
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:  # none is left
            return
        connection.setblocking(False)
        yield connection


class LastAnswers:
    """Ends every connection of `app` with the next answer while the process drains, or it would be cut in use."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def closing(message: Message) -> None:
            if message["type"] == "http.response.start" and self._app.state.draining:
                MutableHeaders(scope=message)["Connection"] = "close"
            await send(message)

        await self._app(scope, receive, closing if scope["type"] == "http" else send)

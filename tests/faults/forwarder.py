"""A way to a server that can be cut and mended."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Event, Thread


class Forwarder:
    """Passes on what comes to `port` of this machine to `to`, and back."""

    def __init__(self, to: tuple[str, int]) -> None:
        self._to = to
        self._open: list[socket.socket] = []
        self._passes = Event()
        self._passes.set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._accept()

    def cut(self) -> None:
        """Ends all connections, and takes no more."""
        for one in (self._listener, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._open.clear()

    def hang(self) -> None:
        """Keeps all connections and passes nothing on any more."""
        self._passes.clear()

    def mend(self) -> None:
        """Takes connections again, and passes on what came meanwhile."""
        self._passes.set()
        if self._listener.fileno() >= 0:
            return
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self._accept()

    def _accept(self) -> None:
        Thread(target=self._take, args=(self._listener,), daemon=True).start()

    def _take(self, listener: socket.socket) -> None:
        while True:
            try:
                here, _ = listener.accept()
                there = socket.create_connection(self._to)
            except OSError:
                return
            self._open += [here, there]
            for pair in ((here, there), (there, here)):
                Thread(target=_pass_on, args=(*pair, self._passes), daemon=True).start()


def _pass_on(source: socket.socket, sink: socket.socket, passes: Event) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            passes.wait()
            sink.sendall(data)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_RDWR)

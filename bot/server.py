"""Serves the assistant over HTTP: one process, one event loop."""

from __future__ import annotations

import asyncio
import gc
import signal
import socket
import time

import uvicorn

from bot.channels.settings import ChannelSettings
from bot.project import Project
from bot.store.database import Database, database_url
from bot.store.retention import retention_days, run_daily
from bot.training import Report, ensure_model
from rules.errors import WenceError

PATIENCE = 10  # seconds, in which a request under way is answered when the server is told to stop


class PortError(WenceError):
    """The address to serve on cannot be had."""


def serve(project: Project, host: str, port: int, report: Report) -> None:
    """Trains when needed, loads, and answers until it is told to stop (Ctrl-C or SIGTERM).

    Raises:
        PortError, DatabaseError, RetentionError, ChannelError: the address, the database or a setting cannot be used;
            told before the long start, not after it.
        TrainingError, ModelError: see `ensure_model` and `Assistant.load`.
    """
    # uvicorn hands a signal on once it has shut down: SIGTERM then ends as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    listener = reserve(host, port)
    try:
        database, days = Database(database_url(project)), retention_days()
        channels = ChannelSettings.read()
        ensure_model(project, report)
        asyncio.run(_serve(project, database, days, channels, listener, report))
    except KeyboardInterrupt:
        pass
    finally:
        listener.close()
    report("已停止")


def reserve(host: str, port: int) -> socket.socket:
    """A TCP socket bound to the address, not yet listening; `PortError` when it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named, or the event loop does not see that this is TCP and leaves Nagle's
    # algorithm on: every answer would wait 40 ms for the client to acknowledge its first packet.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))  # uvicorn listens, once there is somebody to answer
    except (OSError, OverflowError) as error:
        listener.close()
        raise PortError(
            f"无法在 {host}:{port} 上监听：{error}。请换一个端口（--port 或环境变量 WENCE_PORT）"
        ) from error
    return listener


async def _serve(
    project: Project,
    database: Database,
    days: int,
    settings: ChannelSettings,
    listener: socket.socket,
    report: Report,
) -> None:
    from bot.assistant import Assistant

    started = time.monotonic()
    report("载入模型……")
    assistant = await Assistant.load(project)
    from bot.api import create_app
    from bot.api.v1.person import signing_key
    from bot.channels.mounting import Channels, tell

    key = signing_key(project.var)
    app = create_app(assistant, database, key)
    # What is loaded stays: looking through it for garbage would hold up a message by a quarter of a second.
    gc.collect()
    gc.freeze()
    channels = Channels(app, settings, key)
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    report(f"载入完成，{time.monotonic() - started:.1f} 秒")
    tell(settings, report)
    report(f"问策已就绪：http://{shown}:{port}　按 Ctrl-C 停止")
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
        lifespan="off",
        timeout_graceful_shutdown=PATIENCE,  # one whose body never comes would hold up the end for ever
    )
    beside = [
        asyncio.create_task(run_daily(database, days, assistant.forget)),
        asyncio.create_task(channels.run()),
    ]
    try:
        await uvicorn.Server(config).serve(sockets=[listener])
    finally:
        for task in beside:
            task.cancel()
        await channels.close()

"""Serves the assistant over HTTP: one process, one event loop."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import logging
import os
import signal
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass

import uvicorn

from bot.channels.settings import ChannelSettings
from bot.draining import DrainingServer, LastAnswers, drain_seconds
from bot.observe import logs, metrics
from bot.observe.exposing import MetricsSettings, expose
from bot.project import Project
from bot.renewal import renew
from bot.shared.limits import LimitSettings
from bot.shared.redis import Redis
from bot.signing import signing_key
from bot.store.database import Database, database_url
from bot.store.retention import retention_days, run_daily
from bot.training import Report
from rules import load_library
from rules.errors import WenceError

PATIENCE = 10  # seconds, in which a request under way is answered when the server is told to stop
M_ARENA_MAX = -8  # of malloc.h
LAST = 8  # seconds, in which what is left is closed then

logger = logging.getLogger(__name__)


class PortError(WenceError):
    """The address to serve on cannot be had."""


@dataclass(frozen=True)
class Settings:
    """What the environment says of serving. retention: days; drain: seconds."""

    channels: ChannelSettings
    retention: int
    drain: int
    redis: Redis | None
    limits: LimitSettings
    log: logs.LogSettings
    metrics: MetricsSettings | None

    @classmethod
    def read(cls) -> Settings:
        """Raises the WenceError of each of them for what is wrong."""
        return cls(
            ChannelSettings.read(),
            retention_days(),
            drain_seconds(),
            Redis.from_environment(),
            LimitSettings.read(),
            logs.LogSettings.read(),
            MetricsSettings.read(),
        )


def serve(project: Project, host: str, port: int, report: Report) -> None:
    """Trains when needed, loads, and answers until it is told to stop (Ctrl-C or SIGTERM).

    Raises:
        PortError, DatabaseError, KeyFileError, and what `Settings.read` raises: the address, the database, the key or
            a setting cannot be used; told before the long start, not after it.
        PackError: a policy pack is at fault.
        TrainingError, ModelError: see `renew` and `Assistant.load`.
    """
    # What is loaded stays: looking through it for garbage, again and again, would take a fifth of the time.
    gc.disable()
    _keep_memory_together()
    # Until somebody can be served, SIGTERM ends as Ctrl-C does; from then on see DrainingServer.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    listener = reserve(host, port)
    try:
        database, settings = Database(database_url(project)), Settings.read()
        logs.install(settings.log)
        if settings.metrics is not None:
            expose(settings.metrics, database, settings.redis)
        key = signing_key(project.var)
        load_library()
        renew(project, report)
        asyncio.run(_serve(project, database, settings, key, listener, report))
    except KeyboardInterrupt:
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 2)
    finally:
        listener.close()
    report("已停止")


def _keep_memory_together() -> None:
    """Has glibc lend memory from two areas, where else each thread has one: threads come and go, and what one leaves
    free no other can use.
    """
    with suppress(AttributeError, OSError):  # another C library
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 2)


def _end_in_any_case() -> None:
    """Ends the process soon, if it cannot: a thread may wait for a database that says nothing at all."""

    def end() -> None:
        logger.error("something that does not end is left behind")
        os._exit(0)

    last = threading.Timer(LAST, end)
    last.daemon = True
    last.start()


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
            f"无法在 {host}:{port} 上监听：{error}。"
            "请换一个端口或地址（--port、--host，或环境变量 WENCE_PORT、WENCE_HOST）"
        ) from error
    return listener


async def _serve(
    project: Project,
    database: Database,
    settings: Settings,
    key: str,
    listener: socket.socket,
    report: Report,
) -> None:
    from bot.assistant import Assistant

    started = time.monotonic()
    report("载入模型……")
    assistant = await Assistant.load(project)
    if assistant.model.warning:
        report(f"警告：{assistant.model.warning}（{assistant.model.trained_at} 训练）")
    metrics.note_model(assistant.model)
    from bot.api import create_app
    from bot.channels.mounting import Channels, tell

    redis = settings.redis
    app = create_app(assistant, database, key, redis, settings.limits)
    # Nor is it looked through later, which would hold up a message by a quarter of a second.
    gc.collect()
    gc.freeze()
    gc.enable()
    channels = Channels(app, settings.channels, key)
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    report(f"载入完成，{time.monotonic() - started:.1f} 秒")
    tell(settings.channels, report)
    if redis is not None and not await redis.look():
        report("警告：连不上 Redis，连上之前各进程各自排队、各自计数")
    if not settings.limits.windows:
        report("警告：没有限制请求的频率（WENCE_LIMITS=off）")
    listener.listen()  # whoever reads the next line may come at once
    report(f"问策已就绪：http://{shown}:{port}　按 Ctrl-C 停止")
    config = uvicorn.Config(
        LastAnswers(app),
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
        lifespan="off",
        timeout_graceful_shutdown=PATIENCE,  # one whose body never comes would hold up the end for ever
    )
    beside = [
        asyncio.create_task(run_daily(database, settings.retention, assistant.forget)),
        asyncio.create_task(channels.run()),
    ]
    try:
        await DrainingServer(app, config, settings.drain).serve(sockets=[listener])
    finally:
        _end_in_any_case()
        for task in beside:
            task.cancel()
        await channels.close()
        if redis is not None:
            await redis.close()

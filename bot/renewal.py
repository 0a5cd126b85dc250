"""A model to serve with: trained anew when it is stale; when that fails, the last good one."""

from __future__ import annotations

import multiprocessing
import signal
from multiprocessing.connection import Connection

from bot.model import ModelError, last_good, why_stale
from bot.project import Project
from bot.training import Report, TrainingError, ensure_model
from rules.errors import WenceError


def renew(project: Project, report: Report) -> None:
    """Sees to it that there is a model to load.

    Raises:
        TrainingError: there is none, and training failed.
    """
    try:
        train_apart(project, report)
    except TrainingError as error:
        try:
            model = last_good(project)
        except ModelError:
            raise error from None
        report(f"警告：{error}")
        report(
            f"警告：继续用 {model.trained_at} 训练的模型，它不认识之后的改动。"
            "改好以后请运行 python -m bot train，再重新启动"
        )


def train_apart(project: Project, report: Report) -> None:
    """Trains if needed, in a process of its own: the memory that training takes goes with it.

    Raises:
        TrainingError: training failed, or its process ended before its time.
    """
    if why_stale(project) is None:
        return
    context = multiprocessing.get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_train, args=(project, sending), daemon=True)
    process.start()
    sending.close()
    outcome: TrainingError | None = TrainingError("训练失败：训练进程中途结束了，内存可能不够")
    try:
        while isinstance(said := receiving.recv(), str):
            report(said)
        outcome = said
    except EOFError:
        pass
    finally:
        process.terminate()  # it has ended by itself, unless who waits for it was told to stop
        process.join()
    if outcome is not None:
        raise outcome


def _train(project: Project, sending: Connection) -> None:
    """Sends the lines of the report, then None or the error."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all: who started this ends it
    try:
        ensure_model(project, sending.send)
        sending.send(None)
    except WenceError as error:
        sending.send(TrainingError(str(error)))
    except Exception as error:  # `python -m bot train` shows where it comes from
        sending.send(TrainingError(f"训练失败：{type(error).__name__}：{error}"))

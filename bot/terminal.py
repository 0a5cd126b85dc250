"""A conversation in the terminal."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import uuid

from bot.assistant import Assistant, Reply
from bot.project import Project
from bot.renewal import renew
from bot.training import Report

STOP = "/stop"
GREETING = (
    "\n请直接提问。有序号的选项可以只输入序号（几个一起用顿号隔开，如 1、3）。"
    f"输入 {STOP} 或按 Ctrl-D 结束。"
)


def chat(project: Project, report: Report) -> None:
    """Loads the assistant into this process and talks until the person stops. Nothing said is kept.

    Raises:
        TrainingError, ModelError: see `renew` and `Assistant.load`.
    """
    renew(project, report)
    report("载入模型……")
    loop = asyncio.new_event_loop()
    try:
        assistant = loop.run_until_complete(Assistant.load(project, keep_conversations=False))
        report(GREETING)
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401  (gives `input` line editing and a history)
        _talk(loop, assistant)
    except (EOFError, KeyboardInterrupt):
        print()
    finally:
        loop.close()
    report("再见。")


def _talk(loop: asyncio.AbstractEventLoop, assistant: Assistant) -> None:
    sender, payloads = f"terminal-{uuid.uuid4().hex}", list[str]()
    while (typed := input("\n您：").strip()) != STOP:
        text = pick(typed, payloads)
        if not text:
            continue
        replies = loop.run_until_complete(assistant.reply(sender, text, channel="terminal"))
        payloads = [button["payload"] for reply in replies for button in reply.get("buttons") or []]
        print(f"\n问策：{shown(replies)}")


def shown(replies: list[Reply]) -> str:
    """The replies as text, their choices numbered from 1 on; JSON only where there is no text."""
    lines, number = [], 0
    for reply in replies:
        if text := reply.get("text"):
            lines.append(text)
        for button in reply.get("buttons") or []:
            number += 1
            lines.append(f"  {number}. {button['title']}")
    if not lines:
        lines = [
            json.dumps(reply["custom"], ensure_ascii=False, indent=2)
            for reply in replies
            if "custom" in reply
        ]
    return "\n".join(lines)


def pick(typed: str, payloads: list[str]) -> str:
    """What `typed` means: the payloads of the choices it numbers ("2", "1、3"), else itself."""
    numbers = re.split(r"[\s,，、]+", typed.strip())
    if not all(re.fullmatch(r"[0-9]{1,3}", number) for number in numbers):
        return typed
    if not all(1 <= int(number) <= len(payloads) for number in numbers):
        return typed
    return "、".join(payloads[int(number) - 1] for number in numbers)

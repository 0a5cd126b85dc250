"""Talk with the assistant of the project in the working directory, and print the figures of its turns as JSON.

Conversations are kept in memory only. Run as a script, by a path, so that the working directory's project is imported.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from bot.assistant import Assistant
from bot.project import WENCE

IN_CITY = (
    "{a}的补贴分几次发",
    "需要什么材料",
    "我是博士，在{a}创办公司，占股40%，能拿多少",
    "实缴资本100万",
    "公司去年三月成立的",
    "第八条写了什么",
    "那{b}呢",
    "{b}的保费谁出",
    "{a}和{b}有什么区别",
    "改成占股30%",
    "谢谢",
)
# Each is the first thing that somebody says.
NO_CITY = (
    "补贴分几次发",
    "我想看看自己够不够条件",
    "我是博士，创办公司，占股40%",
    "独立创业人才能拿多少",
    "第八条写了什么",
    "保费谁出",
    "你好",
    "今天天气怎么样",
    "转人工",
)
PEOPLE = 12
ROUNDS = 6


async def main(cities: list[str]) -> None:
    """Figures of turns about `cities`, two and two, and of turns that name none."""
    began = process_time()
    assistant = await Assistant.load(WENCE, keep_conversations=False)
    start = process_time() - began
    gc.collect()
    gc.freeze()  # as the service does
    pairs = list(zip(cities[::2], cities[1::2], strict=True))
    times: dict[str, list[float]] = {}
    waited: dict[str, list[float]] = {}
    longest: dict[str, int] = {"city": 0, "no_city": 0}

    async def say(kind: str, sender: str, text: str, counted: bool) -> None:
        began, wall = process_time(), perf_counter()
        replies = await assistant.reply(sender, text)
        if counted:
            times.setdefault(kind, []).append((process_time() - began) * 1000)
            waited.setdefault(kind, []).append((perf_counter() - wall) * 1000)
            said = sum(len(one.get("text") or "") for one in replies)
            longest[kind] = max(longest[kind], said)

    for person in range(PEOPLE + 1):  # the first one warms up
        a, b = pairs[person % len(pairs)]
        for text in IN_CITY:
            await say("city", f"city-{person}", text.format(a=a, b=b), person > 0)
    for number in range(ROUNDS + 1):
        for place, text in enumerate(NO_CITY):
            await say("no_city", f"none-{number}-{place}", text, number > 0)
    figures: dict[str, float] = {"start_s": start}
    for kind, found in times.items():
        figures[f"turn_{kind}_ms"] = median(found)
        figures[f"turn_{kind}_p95_ms"] = sorted(found)[int(0.95 * len(found))]
        figures[f"turn_{kind}_wall_ms"] = median(waited[kind])
        figures[f"reply_{kind}_characters"] = longest[kind]
    status = Path("/proc/self/status").read_text(encoding="ascii")
    figures["service_mb"] = int(status.split("VmRSS:")[1].split()[0]) / 1024
    print(json.dumps(figures))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))

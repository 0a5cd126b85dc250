"""Load the packs of the project in the working directory, search and screen; prints its figures as JSON.

Run as a script, by a path, so that the working directory's project is the one that is imported.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import date
from http.client import HTTPConnection
from statistics import median
from time import perf_counter, process_time, sleep, thread_time
from typing import Any
from urllib.parse import quote

from rules import load_library, screen, search
from rules.search import ClauseIndex

QUERIES = (
    "补助分几年发",
    "保费由谁出",
    "占股比例",
    "需要什么材料",
    "第八条",
    "市级以上创新平台",
    "博士",
)
ROUNDS = 40
DAY = date(2021, 6, 1)
PEOPLE: tuple[dict[str, Any], ...] = (
    {"main_founder": True, "share_percent": 30},
    {"degree": "doctor", "employed_full_time": True, "contract_years": 5},
    {"key_programme_level": "national", "first_company_here": True},
    {},
)


def resident() -> float:
    """The resident memory of this process in MB, as Linux counts it."""
    with open("/proc/self/status", encoding="ascii") as status:
        return int(status.read().split("VmRSS:")[1].split()[0]) / 1024


def milliseconds(run: Callable[[Any], object], inputs: Sequence[Any], rounds: int) -> float:
    """The median of this thread's own work in a call of `run`, after one round that warms up."""
    times = []
    for number in range(rounds + 1):
        for one in inputs:
            began = thread_time()
            run(one)
            if number:
                times.append((thread_time() - began) * 1000)
    return median(times)


def main(names: list[str], only_load: bool) -> None:
    """Print the figures of loading and, unless `only_load`, of the packs `names`, which are spread over the library."""
    before, wall, began = resident(), perf_counter(), process_time()
    library = load_library()
    figures: dict[str, float] = {
        "load_s": process_time() - began,
        "load_wall_s": perf_counter() - wall,
        "memory_mb": resident() - before,
    }
    if not only_load:
        packs = library.packs
        began = process_time()
        search(QUERIES[0], packs)  # which makes the index of each
        figures["search_all_first_ms"] = (process_time() - began) * 1000
        asked = [(words, name) for name in names for words in QUERIES]
        people = [
            ({**facts, "place": packs[name].about.place}, name)
            for name in names
            for facts in PEOPLE
        ]
        figures["index_ms"] = milliseconds(lambda name: ClauseIndex(packs[name].document), names, 3)
        figures["search_city_ms"] = milliseconds(
            lambda one: search(one[0], packs, one[1]), asked, ROUNDS
        )
        figures["screen_city_ms"] = milliseconds(
            lambda one: screen(one[0], DAY, (one[1],), library=library), people, ROUNDS
        )
        figures["search_all_ms"] = milliseconds(lambda words: search(words, packs), QUERIES, 5)
        figures |= console(names)
    print(json.dumps(figures))


def console(names: list[str]) -> dict[str, float]:
    """The milliseconds that a caller waits for the console's search over HTTP, in a city and in all."""
    from bot.environment import prepare
    from bot.project import WENCE

    prepare(WENCE)
    import uvicorn
    from fastapi import FastAPI

    from bot.api.v1 import search as route

    app = FastAPI()
    app.include_router(route.router)
    server = uvicorn.Server(
        uvicorn.Config(app, port=0, log_config=None, access_log=False, ws="none")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("the console's search could not be served")
        sleep(0.01)
    http = HTTPConnection("127.0.0.1", server.servers[0].sockets[0].getsockname()[1])

    def ask(target: str) -> float:
        began = perf_counter()
        http.request("GET", target)
        response = http.getresponse()
        response.read()
        if response.status != 200:
            raise RuntimeError(f"{target}: {response.status}")
        return (perf_counter() - began) * 1000

    found = {}
    for key, places in (("console_city_ms", names), ("console_all_ms", [None])):
        targets = [
            f"/search?q={quote(words)}" + (f"&pack={name}" if name else "")
            for words in QUERIES
            for name in places
        ]
        rounds = 1 + max(3, 200 // len(targets))
        times = [[ask(target) for target in targets] for _ in range(rounds)]
        found[key] = median(one for some in times[1:] for one in some)
    http.close()
    server.should_exit = True
    thread.join()
    return found


if __name__ == "__main__":
    main([one for one in sys.argv[1:] if one != "--only-load"], "--only-load" in sys.argv)

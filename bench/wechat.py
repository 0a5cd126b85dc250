"""What 10,000 hostile requests do to the official account's address, and what its protocol adds to a good message.

Run by `make bench-wechat`. Exit code 1 when a hostile request is answered with anything but a 4xx or `success`, or the
service is gone afterwards.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import tempfile
from collections import Counter
from itertools import islice
from pathlib import Path
from statistics import linear_regression, median, quantiles
from typing import cast

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.remove(str(Path(__file__).resolve().parent))  # else `rules` would be a file of this folder

from bench.channel import Part, costs
from bench.served import Client, Served
from bench.whole_turns import compare
from tests.wechat.account import Account, Mode
from tests.wechat.hostile import hostile

SEED = 20171001
REQUESTS, WARM_UP, SAMPLED = 10_000, 2_000, 250
MOST_MS = 50
MODES = ("safe", "plain")


def settings(account: Account) -> dict[str, str]:
    """What the operator of `account` sets; nothing is sent unasked."""
    key = {} if account.mode == "plain" else {"WENCE_WECHAT_AES_KEY": account.aes_key}
    return {
        "WENCE_WECHAT_APPID": account.appid,
        "WENCE_WECHAT_TOKEN": account.token,
        **key,
    }


def bombard(served: Served, account: Account) -> bool:
    """Send the hostile requests and print what came of them; whether each was refused or passed over."""
    client, statuses, wrong = Client(served.port), Counter[str](), 0
    times: list[tuple[float, float, str]] = []
    memory = {0: served.memory()}
    for number, one in enumerate(islice(hostile(account, SEED), REQUESTS), 1):
        target = f"/wechat?{one.query}"
        before = served.busy()
        response, body, took = client.send("POST", target, one.body, one.headers, one.chunked)
        passed_over = response.status == 200 and body == b"success"
        statuses["success" if passed_over else str(response.status)] += 1
        if not passed_over and not 400 <= response.status < 500:
            wrong += 1
            print(f"!!! {one.kind}: {response.status} {body[:80]!r}")
        times.append((served.busy() - before, took, one.kind))
        if number % SAMPLED == 0:
            memory[number] = served.memory()
    print(f"{REQUESTS:,} hostile requests, {account.mode} mode, seed {SEED}")
    print("  answered: " + ", ".join(f"{name} {count:,}" for name, count in statuses.most_common()))
    for place, name in enumerate(("of the service's own work", "as the client waits")):
        taken = [cast(float, one[place]) for one in times]
        print(
            f"  ms a request, {name}: median {median(taken):.2f}, p99 "
            f"{quantiles(taken, n=100)[98]:.1f}, max {max(taken):.1f}; "
            f"above {MOST_MS}: {sum(one > MOST_MS for one in taken)}"
        )
    most = ", ".join(f"{ran:.1f} {kind}" for ran, _, kind in sorted(times)[:-5:-1])
    print(f"  most work: {most}")
    warm = {number: size for number, size in memory.items() if number >= WARM_UP}
    slope = linear_regression(list(warm), list(warm.values())).slope * 1024 * 1000
    print(
        f"  resident memory, MB: {memory[0]:.1f} before, {memory[WARM_UP]:.1f} after {WARM_UP:,}, "
        f"{memory[REQUESTS]:.1f} at the end; from {WARM_UP:,} on {slope:+.0f} kB per 1,000 requests"
    )
    failed = served.log().count("Traceback")
    print(f"  tracebacks in the log: {failed}\n")
    return wrong == 0 and served.alive


def print_costs(parts: list[Part]) -> None:
    """One line a part."""
    print("What the protocol adds to a turn, ms, median (in one process, without HTTP):")
    for part in parts:
        print(f"  {part.name:<58}{median(part.times):>8.3f}")
    print()


def main() -> int:
    """Measure in every mode; the exit code."""
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    if load > cores / 4:
        print(f"!!! THE MACHINE IS BUSY: load {load:.1f} on {cores} cores. Idle, it is faster.\n")
    harmless = True
    for mode in MODES:
        account = Account(mode=cast(Mode, mode))
        with (
            tempfile.TemporaryDirectory() as folder,
            Served(Path(folder), settings(account)) as served,
        ):
            _, _, first = Client(served.port).send("GET", "/wechat")
            print(f"The first request of the process, which builds its routes: {first:.0f} ms\n")
            if mode == "safe":
                compare(served, account)
            harmless = bombard(served, account) and harmless
    with tempfile.TemporaryDirectory() as folder:
        print_costs(asyncio.run(costs(Path(folder), Account(), settings)))
    return 0 if harmless else 1


if __name__ == "__main__":
    logging.disable()
    sys.exit(main())

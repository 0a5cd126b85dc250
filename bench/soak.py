"""Half of what the service can bear, for half an hour: answers, and memory that does not grow.

Run by `make bench-soak`. Exit code 1 when a request failed or the memory of the process is not flat. The database grows
by what people say: that is kept, and no leak.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from statistics import quantiles

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.remove(str(Path(__file__).resolve().parent))  # else `rules` would be a file of this folder

from bench.served import Served
from bench.soaking.process import LEAST_HOURS, Reading, read, slope
from bench.soaking.staff import AGENT, add_agent
from bench.soaking.traffic import Count, Traffic

SEED = 20171001
MEASURED = 30  # seconds, for the capacity
READ_EVERY = 5  # seconds
WARM_UP = 0.2  # of the time, which the slope leaves out
# What one address may send is for people, not for a load.
SETTINGS = {"WENCE_LIMITS": "off"}


async def soak(served: Served, minutes: float, seed: int) -> bool:
    """Measure the capacity, send at half of it, print each minute; whether nothing failed and memory is flat."""
    traffic = Traffic(served.port, Random(seed), *AGENT)
    await traffic.log_in()
    await traffic.capacity(MEASURED / 3)  # warms up
    capacity = await traffic.capacity(MEASURED)
    failed = sum(traffic.looked_at().errors.values())
    rate = capacity / 2
    print(f"capacity {capacity:.1f} requests/s; {rate:.1f} a second for {minutes:g} minutes")
    print(" min  requests  errors  p50 ms  p95 ms  RSS MB  own MB  files threads")
    started, readings = time.monotonic(), list[Reading]()
    flow = asyncio.create_task(traffic.flow(rate, minutes * 60))
    minute = 1
    while not flow.done():
        await asyncio.wait([flow], timeout=READ_EVERY)
        if not served.alive:
            flow.cancel()
            print(f"!!! the service is gone:\n{served.log()[-2000:]}")
            return False
        readings.append(read(served.pid, time.monotonic() - started))
        if readings[-1].at >= minute * 60 or flow.done():
            failed += tell(minute, traffic.looked_at(), readings[-1])
            minute += 1
    await flow
    await traffic.close()
    return verdict(readings, minutes, failed, served.log())


def tell(minute: int, seen: Count, now: Reading) -> int:
    """Prints a minute; the number of its errors."""
    errors = sum(seen.errors.values())
    cuts = quantiles(seen.times, n=20) if len(seen.times) > 1 else [0.0] * 19
    print(
        f"{minute:>4}{len(seen.times):>10,}{errors:>8}{cuts[9]:>8.1f}{cuts[18]:>8.1f}"
        f"{now.rss:>8.1f}{now.own:>8.1f}{now.files:>7}{now.threads:>8}",
        flush=True,
    )
    for kind, count in seen.errors.most_common(3):
        print(f"     !!! {kind}: {count}")
    return errors


def verdict(readings: list[Reading], minutes: float, failed: int, log: str) -> bool:
    """Prints the slope of memory; whether nothing failed and it is flat."""
    warm = [one for one in readings if one.at >= minutes * 60 * WARM_UP]
    found = slope(warm)
    print(
        f"own memory (no files, nothing shared) after {minutes * WARM_UP:g} minutes: {found.size:.1f} MB; slope "
        f"{found.mb_an_hour:+.2f} MB an hour (first half {found.halves[0]:+.2f}, second {found.halves[1]:+.2f})"
    )
    print(
        f"{'FLAT' if found.flat else 'NOT FLAT'}: flat is what would not double within {LEAST_HOURS} hours "
        f"({found.size / LEAST_HOURS:.1f} MB an hour)"
    )
    traced = log.count("Traceback")
    print(f"failed requests: {failed}; tracebacks in the log: {traced}")
    return found.flat and not failed and not traced


def main() -> int:
    """Start the service with a database of its own and soak it; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Served(Path(folder), SETTINGS) as served:
        add_agent(served.database)
        return 0 if asyncio.run(soak(served, arguments.minutes, arguments.seed)) else 1


if __name__ == "__main__":
    sys.exit(main())

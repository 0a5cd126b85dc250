"""How cost grows with the number of packs: the two of this project, copied for other cities with shifted thresholds.

Run by `make bench-scale`. Every figure comes from a process of its own in a project of its own
(bench/scaling/copies.py), whose packs are loaded and checked as those of the repository are.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.remove(str(Path(__file__).resolve().parent))  # else `rules` would be bench/rules.py

from bench.scaling.copies import City, make
from bench.scaling.report import print_goals, print_table

HERE = Path(__file__).resolve().parent / "scaling"
PACKS = (1, 2, 10, 100, 1000)
BASE = 2
SAMPLED = 4  # pairs of cities that are asked about, spread over the library
_began = time.monotonic()


def say(line: str) -> None:
    """Progress, on standard error."""
    print(f"{time.monotonic() - _began:6.0f} s  {line}", file=sys.stderr, flush=True)


def run(script: str, root: Path, *arguments: str) -> dict[str, float]:
    """The figures that the script of bench/scaling prints when it is run on the project `root`."""
    environment = {name: value for name, value in os.environ.items() if name[:6] != "WENCE_"}
    done = subprocess.run(
        [sys.executable, str(HERE / script), *arguments],
        cwd=root,
        env={**environment, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def train(root: Path) -> dict[str, float]:
    """Seconds of work and memory of `python -m bot train` on the project `root`."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "train", "--force"], cwd=root, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"training with the packs of {root} failed")
    return {
        "train_s": used.ru_utime + used.ru_stime,
        "train_wall_s": time.perf_counter() - began,
        "train_mb": used.ru_maxrss / 1024,
    }


def measure(packs: int, folder: Path, options: argparse.Namespace) -> dict[str, float]:
    """All figures with so many packs."""
    root = folder / str(packs)
    say(f"{packs} packs: copying")
    cities = make(root, packs)
    figures: dict[str, float] = {}
    say(f"{packs} packs: first load, load again, search, screening")
    first = run("loading.py", root, "--only-load")
    figures |= {f"first_{name}": value for name, value in first.items()}
    figures |= run("loading.py", root, *sampled(cities))
    if packs >= BASE:
        say(f"{packs} packs: turns")
        figures |= run("talking.py", root, *(one.name for one in sampled_pairs(cities)))
    if packs <= options.train_up_to:
        say(f"{packs} packs: training")
        figures |= train(root)
    return figures


def sampled_pairs(cities: list[City]) -> list[City]:
    """A city of the first kind and one of the second, again and again, spread over the library."""
    first, second = cities[::2], cities[1::2]
    count = min(SAMPLED, len(second))
    at = [round(one * (len(second) - 1) / max(1, count - 1)) for one in range(count)]
    return [city for place in at for city in (first[place], second[place])]


def sampled(cities: list[City]) -> list[str]:
    """Their packs; of one pack that one."""
    return [one.pack for one in sampled_pairs(cities)] or [cities[0].pack]


def main() -> None:
    """Measure for each number of packs; print a table, and what became of the goals."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--packs", type=int, nargs="+", default=list(PACKS), help="numbers of packs to measure"
    )
    parser.add_argument(
        "--train-up-to", type=int, default=100, help="train with at most so many packs; 0: never"
    )
    options = parser.parse_args()
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    if load > cores / 4:
        print(f"!!! THE MACHINE IS BUSY: load {load:.1f} on {cores} cores.\n")
    with tempfile.TemporaryDirectory() as folder:
        found = {
            packs: measure(packs, Path(folder), options) for packs in sorted({BASE, *options.packs})
        }
    print_table(found, BASE)
    print_goals(found, BASE)


if __name__ == "__main__":
    main()

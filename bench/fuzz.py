"""Tries 200,000 and more odd and hostile inputs on the readers of text, the chat API and WeChat's parsers.

Run by `make bench-fuzz`. Some are drawn by Hypothesis from the project's own words, the others are guided by what they
cover of the code (atheris). Exit code 1 when something did not hold; `--again FILE` tries a kept input once more.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.remove(str(Path(__file__).resolve().parent))  # else `rules` would be a file of this folder

from bench.fuzzing import guided
from bench.fuzzing.drawing import draw
from bench.fuzzing.targets import NAMES, load
from bench.fuzzing.trial import MOST, Finding, Trial, Tried

ROOT = Path(__file__).resolve().parent.parent
SEED = 20171001
KEPT = ROOT / "var" / "fuzz"
DRAWN, GUIDED = "drawn", "guided"
# Inputs by target and way; one conversation of the chat API counts once, whatever it has of requests.
INPUTS = {
    ("reading", DRAWN): 30_000,
    ("reading", GUIDED): 40_000,
    ("chat", DRAWN): 5_000,
    ("chat", GUIDED): 5_000,
    ("wechat", DRAWN): 30_000,
    ("wechat", GUIDED): 100_000,
}
SAID_EVERY = 30  # seconds
_COVERED = re.compile(r"cov: (\d+) ft: (\d+)")


@dataclass(frozen=True)
class Job:
    """So many inputs of one way on one target, tried in a process of its own."""

    target: str
    way: str
    count: int
    seed: int

    @property
    def name(self) -> str:
        """What it is called in print."""
        return f"{self.target}, {self.way}"

    def run(self, folder: Path) -> tuple[Tried | None, str]:
        """What came of it, None when the process ended early; and what is covered, or what it printed last."""
        result, log = folder / f"{self.target}-{self.way}", folder / f"{self.target}-{self.way}.log"
        arguments = [self.target, self.way, str(self.count), str(self.seed), str(result)]
        with log.open("wb") as out:
            ended = subprocess.run(
                [sys.executable, __file__, "--worker", *arguments], cwd=ROOT, stderr=out
            )
        printed = log.read_text(encoding="utf-8", errors="replace")
        if ended.returncode or not result.exists():
            return None, printed[-3000:]
        covered = _COVERED.findall(printed)
        return Tried.read(result), f"{int(covered[-1][0]):,} branches" if covered else ""


def work(target: str, way: str, count: str, seed: str, result: str) -> None:
    """The process of a job."""
    name, told = f"{target}, {way}", time.monotonic()
    loaded = guided.load_instrumented(target) if way == GUIDED else load(target)
    trial = Trial(loaded)

    def run(value: object) -> None:
        nonlocal told
        known = len(trial.tried.findings)
        trial.run(value)
        for finding in trial.tried.findings[known:]:
            print(f"  {name}: {finding.cause}\n    {_shown(finding.value, 300)}", flush=True)
        if time.monotonic() - told > SAID_EVERY:
            told = time.monotonic()
            done = trial.tried.inputs
            print(
                f"  {name}: {done:,} of {int(count):,}, {len(trial.tried.findings)} findings",
                flush=True,
            )

    def end() -> None:
        trial.tried.save(Path(result))
        loaded.close()

    if way == GUIDED:
        guided.guide(loaded, int(count), int(seed), run, end)
    else:
        draw(loaded, int(count), int(seed), run)
        end()


def jobs(arguments: argparse.Namespace) -> Iterator[Job]:
    """What is to be done; the guided ones only where atheris is installed."""
    for (target, way), count in INPUTS.items():
        if target in arguments.targets and (way != GUIDED or guided.is_there()):
            yield Job(target, way, max(1, round(count * arguments.share)), arguments.seed)


def keep(job: Job, finding: Finding, number: int) -> Path:
    """The file that the input of a finding is kept in."""
    KEPT.mkdir(parents=True, exist_ok=True)
    path = KEPT / f"{job.target}-{job.way}-{number}.json"
    path.write_text(json.dumps({"target": job.target, "value": finding.value}), encoding="ascii")
    return path


def tell(job: Job, tried: Tried, covered: str) -> None:
    """The figures of a job."""
    print(
        f"{job.name:<18}{tried.inputs:>9,} inputs {tried.inputs / tried.seconds:>8,.0f}/s  "
        f"{len(tried.findings)} findings  {covered}"
    )
    times = ", ".join(f"{ratio:.1f}" for ratio, _ in tried.slowest)
    print(f"    slowest: {times} times an ordinary long input ({tried.yardstick_ms:.1f} ms)")
    for ratio, value in tried.slowest[:2]:
        print(f"      {ratio:.1f}: {_shown(value, 160)}")
    for number, finding in enumerate(tried.findings, 1):
        print(f"!!! {finding.cause} ({finding.seen} times)")
        print(f"    {_shown(finding.value, 300)}")
        print(f"    again: python bench/fuzz.py --again {keep(job, finding, number)}")


def _shown(value: object, most: int) -> str:
    """The beginning of an input, in characters that every terminal has."""
    return json.dumps(value, ensure_ascii=True)[:most]


def again(path: Path) -> int:
    """Tries a kept input once more, this time with what it raises; the exit code."""
    kept = json.loads(path.read_text(encoding="ascii"))
    target = load(kept["target"])
    target.check(kept["value"])
    trial = Trial(target)
    trial.run(kept["value"])
    print(f"holds; {trial.tried.slowest[0][0]:.1f} times an ordinary long input, at most {MOST:g}")
    return 1 if trial.tried.findings else 0


def main() -> int:
    """Run all jobs, as many at a time as there are cores; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--targets", nargs="+", choices=NAMES, default=NAMES)
    parser.add_argument("--share", type=float, default=1.0, help="of the inputs; 0.01 for a look")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--jobs", type=int, default=2, help="processes at a time")
    parser.add_argument("--again", type=Path, help="a kept input to try once more")
    parser.add_argument("--worker", nargs=5, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        work(*arguments.worker)
        return 0
    if arguments.again:
        return again(arguments.again)
    if not guided.is_there():
        print(f"!!! {guided.MISSING}\n")
    planned, sound, inputs, started = list(jobs(arguments)), True, 0, time.monotonic()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(arguments.jobs) as pool:
        print(f"{sum(job.count for job in planned):,} inputs, seed {arguments.seed}", flush=True)
        running = [pool.submit(job.run, Path(folder)) for job in planned]
        for job, result in zip(planned, running, strict=True):
            tried, said = result.result()
            if tried is None:
                print(f"!!! {job.name}: the process ended early\n{said}")
                sound = False
                continue
            tell(job, tried, said)
            inputs += tried.inputs
            sound = sound and not tried.findings
    print(f"{inputs:,} inputs in {(time.monotonic() - started) / 60:.1f} minutes")
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())

"""Whether a conversation of 1,000 turns is answered as fast at its end as at its beginning, and forgets nothing.

Run by `python bench/long_conversation.py`; `--database URL` takes another database than an SQLite file of its own. Exit
code 1 when what was told first is not known any more, or the last turns take more than 1.5 times the time of the tenth.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.remove(str(Path(__file__).resolve().parent))  # else `rules` would be a file of this folder

from bot.assistant import Assistant
from bot.project import WENCE
from bot.store.database import URL_VARIABLE, Database
from bot.training import ensure_model

TURNS, ROUNDS, MOST = 1000, 3, 1.5
PERSON = "long-conversation"
TOLD = {"degree": "doctor", "share_percent": 40, "place": "fushan"}
BEGINNING = "我是博士，在福山创业，占股40%"
# Asked round and round, so that the same messages are compared at the beginning and at the end.
ROUND = (
    "补贴分几次发",
    "需要什么材料",
    "人才服务卡有什么用",
    "你好",
    "威海创业保险赔多少",
    "我占股够吗",
    "不清楚",
    "继续预审",
    "第十一条说的什么",
    "谢谢",
)


async def converse(database: str) -> int:
    """Holds the conversation, prints its times, and returns the exit code."""
    from bot.reception import Reception

    os.environ[URL_VARIABLE] = database
    assistant = await Assistant.load(WENCE)
    reception = Reception(assistant, Database(database))
    for text in (BEGINNING, *ROUND):
        await reception.receive("warm-up", text, "web")
    await reception.receive(PERSON, BEGINNING, "web")
    times: list[tuple[str, float]] = []
    for turn in range(1, TURNS):
        text = ROUND[turn % len(ROUND)]
        start = time.perf_counter()
        await reception.receive(PERSON, text, "web")
        times.append((text, (time.perf_counter() - start) * 1000))
        if turn % 100 == 0:
            print(f"  {turn} turns", file=sys.stderr, flush=True)
    known = {fact: told["value"] for fact, told in (await reception.known(PERSON)).items()}
    kept = {fact: known.get(fact) for fact in TOLD}
    await reception.forget(PERSON)
    await reception.forget("warm-up")
    return _report(times, kept)


def _report(times: list[tuple[str, float]], kept: dict[str, object]) -> int:
    compared = ROUNDS * len(ROUND)
    first, last = times[len(ROUND) :][:compared], times[-compared:]
    # Messages differ more from one another than the beginning does from the end.
    ratio = median(_median(last, text) / _median(first, text) for text in ROUND)
    print(f"A conversation of {TURNS} turns, ms a turn, median of {compared} turns:")
    print(f"  from the tenth turn on    {_median(first):6.1f}")
    print(f"  the last                  {_median(last):6.1f}")
    print(f"  ratio, message by message {ratio:6.2f} (goal: at most {MOST})")
    print(f"  told in the first message and known after the last: {kept}")
    return int(ratio > MOST or kept != TOLD)


def _median(times: list[tuple[str, float]], text: str | None = None) -> float:
    return median(took for said, took in times if text in (None, said))


def main() -> int:
    """Reads the arguments and runs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--database", help="a URL as WENCE_DATABASE_URL has it")
    options = parser.parse_args()
    ensure_model(WENCE, print)
    with TemporaryDirectory() as folder:
        return asyncio.run(converse(options.database or f"sqlite:///{Path(folder) / 'long.db'}"))


if __name__ == "__main__":
    sys.exit(main())

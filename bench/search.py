"""How long staff and people wait for a search: of clauses, and of conversations in a full journal.

Run: python bench/search.py (--conversations N, --database URL for another than a new SQLite file). The journal holds
what people really got: the 200 messages of bench/chat.py are said once, and copied with other senders and times. A word
that a tenth, a hundredth, or one of the conversations holds is added to them.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from statistics import median
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.remove(str(Path(__file__).resolve().parent))  # else `rules` would be a file of this folder

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from bench.chatting.conversations import conversations
from bench.served import Client, Served
from bench.soaking.staff import AGENT, add_agent
from bot.store.engine import new_engine
from bot.store.tables import Conversation, Message

STAFF = "/api/v1/staff"
ROUNDS = 40
GOAL = 5.0  # ms, the median of all searches
CLAUSES = ("补助分几年发", "保费由谁出", "占股比例", "需要什么材料", "第八条", "创新平台", "博士")
# Word → the conversations of which one says it.
RARE = {"邻居推荐": 10, "会展中心": 100, "紫藤花园": 0}
FOUND = {
    "a word of most conversations": "补贴",
    "… of a tenth": "邻居推荐",
    "… of a hundredth": "会展中心",
    "… of one, the oldest": "紫藤花园",
    "… of none": "珊瑚礁",
    "a part of a sender's id": "copy-17 of",
}


def say_all(client: Client) -> None:
    """The conversations, each with a sender of its own."""
    for number, one in enumerate(one for of_one in conversations() for one in of_one):
        for text in one:
            body = json.dumps({"sender": f"person {number}", "message": text}).encode()
            sent = {"Content-Type": "application/json"}
            response, answer, _ = client.send("POST", "/webhooks/rest/webhook", body, sent)
            if response.status != 200:
                raise RuntimeError(f"{response.status}: {answer[:300]!r}")


def fill(connection: Connection, wanted: int) -> tuple[int, int]:
    """Copies what was said until so many conversations are there; how many there are, and messages."""
    talks = [dict(one) for one in connection.execute(select(Conversation.__table__)).mappings()]
    lines = [dict(one) for one in connection.execute(select(Message.__table__)).mappings()]
    of = {
        talk["id"]: [one for one in lines if one["conversation_id"] == talk["id"]] for talk in talks
    }
    last_talk, last_line = (max(one["id"] for one in some) for some in (talks, lines))
    total = len(lines)
    for number in range(len(talks), wanted):
        talk = talks[number % len(talks)]
        earlier = timedelta(minutes=number)
        last_talk += 1
        copied = []
        placed: dict[int, int] = {}
        for line in of[talk["id"]]:
            last_line += 1
            placed[line["id"]] = last_line
            reply_to = placed.get(line["reply_to"])
            moved = {"id": last_line, "conversation_id": last_talk, "reply_to": reply_to}
            of_one = {"key": None, "request_id": None}
            copied.append({**line, **moved, **of_one, "at": line["at"] - earlier})
        for word, each in RARE.items():
            if number % each == 0 if each else number == wanted - 1:
                copied[0]["text"] += word
        at = {name: talk[name] - earlier for name in ("started_at", "last_at")}
        sender = f"copy-{number} of {talk['sender']}"
        connection.execute(insert(Conversation), {**talk, **at, "id": last_talk, "sender": sender})
        connection.execute(insert(Message), copied)
        total += len(copied)
        if number % 1000 == 0:
            print(f"  {number:,} of {wanted:,} conversations", file=sys.stderr, flush=True)
    return wanted, total


def asked(client: Client, target: str, headers: dict[str, str]) -> float:
    """The median milliseconds until the search is answered."""
    times = []
    for _ in range(ROUNDS + 1):
        response, answer, took = client.send("GET", target, headers=headers)
        if response.status != 200:
            raise RuntimeError(f"{target} answered {response.status}: {answer[:300]!r}")
        times.append(took)
    return median(times[1:])


def log_in(client: Client) -> dict[str, str]:
    """The headers of staff."""
    account = json.dumps(dict(zip(("name", "password"), AGENT, strict=True))).encode()
    sent = {"Content-Type": "application/json"}
    response, _, _ = client.send("POST", f"{STAFF}/login", account, sent)
    given = response.headers.get_all("Set-Cookie") or []
    return {"Cookie": "; ".join(one.partition(";")[0] for one in given)}


def tell(kind: str, times: dict[str, float]) -> None:
    """Prints the milliseconds of each search, and what became of the goal."""
    print(f"\n{kind}, ms until it is answered, median of {ROUNDS}:")
    for name, took in times.items():
        print(f"  {name:<32}{took:>8.1f}")
    middle = median(times.values())
    print(
        f"  {'the median of these':<32}{middle:>8.1f}  ≤ {GOAL:g}: {'met' if middle <= GOAL else 'MISSED'}"
    )


def main() -> None:
    """Starts the service, fills its journal and searches."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--conversations", type=int, default=10_000)
    parser.add_argument("--database", help="default: a new SQLite file; it is filled")
    options = parser.parse_args()
    if os.getloadavg()[0] > 0.5:
        print(f"!!! THE MACHINE IS BUSY: load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="wence-search-") as folder:
        settings = {"WENCE_DATABASE_URL": options.database} if options.database else {}
        with Served(Path(folder), settings) as served:
            url = options.database or served.database
            add_agent(url)
            client = Client(served.port)
            say_all(client)
            with new_engine(url).begin() as connection:
                talks, messages = fill(connection, options.conversations)
                request_id = connection.scalar(
                    select(Message.request_id).where(Message.request_id.is_not(None)).limit(1)
                )
            print(f"{talks:,} conversations, {messages:,} messages")
            desk = log_in(client)
            clauses = {one: f"/api/v1/search?q={quote(one)}" for one in CLAUSES}
            tell("Clauses", {one: asked(client, target, desk) for one, target in clauses.items()})
            words = {**FOUND, "the id of a request": request_id}
            found = {name: f"{STAFF}/conversations?q={quote(q)}" for name, q in words.items()}
            tell(
                "Conversations", {one: asked(client, target, desk) for one, target in found.items()}
            )


if __name__ == "__main__":
    main()

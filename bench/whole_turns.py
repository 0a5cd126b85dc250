"""The same messages as a person sends them through an official account and at the web page, over HTTP."""

from __future__ import annotations

import json
import time
from random import Random
from statistics import median

from sqlalchemy import create_engine, text

from bench.served import Client, Served
from tests.wechat.account import Account
from tests.wechat.documents import message
from tests.wechat.requests import right
from tests.wechat.wire import read

SEED, PEOPLE = 20171001, 40
MESSAGES = (
    "你好",
    "博士毕业，在福山创办公司，占股40%，能拿多少",
    "实缴资本100万",
    "补贴分几次发",
    "需要什么材料",
)
PAUSE = 0.02  # seconds, in which the service does what is left to do after a reply


def compare(served: Served, account: Account) -> None:
    """Send every message of every person both ways, in turns, and print the times."""
    random = Random(SEED)
    times: dict[str, list[float]] = {"wechat": [], "web": []}
    channel, web = Client(served.port), Client(served.port)
    for number in range(PEOPLE + 1):  # the first one warms up
        openid, cookie = f"o{random.getrandbits(100):026x}", {}
        for said in MESSAGES:
            document = message(account, random, FromUserName=openid, Content=said)
            one = right(account, random, document)
            response, body, took = channel.send("POST", f"/wechat?{one.query}", one.body)
            if response.status != 200 or not read(account, openid, body):
                raise RuntimeError(f"/wechat answered {response.status}")
            time.sleep(PAUSE)
            sent = json.dumps({"text": said}).encode()
            headers = {"content-type": "application/json", **cookie}
            response, _, other = web.send("POST", "/api/v1/chat", sent, headers)
            if response.status != 200:
                raise RuntimeError(f"/api/v1/chat answered {response.status}")
            cookie = {"cookie": response.headers["set-cookie"].split(";")[0]}
            time.sleep(PAUSE)
            if number:
                times["wechat"].append(took)
                times["web"].append(other)
    wechat, page = median(times["wechat"]), median(times["web"])
    print(f"A whole turn over HTTP, ms, median of {len(times['web'])} messages each:")
    print(
        f"  /wechat, safe mode   {wechat:6.1f}   of which the assistant {_assistant(served, 'wechat'):.1f}"
    )
    print(
        f"  /api/v1/chat         {page:6.1f}   of which the assistant {_assistant(served, 'web'):.1f}"
    )
    print(f"  ratio                {wechat / page:6.2f}\n")


def _assistant(served: Served, channel: str) -> float:
    """The median ms of the assistant's own share, as the journal has them."""
    query = text(
        "SELECT latency_ms FROM message JOIN conversation ON conversation.id = conversation_id "
        "WHERE conversation.channel = :channel AND latency_ms IS NOT NULL"
    )
    engine = create_engine(served.database, future=True)
    with engine.connect() as connection:
        found = median(connection.scalars(query, {"channel": channel}))
    engine.dispose()
    return float(found)

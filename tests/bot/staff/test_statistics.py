"""Figures of known days, and the table of messages that no spreadsheet computes."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta

import httpx
import pytest

from bot.store.database import Database
from bot.store.statistics import BATCH
from bot.store.tables import Conversation, Message, VerdictGiven

MIDNIGHT = datetime(2026, 2, 28, 16)  # in China the first of March begins
DAYS = {"from": "2026-03-01", "to": "2026-03-02"}


@pytest.fixture
def known_rows(database: Database) -> None:
    """Two conversations on two days in China, and one message just before and one just after them."""
    with database.session() as session:
        for id_, channel in ((1, "web"), (2, "rest")):
            session.add(
                Conversation(
                    id=id_,
                    sender=f"{id_}",
                    channel=channel,
                    state="bot",
                    started_at=MIDNIGHT,
                    last_at=MIDNIGHT,
                )
            )
        session.flush()

        def said(hours: float, conversation: int, **values: object) -> Message:
            values = {"author": "person", "text": "问", **values}
            message = Message(
                conversation_id=conversation, at=MIDNIGHT + timedelta(hours=hours), **values
            )
            session.add(message)
            session.flush()
            return message

        said(-0.001, 1, outcome="answered", latency_ms=9999.0)
        said(0, 1, outcome="answered", topic="benefits", latency_ms=10.0)
        reply = said(1, 1, author="bot", text="答", vote="up")
        said(23.999, 1, outcome="screening", topic="benefits", latency_ms=30.0)
        second = said(24, 2, author="bot", text="答", vote="down")
        said(25, 2, outcome="unanswered", latency_ms=20.0)
        said(26, 2, outcome="handed_over", topic="card", latency_ms=100.0)
        said(47.999, 2, outcome="to_agent")
        said(48, 2, outcome="answered", vote=None)
        for message in (reply, second):
            session.add(
                VerdictGiven(
                    message_id=message.id,
                    pack="fushan-2017-23",
                    programme="sole_startup",
                    status="满足",
                )
            )
        session.add(
            VerdictGiven(message_id=reply.id, pack="gone", programme="old", status="待补充")
        )


@pytest.mark.usefixtures("known_rows")
async def test_the_figures_of_two_days(agent: httpx.AsyncClient) -> None:
    response = await agent.get("/statistics", params=DAYS)
    assert response.json() == {
        "from": "2026-03-01",
        "to": "2026-03-02",
        "conversations": 2,
        "messages": 7,
        "answered_share": pytest.approx(200 / 3),
        "handed_over": 1,
        "unanswered": 1,
        "downvotes": 1,
        "upvotes": 1,
        "median_latency_ms": 25.0,
        "days": [
            {"day": "2026-03-01", "conversations": 1, "messages": 3},
            {"day": "2026-03-02", "conversations": 1, "messages": 4},
        ],
        "topics": [
            {"topic": "benefits", "label": response.json()["topics"][0]["label"], "count": 2},
            {"topic": "card", "label": response.json()["topics"][1]["label"], "count": 1},
        ],
        "outcomes": [
            {"outcome": outcome, "count": 1}
            for outcome in ("answered", "handed_over", "screening", "to_agent", "unanswered")
        ],
        "verdicts": [
            {
                "pack": "fushan-2017-23",
                "programme": "sole_startup",
                "label": "独立创业人才",
                "status": "满足",
                "count": 2,
            },
            {"pack": "gone", "programme": "old", "label": "old", "status": "待补充", "count": 1},
        ],
        "channels": [{"channel": "rest", "count": 1}, {"channel": "web", "count": 1}],
    }


async def test_days_on_which_nothing_was_said(agent: httpx.AsyncClient) -> None:
    found = (await agent.get("/statistics", params=DAYS)).json()
    assert (found["messages"], found["answered_share"], found["median_latency_ms"]) == (
        0,
        None,
        None,
    )
    assert found["days"] == [
        {"day": day, "conversations": 0, "messages": 0} for day in ("2026-03-01", "2026-03-02")
    ]


async def test_a_year_is_the_most(agent: httpx.AsyncClient) -> None:
    last = date(2025, 3, 1) + timedelta(365)
    days = {"from": "2025-03-01", "to": str(last)}
    assert len((await agent.get("/statistics", params=days)).json()["days"]) == 366
    days["to"] = str(last + timedelta(1))
    assert (await agent.get("/statistics", params=days)).json()["reason"] == "TooLong"


async def table(client: httpx.AsyncClient) -> list[list[str]]:
    response = await client.get("/statistics/messages.csv", params=DAYS)
    assert response.headers["content-type"].startswith("text/csv")
    assert response.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


@pytest.mark.usefixtures("known_rows")
async def test_the_table_of_messages(agent: httpx.AsyncClient) -> None:
    rows = await table(agent)
    assert rows[0] == [
        "日期",
        "时间",
        "会话",
        "渠道",
        "作者",
        "文字",
        "主题",
        "结果",
        "评价",
        "毫秒",
    ]
    assert len(rows) == 8
    assert rows[1] == [
        "2026-03-01", "00:00:00", "1", "web", "person", "问", "benefits", "answered", "", "10.0"
    ]  # fmt: skip
    assert rows[2] == ["2026-03-01", "01:00:00", "1", "web", "bot", "答", "", "", "up", ""]
    assert rows[7][:2] == ["2026-03-02", "23:59:56"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
async def test_no_cell_is_computed(
    agent: httpx.AsyncClient, database: Database, start: str
) -> None:
    formula = f'{start}HYPERLINK("http://x","点我"),2'
    with database.session() as session:
        session.add(
            Conversation(
                id=1,
                sender="1",
                channel=formula,
                state="bot",
                started_at=MIDNIGHT,
                last_at=MIDNIGHT,
            )
        )
        session.flush()
        session.add(
            Message(conversation_id=1, at=MIDNIGHT, author="person", text=formula, topic=formula)
        )
    (_, row) = await table(agent)
    assert [row[3], row[5], row[6]] == [f"'{formula}"] * 3


async def test_a_long_table_is_whole(agent: httpx.AsyncClient, database: Database) -> None:
    with database.session() as session:
        session.add(
            Conversation(
                id=1, sender="1", channel="web", state="bot", started_at=MIDNIGHT, last_at=MIDNIGHT
            )
        )
        session.flush()
        session.bulk_insert_mappings(
            Message,
            [
                {"conversation_id": 1, "at": MIDNIGHT, "author": "person", "text": f"第 {n} 句"}
                for n in range(BATCH + 1)
            ],
        )
    rows = await table(agent)
    assert [row[5] for row in rows[1:]] == [f"第 {n} 句" for n in range(BATCH + 1)]


async def test_exports_are_in_the_audit_log(
    agent: httpx.AsyncClient, administrator: httpx.AsyncClient
) -> None:
    await table(agent)
    await agent.get("/unanswered/export")
    rows = (await administrator.get("/audit")).json()["rows"]
    assert [(row["staff"], row["action"], row["detail"]) for row in rows[:2]] == [
        ("王芳", "导出训练数据", ""),
        ("王芳", "导出消息", "2026-03-01 至 2026-03-02"),
    ]

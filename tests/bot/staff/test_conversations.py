"""Conversations at the console: found, read again, taken over, answered, handed back, deleted."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import event, select

from bot.store.database import Database
from bot.store.tables import Conversation, Message

KNOWN = {"place": "fushan", "main_founder": True, "share_percent": 30}


async def listed(client: httpx.AsyncClient, **query: object) -> list[dict[str, Any]]:
    response = await client.get("/conversations", params=query)
    assert response.status_code == 200
    rows: list[dict[str, Any]] = response.json()["rows"]
    return rows


async def test_a_row_counts_what_happened(agent: httpx.AsyncClient, talk: Any) -> None:
    talk("一", "找人工", outcome="handed_over", waiting=True)
    talk("一", "这是什么", outcome="unanswered")
    _, reply = talk("一", "你好" + "很长" * 200, "您好！")
    talk.journal.vote("一", reply.id, "down", "没用")
    (row,) = await listed(agent)
    assert row == {
        "id": reply.conversation_id,
        "channel": "web",
        "started_at": row["started_at"],
        "last_at": row["last_at"],
        "state": "waiting",
        "agent": None,
        "messages": 6,
        "last_text": ("你好" + "很长" * 200)[:200],
        "handed_over": True,
        "unanswered": 1,
        "downvotes": 1,
    }
    assert row["started_at"].endswith("Z")


async def test_the_newest_come_first_page_by_page(agent: httpx.AsyncClient, talk: Any) -> None:
    for sender in ("一", "二", "三", "四", "五"):
        talk(sender, f"我是{sender}")
    talk("一", "我又来了", "欢迎")
    pages, before = [], {}
    for _ in range(3):
        page = (await agent.get("/conversations", params={"limit": 2, **before})).json()
        pages.append([row["last_text"] for row in page["rows"]])
        before = {"before": page["next"]}
    assert [len(page) for page in pages] == [2, 2, 1]
    assert pages[0][0] == "我又来了"
    assert page["next"] is None
    assert len(await listed(agent)) == 5


async def test_conversations_of_the_same_moment_are_paged_too(
    agent: httpx.AsyncClient, database: Database
) -> None:
    moment = datetime(2026, 3, 1)
    with database.session() as session:
        for number in range(5):
            session.add(
                Conversation(
                    sender=f"{number}",
                    channel="web",
                    state="bot",
                    started_at=moment,
                    last_at=moment,
                )
            )
    first = (await agent.get("/conversations?limit=3")).json()
    second = (await agent.get(f"/conversations?limit=3&before={first['next']}")).json()
    ids = [row["id"] for row in (*first["rows"], *second["rows"])]
    assert ids == sorted(ids, reverse=True)
    assert len(set(ids)) == 5


async def test_a_page_after_a_deleted_conversation(agent: httpx.AsyncClient) -> None:
    assert (await agent.get("/conversations?before=77")).status_code == 404


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("补助", ["一"]),
        ("HELLO", ["二"]),
        ("hello", ["二"]),
        ("100%", ["三"]),
        ("%", ["三"]),
        ("_", ["三"]),
        ("\\", ["三"]),
        ("web-ABC", ["四"]),
        ("' OR 1=1 --", []),
    ],
)
async def test_searching(agent: httpx.AsyncClient, talk: Any, words: str, found: list[str]) -> None:
    talk("一", "生活补助多少")
    talk("二", "Hello there")
    talk("三", "100% 或 a_b 或 c\\d")
    talk("web-abc", "四")
    senders = {"一": "生活补助多少", "二": "Hello there", "三": "100% 或 a_b 或 c\\d", "四": "四"}
    rows = [
        (await agent.get(f"/conversations/{row['id']}")).json()
        for row in await listed(agent, q=words)
    ]
    assert [row["replay"][0]["text"] for row in rows] == [senders[one] for one in found]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"filter": "all"}, 5),
        ({"filter": "waiting"}, 1),
        ({"filter": "handed_over"}, 2),
        ({"filter": "unanswered"}, 1),
        ({"filter": "downvoted"}, 1),
        ({"channel": "rest"}, 1),
        ({"channel": "web"}, 4),
        ({"channel": "other"}, 0),
        ({"filter": "handed_over", "channel": "rest"}, 1),
    ],
)
async def test_filters(
    agent: httpx.AsyncClient, talk: Any, query: dict[str, str], found: int
) -> None:
    talk("一", "你好")
    talk("二", "人工", outcome="handed_over", waiting=True)
    talk("三", "人工", outcome="handed_over", channel="rest")
    talk("四", "什么", outcome="unanswered")
    _, reply = talk("五", "你好")
    talk.journal.vote("五", reply.id, "down", None)
    assert len(await listed(agent, **query)) == found


async def test_a_list_takes_as_many_queries_for_many_as_for_one(
    agent: httpx.AsyncClient, talk: Any, database: Database
) -> None:
    asked: list[str] = []
    event.listen(
        database.engine, "before_cursor_execute", lambda c, k, query, *rest: asked.append(query)
    )
    counts = []
    for number in range(10):
        talk(f"{number}", "你好")
        if number in (0, 9):
            asked.clear()
            await listed(agent)
            counts.append(len(asked))
    assert counts[0] == counts[1]


async def test_the_replay_tells_how_each_message_was_understood(
    agent: httpx.AsyncClient, talk: Any
) -> None:
    heard, reply = talk("一", "占股30%", outcome="screening", intent="inform_facts", known=KNOWN)
    talk.journal.vote("一", reply.id, "up", "有用")
    shown = (await agent.get(f"/conversations/{heard.conversation_id}")).json()
    first, second = shown["replay"]
    assert shown["messages"] == 2
    assert (first["author"], first["text"], first["outcome"]) == ("person", "占股30%", "screening")
    assert first["latency_ms"] == 12.5
    understood = first["understood"]
    assert (understood["intent"], understood["label"]) == ("inform_facts", "说明自己的情况")
    assert understood["likely"][1] == {
        "intent": "out_of_scope",
        "label": "与政策无关",
        "confidence": 0.25,
    }
    assert understood["known"] == understood["facts"]
    share = next(fact for fact in understood["known"] if fact["id"] == "share_percent")
    assert (share["value"], share["shown"], share["words"]) == (30, "30%", "占股30%")
    assert (second["author"], second["understood"]) == ("bot", None)
    assert (second["vote"], second["comment"]) == ("up", "有用")
    assert second["answer"]["headline"] == "好的"
    later = await agent.get(f"/conversations/{heard.conversation_id}?after={first['id']}")
    assert [message["id"] for message in later.json()["replay"]] == [second["id"]]


async def test_a_topic_is_called_as_in_its_pack(agent: httpx.AsyncClient, talk: Any) -> None:
    heard, _ = talk("一", "政策是什么", intent="ask_overview")
    (first, _) = (await agent.get(f"/conversations/{heard.conversation_id}")).json()["replay"]
    assert (first["understood"]["topic"], first["understood"]["label"]) == (
        "overview",
        "政策是什么",
    )


@pytest.mark.parametrize("which", [0, 1])
async def test_the_trace_of_what_was_known(agent: httpx.AsyncClient, talk: Any, which: int) -> None:
    messages = talk("一", "占股30%", outcome="screening", known=KNOWN)
    talk("一", "后来又说了别的", known={**KNOWN, "share_percent": 80})
    url = f"/conversations/{messages[0].conversation_id}/messages/{messages[which].id}/trace"
    trace = (await agent.get(url)).json()
    assert {fact["id"]: fact["value"] for fact in trace["known"]} == KNOWN
    assert list(trace["screening"]["trace"]) == ["fushan-2017-23"]
    node = trace["screening"]["trace"]["fushan-2017-23"][0]
    assert {"address", "status", "low", "high", "label", "quote"} <= node.keys()
    failed = [
        verdict for verdict in trace["answer"]["verdicts"] if verdict["programme"] == "sole_startup"
    ]
    assert failed[0]["status"] == "不满足"
    assert trace["as_of"] == trace["screening"]["as_of"]


async def test_no_trace_where_nothing_was_known(agent: httpx.AsyncClient, talk: Any) -> None:
    heard, _ = talk("一", "你好")
    other, _ = talk("二", "占股30%", known=KNOWN)
    talks = f"/conversations/{heard.conversation_id}/messages"
    assert (await agent.get(f"{talks}/{heard.id}/trace")).json()["reason"] == "NothingKnown"
    assert (await agent.get(f"{talks}/{other.id}/trace")).json()["reason"] == "NoMessage"
    assert (await agent.get(f"{talks}/999/trace")).status_code == 404


async def test_an_agent_takes_over_speaks_and_hands_back(
    agent: httpx.AsyncClient, colleague: httpx.AsyncClient, talk: Any
) -> None:
    heard, _ = talk("一", "找人工", outcome="handed_over", waiting=True)
    url = f"/conversations/{heard.conversation_id}"
    early = await agent.post(f"{url}/messages", json={"text": "您好"})
    assert (early.status_code, early.json()["reason"]) == (409, "NotHeld")

    taken = await agent.post(f"{url}/takeover")
    assert (taken.status_code, taken.json()["state"], taken.json()["agent"]) == (
        200,
        "agent",
        "王芳",
    )
    assert (await agent.post(f"{url}/takeover")).status_code == 200
    refused = await colleague.post(f"{url}/takeover")
    assert (refused.status_code, refused.json()["reason"]) == (409, "Held")
    assert (await colleague.post(f"{url}/messages", json={"text": "我来"})).status_code == 409
    assert (await colleague.post(f"{url}/handback")).status_code == 409

    said = await agent.post(f"{url}/messages", json={"text": "请拨打 13812345678 联系"})
    assert said.status_code == 201
    message = said.json()
    assert (message["author"], message["agent"]) == ("agent", "王芳")
    assert message["text"] == "请拨打 13812345678 联系"
    assert [row.text for row in talk.journal.history("一")][-1] == message["text"]

    back = await agent.post(f"{url}/handback")
    assert (back.json()["state"], back.json()["agent"]) == ("bot", None)
    assert (await agent.post(f"{url}/messages", json={"text": "还有"})).status_code == 409
    assert (await colleague.post(f"{url}/takeover")).status_code == 200


async def test_of_two_who_take_over_at_once_one_does(
    agent: httpx.AsyncClient, colleague: httpx.AsyncClient, talk: Any
) -> None:
    for number in range(5):
        heard, _ = talk(f"{number}", "找人工")
        url = f"/conversations/{heard.conversation_id}/takeover"
        answers = await asyncio.gather(agent.post(url), colleague.post(url))
        assert sorted(answer.status_code for answer in answers) == [200, 409]


async def test_an_administrator_hands_back_what_another_holds(
    agent: httpx.AsyncClient, administrator: httpx.AsyncClient, talk: Any
) -> None:
    heard, _ = talk("一", "找人工")
    url = f"/conversations/{heard.conversation_id}"
    assert (await administrator.post(f"{url}/handback")).status_code == 409
    await agent.post(f"{url}/takeover")
    assert (await administrator.post(f"{url}/handback")).json()["state"] == "bot"


@pytest.mark.parametrize("text", ["", " \n ", "x" * 2001, "\x00", None, 1])
async def test_words_that_cannot_be_said(agent: httpx.AsyncClient, talk: Any, text: object) -> None:
    heard, _ = talk("一", "找人工")
    url = f"/conversations/{heard.conversation_id}"
    await agent.post(f"{url}/takeover")
    assert (await agent.post(f"{url}/messages", json={"text": text})).status_code == 422


async def test_deleting_leaves_nothing(
    administrator: httpx.AsyncClient, talk: Any, database: Database, trackers: Any
) -> None:
    secret = "只有这里有的一句话"
    heard, _ = talk("一", secret, known=KNOWN)
    talk("二", "别人的话")
    assert (
        await administrator.delete(f"/conversations/{heard.conversation_id}")
    ).status_code == 204
    assert trackers.forgotten == ["一"]
    with database.session() as session:
        assert session.scalars(select(Conversation.sender)).all() == ["二"]
        assert secret not in session.scalars(select(Message.text)).all()
    assert (await administrator.get(f"/conversations/{heard.conversation_id}")).status_code == 404
    if database.engine.dialect.name == "sqlite":
        folder = Path(database.engine.url.database).parent
        assert not [
            file for file in folder.glob("wence.db*") if secret.encode() in file.read_bytes()
        ]


async def test_looks_and_changes_are_in_the_audit_log_without_what_people_said(
    agent: httpx.AsyncClient, administrator: httpx.AsyncClient, talk: Any
) -> None:
    heard, _ = talk("一", "我的秘密", known=KNOWN)
    conversation = heard.conversation_id
    url = f"/conversations/{conversation}"
    await agent.get("/conversations?q=我的秘密")
    await agent.get(url)
    for _ in range(3):
        await agent.get(f"{url}?after=1")
    await agent.get(f"{url}/messages/{heard.id}/trace")
    await agent.post(f"{url}/takeover")
    await agent.post(f"{url}/messages", json={"text": "我的回答"})
    await agent.post(f"{url}/handback")
    await administrator.delete(url)
    log = (await administrator.get("/audit")).json()["rows"]
    assert [(row["staff"], row["action"], row["target"]) for row in reversed(log)][2:] == [
        ("王芳", "搜索会话", ""),
        ("王芳", "查看会话", f"会话 {conversation}"),
        ("王芳", "查看推理", f"会话 {conversation}"),
        ("王芳", "接手会话", f"会话 {conversation}"),
        ("王芳", "回复会话", f"会话 {conversation}"),
        ("王芳", "交还会话", f"会话 {conversation}"),
        ("赵敏", "删除会话", f"会话 {conversation}"),
    ]
    assert "秘密" not in str(log)
    assert "我的回答" not in str(log)


async def test_a_look_by_polling_only_is_recorded_too(
    agent: httpx.AsyncClient, administrator: httpx.AsyncClient, talk: Any
) -> None:
    heard, _ = talk("一", "你好")
    for _ in range(2):
        await agent.get(f"/conversations/{heard.conversation_id}?after=1")
    log = (await administrator.get("/audit")).json()["rows"]
    assert [row["action"] for row in log].count("查看会话") == 1

"""What staff see of a real conversation is what happened in it."""

from __future__ import annotations

import httpx
import pytest
from fastapi import FastAPI

from bot.store import accounts

STAFF = "/api/v1/staff"
PASSWORD = "三只不相干的海鸥"


@pytest.fixture
async def agent(app: FastAPI, stranger: httpx.AsyncClient) -> httpx.AsyncClient:
    """A browser in which an agent is logged in."""
    with app.state.database.session() as session:
        accounts.create(session, "王芳", accounts.AGENT, PASSWORD + PASSWORD)
    credentials = {"name": "王芳", "password": PASSWORD + PASSWORD}
    me = (await stranger.post(f"{STAFF}/login", json=credentials)).json()
    stranger.headers["X-CSRF-Token"] = me["csrf"]
    return stranger


@pytest.mark.parametrize(
    "opening", ["我占股30%能报独立创业吗", "我是博士，在福山全职，签5年合同，新引进，能拿多少"]
)
async def test_the_trace_gives_the_verdicts_that_were_told(
    person: httpx.AsyncClient, agent: httpx.AsyncClient, opening: str
) -> None:
    said = (await person.post("/api/v1/chat", json={"text": opening})).json()["messages"]
    row = (await agent.get(f"{STAFF}/conversations")).json()["rows"][0]
    place = f"{STAFF}/conversations/{row['id']}"
    replay = (await agent.get(place)).json()["replay"]
    assert replay[0]["understood"]["facts"][0]["words"] in opening
    trace = (await agent.get(f"{place}/messages/{said[1]['id']}/trace")).json()
    assert trace["answer"]["verdicts"] == said[1]["answer"]["verdicts"]


async def test_while_an_agent_holds_the_conversation_the_bot_neither_hears_nor_speaks(
    person: httpx.AsyncClient, agent: httpx.AsyncClient, app: FastAPI
) -> None:
    chat = "/api/v1/chat"
    first = (await person.post(chat, json={"text": "转人工"})).json()
    assert first["state"] == "waiting"
    row = (await agent.get(f"{STAFF}/conversations", params={"filter": "waiting"})).json()
    place = f"{STAFF}/conversations/{row['rows'][0]['id']}"
    await agent.post(f"{place}/takeover")
    held = (await person.post(chat, json={"text": "我是博士"})).json()
    assert (held["state"], len(held["messages"]), held["facts"]) == ("agent", 1, [])
    await agent.post(f"{place}/messages", json={"text": "您好，我看一下"})
    after = {"after": held["messages"][0]["id"]}
    shown = (await person.get(chat, params=after)).json()["messages"]
    assert [(one["author"], one["text"]) for one in shown] == [("agent", "您好，我看一下")]
    await agent.post(f"{place}/handback")
    again = (await person.post(chat, json={"text": "生活补助多少"})).json()
    assert (again["state"], again["messages"][1]["author"]) == ("bot", "bot")


async def test_a_conversation_is_found_by_the_number_that_its_answer_had(
    person: httpx.AsyncClient, agent: httpx.AsyncClient
) -> None:
    said = {"text": "我占股30%能报独立创业吗"}
    await person.post("/api/v1/chat", json={"text": "你好"})
    answer = await person.post("/api/v1/chat", json=said)
    number = answer.headers["X-Request-Id"]
    (row,) = (await agent.get(f"{STAFF}/conversations", params={"q": number})).json()["rows"]
    replay = (await agent.get(f"{STAFF}/conversations/{row['id']}")).json()["replay"]
    (found,) = [one for one in replay if one["request_id"] == number]
    assert found["text"] == said["text"]
    place = f"{STAFF}/conversations/{row['id']}/messages/{found['id']}/trace"
    assert (await agent.get(place)).json()["request_id"] == number
    cut = {"q": number[:-1]}
    assert (await agent.get(f"{STAFF}/conversations", params=cut)).json()["rows"] == []

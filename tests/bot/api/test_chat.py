"""The conversation of a person at the page, through the HTTP application and the real assistant."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from bot.api.v1.person import COOKIE
from bot.store.tables import Conversation, Message

CHAT = "/api/v1/chat"
OPENING = "我是博士，在福山办企业，占股三成"


async def say(client: httpx.AsyncClient, text: str) -> dict[str, Any]:
    response = await client.post(CHAT, json={"text": text})
    assert response.status_code == 200, response.text
    view: dict[str, Any] = response.json()
    return view


def known(view: dict[str, Any]) -> dict[str, str]:
    return {fact["id"]: fact["shown"] for fact in view["facts"]}


async def test_a_message_comes_back_with_its_answer_and_what_was_understood(
    person: httpx.AsyncClient,
) -> None:
    view = await say(person, OPENING)
    mine, reply = view["messages"]
    assert (mine["author"], mine["text"]) == ("person", OPENING)
    assert reply["author"] == "bot"
    assert reply["answer"]["verdicts"][0]["told"]
    assert reply["answer"]["question"]["why"]
    assert known(view)["share_percent"] == "30%"
    assert {fact["words"] for fact in view["facts"]} >= {"博士", "三成"}


async def test_history_is_there_after_a_reload_and_only_for_its_person(
    person: httpx.AsyncClient, stranger: httpx.AsyncClient
) -> None:
    said = await say(person, OPENING)
    await say(stranger, "生活补助多少")
    history = (await person.get(CHAT)).json()
    assert history["messages"] == said["messages"]
    later = await person.get(CHAT, params={"after": said["messages"][0]["id"]})
    assert later.json()["messages"] == said["messages"][1:]
    assert len((await stranger.get(CHAT)).json()["messages"]) == 2


@pytest.mark.parametrize("cookie", ["web-1234", "web-1234.abc.def", "", "."])
async def test_a_cookie_we_have_not_signed_opens_nothing(
    person: httpx.AsyncClient, stranger: httpx.AsyncClient, cookie: str
) -> None:
    await say(person, OPENING)
    stranger.cookies.set(COOKIE, cookie)
    assert (await stranger.get(CHAT)).json()["messages"] == []


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(
    person: httpx.AsyncClient,
) -> None:
    response = await person.post(CHAT, json={"text": "你好"})
    assert {"HttpOnly", "SameSite=lax"} <= set(response.headers["set-cookie"].split("; "))


async def test_replies_come_as_events_when_asked_for(person: httpx.AsyncClient) -> None:
    response = await person.post(
        CHAT, json={"text": OPENING}, headers={"accept": "text/event-stream"}
    )
    assert response.headers["content-type"].startswith("text/event-stream")
    events = [block.split("\n") for block in response.text.strip().split("\n\n")]
    assert [name for name, _ in events] == ["event: message", "event: message", "event: view"]
    first, reply, view = (json.loads(data.removeprefix("data: ")) for _, data in events)
    assert (first["text"], reply["author"], view["messages"]) == (OPENING, "bot", [])
    assert known(view)["degree"] == "博士研究生"


async def test_a_chip_corrects_and_forgets_a_fact(person: httpx.AsyncClient) -> None:
    await say(person, OPENING)
    corrected = await person.patch(f"{CHAT}/facts", json={"facts": {"share_percent": 40}})
    assert known(corrected.json())["share_percent"] == "40%"
    assert "记下了：占股比例 40%" in corrected.json()["messages"][1]["text"]
    forgotten = await person.patch(f"{CHAT}/facts", json={"facts": {"share_percent": None}})
    assert "share_percent" not in known(forgotten.json())
    assert "已清掉：占股比例" in forgotten.json()["messages"][1]["text"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"share_percent": 400}, "share_percent"), ({"degree": "phd"}, "degree"), ({"x": 1}, "x")],
)
async def test_a_value_out_of_the_dictionary_is_explained(
    person: httpx.AsyncClient, facts: dict[str, Any], field: str
) -> None:
    before = await say(person, OPENING)
    response = await person.patch(f"{CHAT}/facts", json={"facts": facts})
    assert (response.status_code, response.json()["field"]) == (422, field)
    assert (await person.get(CHAT)).json()["facts"] == before["facts"]


async def test_numbers_that_name_a_person_are_never_kept(
    person: httpx.AsyncClient, app: FastAPI
) -> None:
    view = await say(person, "我占股三成，手机13912345678，身份证37060219900307123X")
    assert view["masked"]
    assert known(view)["share_percent"] == "30%"
    with app.state.database.session() as session:
        kept = [row.text + json.dumps(row.answer or "") for row in session.query(Message)]
    tracker = await app.state.assistant.agent.tracker_store.retrieve(_sender(app))
    assert not [text for text in kept if "1391234" in text or "9003071" in text]
    assert not [event for event in tracker.events if "1391234" in str(event.as_dict())]


def _sender(app: FastAPI) -> str:
    with app.state.database.session() as session:
        return str(session.query(Conversation).one().sender)


@pytest.mark.parametrize("way", ["button", "words"])
async def test_what_is_deleted_is_gone(person: httpx.AsyncClient, app: FastAPI, way: str) -> None:
    await say(person, OPENING)
    sender = _sender(app)
    if way == "button":
        assert (await person.delete(CHAT)).status_code == 204
    else:
        view = await say(person, "忘记我")
        assert view["forgotten"]
        assert "已删除" in view["messages"][-1]["text"]
    assert (await person.get(CHAT)).json() == {
        "state": "bot",
        "messages": [],
        "facts": [],
        "masked": False,
        "forgotten": False,
    }
    with app.state.database.session() as session:
        assert session.query(Message).count() == 0
    assert await app.state.assistant.agent.tracker_store.retrieve(sender) is None


async def test_whoever_asks_for_a_person_waits_for_one(person: httpx.AsyncClient) -> None:
    view = await say(person, "转人工")
    assert view["state"] == "waiting"
    assert "已经通知工作人员" in view["messages"][1]["text"]
    assert (await say(person, "生活补助多少"))["messages"][1]["author"] == "bot"


async def test_a_vote_is_for_a_reply_of_ones_own(
    person: httpx.AsyncClient, stranger: httpx.AsyncClient
) -> None:
    mine, reply = (await say(person, "生活补助多少"))["messages"]
    await say(stranger, "你好")

    async def vote(client: httpx.AsyncClient, message: int) -> int:
        body = {"vote": "down", "comment": "没说清楚"}
        return (await client.put(f"{CHAT}/messages/{message}/feedback", json=body)).status_code

    assert await vote(stranger, reply["id"]) == 404
    assert await vote(person, mine["id"]) == 404
    assert await vote(person, reply["id"]) == 204
    assert (await person.get(CHAT)).json()["messages"][1]["vote"] == "down"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"{}", 422),
        (b'{"text": ""}', 422),
        (b'{"text": 1}', 422),
        (b'{"text": "\\ud800"}', 422),
        (b'{"text": "a", "sender": "b"}', 422),
        (b'{"text": "%s"}' % (b"a" * 2001), 422),
        (b'{"text": "%s"}' % (b"a" * 70_000), 413),
    ],
)
async def test_bad_input_gets_problem_details(
    person: httpx.AsyncClient, body: bytes, status: int
) -> None:
    headers = {"content-type": "application/json"}
    response = await person.post(CHAT, content=body, headers=headers)
    assert (response.status_code, response.json()["status"]) == (status, status)
    assert response.headers["content-type"] == "application/problem+json"
    chinese, _, english = response.json()["detail"].partition(" / ")
    assert not chinese.isascii()
    assert english.isascii()


async def test_an_id_that_was_deleted_is_not_given_again(person: httpx.AsyncClient) -> None:
    before = (await say(person, "你好"))["messages"]
    await person.delete(CHAT)
    after = (await say(person, "你好"))["messages"]
    assert after[0]["id"] > before[-1]["id"]


@pytest.mark.parametrize("text", ["😀👍", "　 ", "？？"])
async def test_what_cannot_be_read_is_answered_and_not_kept(
    person: httpx.AsyncClient, text: str
) -> None:
    view = await say(person, text)
    assert [one["author"] for one in view["messages"]] == ["person", "bot"]
    assert "没有读到文字" in view["messages"][1]["text"]
    assert (await person.get(CHAT)).json()["messages"] == []


async def test_whoever_asks_for_a_person_is_not_questioned_on(person: httpx.AsyncClient) -> None:
    await say(person, OPENING)
    view = await say(person, "转人工")
    assert len(view["messages"]) == 2
    assert [one["title"] for one in view["messages"][1]["answer"]["choices"]] == ["继续预审"]
    resumed = await say(person, "继续预审")
    assert resumed["messages"][1]["answer"]["question"]


async def test_a_figure_of_any_length_is_refused(person: httpx.AsyncClient) -> None:
    await say(person, OPENING)
    body = b'{"facts": {"share_percent": %s}}' % (b"9" * 400)
    headers = {"content-type": "application/json"}
    response = await person.patch(f"{CHAT}/facts", content=body, headers=headers)
    assert (response.status_code, response.json()["field"]) == (422, "share_percent")

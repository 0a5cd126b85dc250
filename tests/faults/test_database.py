"""The database is locked, full, or gone and back: the person is told, nothing is half kept, and all goes on then."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack
from threading import Event
from typing import Any

import httpx
import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import make_url

from bot.store.journal import Journal
from bot.store.outage import outage
from tests.faults.conftest import WAIT, Service, locked
from tests.faults.forwarder import Forwarder
from tests.postgresql import new_schema

CHAT, WEBHOOK = "/api/v1/chat", "/webhooks/rest/webhook"
EVENTS = {"Accept": "text/event-stream"}
FIRST, AGAIN = "来一杯绿茶", "上茶"
ANSWERS = {FIRST: "喝哪一种？", AGAIN: "还是绿茶。"}
TURN = [("person", FIRST), ("bot", ANSWERS[FIRST])]
SORRY = "暂时保存不了，请稍后再发一次 / Nothing can be saved at present, please send it again later"


async def over_json(client: httpx.AsyncClient, said: str) -> tuple[int, str]:
    """The status of the answer and what the person reads."""
    response = await client.post(CHAT, json={"text": said})
    body = response.json()
    if response.status_code != 200:
        assert response.headers["content-type"] == "application/problem+json"
        assert int(response.headers["retry-after"]) > 0
        return body["status"], body["detail"]
    return 200, body["messages"][-1]["text"]


async def over_events(client: httpx.AsyncClient, said: str) -> tuple[int, str]:
    response = await client.post(CHAT, json={"text": said}, headers=EVENTS)
    assert response.status_code == 200
    events = [one.split("\n") for one in response.text.strip().split("\n\n")]
    told = [(name[7:], json.loads(data[6:])) for name, data in events]
    if told[0][0] == "problem":
        assert len(told) == 1
        return told[0][1]["status"], told[0][1]["detail"]
    assert told[-1][0] == "view"
    return 200, told[-2][1]["text"]


async def over_rest(client: httpx.AsyncClient, said: str) -> tuple[int, str]:
    response = await client.post(WEBHOOK, json={"sender": "regular", "message": said})
    body = response.json()
    if response.status_code != 200:
        assert (body["status"], body["code"]) == ("failure", response.status_code)
        return body["code"], body["message"]
    return 200, body[-1]["text"]


Say = Callable[[httpx.AsyncClient, str], Any]
WAYS = [over_json, over_events, over_rest]


@pytest.fixture
async def client(service: Service) -> AsyncIterator[httpx.AsyncClient]:
    async with service.client() as client:
        yield client


def told_once(log: pytest.LogCaptureFixture) -> None:
    """The log says on one line why, and nothing of what was said."""
    lines = [one for one in log.records if one.levelno >= logging.ERROR]
    assert len(lines) == 1
    assert lines[0].getMessage().startswith("the database cannot be used: ")
    assert lines[0].exc_info is None
    assert FIRST not in log.text


@pytest.mark.parametrize("say", WAYS)
async def test_locked_while_a_message_comes(
    service: Service, client: httpx.AsyncClient, say: Say, caplog: pytest.LogCaptureFixture
) -> None:
    with locked(service.url):
        assert await say(client, FIRST) == (503, SORRY)
    told_once(caplog)
    assert service.kept() == service.heard_by_rasa() == []
    assert await say(client, FIRST) == (200, ANSWERS[FIRST])
    assert await say(client, AGAIN) == (200, ANSWERS[AGAIN])
    assert service.heard_by_rasa() == [FIRST, AGAIN]


@pytest.mark.parametrize(
    ("before_tracker", "say"), [(True, over_events), (True, over_rest), (False, over_json)]
)
async def test_locked_in_the_middle_of_a_turn(
    service: Service,
    client: httpx.AsyncClient,
    say: Say,
    before_tracker: bool,
    caplog: pytest.LogCaptureFixture,
) -> None:
    if say is not over_rest:
        await client.post(CHAT, json={"text": "你好"})  # for the cookie
    opening = len(service.kept())
    save, lock = service.assistant.store.save, ExitStack()

    async def fail_about(tracker: Any) -> None:
        if not tracker.events:  # Rasa keeps a new conversation before it reads the first message
            await save(tracker)
            return
        if not before_tracker:
            await save(tracker)
        lock.enter_context(locked(service.url))
        if before_tracker:
            await save(tracker)

    service.assistant.store.save = fail_about
    with lock:
        assert await say(client, FIRST) == (503, SORRY)
    service.assistant.store.save = save
    told_once(caplog)
    assert await say(client, FIRST) == (200, ANSWERS[FIRST])
    assert service.kept()[opening:] == TURN
    assert service.heard_by_rasa().count(FIRST) == 1
    assert await say(client, FIRST) == (200, ANSWERS[AGAIN]), "what is answered is a new turn"


async def test_a_message_that_is_sent_again_with_its_key_is_answered_once(
    service: Service, client: httpx.AsyncClient
) -> None:
    await client.post(CHAT, json={"text": "你好"})
    said = {"text": FIRST, "key": "0123456789abcdef"}
    save, lock = service.assistant.store.save, ExitStack()

    async def then_lock(tracker: Any) -> None:
        await save(tracker)
        lock.enter_context(locked(service.url))

    service.assistant.store.save = then_lock
    with lock:
        assert (await client.post(CHAT, json=said)).status_code == 503
    service.assistant.store.save = save
    answers = await asyncio.gather(*(client.post(CHAT, json=said) for _ in range(3)))
    told = [one.json()["messages"] for one in answers]
    assert [one["text"] for one in told[0]] == [FIRST, ANSWERS[FIRST]]
    assert told[0] == told[1] == told[2]
    assert service.kept()[2:] == TURN
    assert service.heard_by_rasa() == ["你好", FIRST]
    other = await client.post(CHAT, json={**said, "key": "fedcba9876543210"})
    assert other.json()["messages"][1]["text"] == ANSWERS[AGAIN], "another message"


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_of_many_who_wait_for_a_lock_nobody_waits_for_all_before_them(
    service: Service,
) -> None:
    tried: list[int] = []

    def write(number: int) -> None:
        tried.append(number)
        with service.database.session() as session:
            session.execute(text("DELETE FROM message"))

    threads = service.database.off_loop.__self__
    threads.patience = WAIT / 2000
    with locked(service.url):
        calls = [threads.run(write, number) for number in range(20)]
        failures = await asyncio.gather(*calls, return_exceptions=True)
    assert {outage(one) for one in failures} == {"database is locked", "no thread was free"}
    assert len(tried) < 5, "the others did not wait in vain as well"
    threads.patience = 5
    await threads.run(write, 21)


async def test_whoever_looks_at_a_locked_conversation_is_told_so(serve: Any) -> None:
    with new_schema() as url:
        service = await serve(url)
        async with service.client() as client:
            await over_json(client, FIRST)
            with locked(url):
                response = await client.get(CHAT)
                assert (response.status_code, response.json()["detail"]) == (503, SORRY)
            assert len((await client.get(CHAT)).json()["messages"]) == 2
        service.dispose()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_full(
    service: Service, client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    assert await over_json(client, "你好") == (200, "您好，我是小样。")
    pages: dict[str, str] = {"most": "1"}

    def limit(connection: Any, *_: Any) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages['most']}")

    for engine in service.engines:
        event.listen(engine, "checkout", limit)
    failed = 0
    for _ in range(100):  # until the pages that are there are full
        status, said = await over_json(client, FIRST)
        if status == 503:
            assert said == SORRY
            failed += 1
            break
    assert failed == 1
    told_once(caplog)
    assert "full" in caplog.text
    turns = service.heard_by_rasa().count(FIRST)
    pages["most"] = "1073741823"
    assert (await over_json(client, FIRST))[0] == 200
    assert service.heard_by_rasa().count(FIRST) in (turns, turns + 1)
    said = service.kept()
    assert [author for author, _ in said] == ["person", "bot"] * (len(said) // 2)


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_connections_that_are_cut_between_two_messages_cost_nobody_anything(
    service: Service, client: httpx.AsyncClient
) -> None:
    assert await over_json(client, FIRST) == (200, ANSWERS[FIRST])
    pids = []
    for engine in service.engines:
        with engine.connect() as connection:
            pids.append(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar())
    other = create_engine(service.url)
    with other.connect() as connection:
        for pid in pids:
            cut = connection.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
            assert cut.scalar() is True
    other.dispose()
    assert await over_json(client, AGAIN) == (200, ANSWERS[AGAIN])


async def test_a_server_that_is_gone_and_back_is_used_again_at_once(serve: Any) -> None:
    with new_schema() as direct:
        server = make_url(direct)
        way = Forwarder((server.host or "127.0.0.1", server.port or 5432))
        url = server.set(host="127.0.0.1", port=way.port)
        service = await serve(url.render_as_string(hide_password=False))
        async with service.client() as client:
            assert await over_json(client, FIRST) == (200, ANSWERS[FIRST])
            way.cut()
            for _ in range(2):
                assert await over_json(client, AGAIN) == (503, SORRY)
            way.mend()
            assert await over_json(client, AGAIN) == (200, ANSWERS[AGAIN])
        assert service.kept() == [*TURN, ("person", AGAIN), ("bot", ANSWERS[AGAIN])]
        assert service.heard_by_rasa() == [FIRST, AGAIN]
        service.dispose()
        way.cut()


async def test_a_server_that_says_nothing_holds_nobody_up_for_ever(
    serve: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with new_schema() as direct:
        server = make_url(direct)
        way = Forwarder((server.host or "127.0.0.1", server.port or 5432))
        url = server.set(host="127.0.0.1", port=way.port)
        service = await serve(url.render_as_string(hide_password=False))
        for threads in (
            service.database.off_loop.__self__,
            service.assistant.store._tracker_store._threads,
        ):
            threads.longest = 0.3
        async with service.client() as client:
            assert await over_json(client, FIRST) == (200, ANSWERS[FIRST])
            way.hang()
            for say in WAYS:
                assert await say(client, AGAIN) == (503, SORRY)
            way.mend()
            while (told := await over_json(client, AGAIN))[0] == 503:
                pass
            assert told == (200, ANSWERS[AGAIN])
        service.dispose()
        way.cut()


async def test_who_goes_before_the_answer_and_is_forgotten_leaves_nothing(
    service: Service, client: httpx.AsyncClient
) -> None:
    await client.post(CHAT, json={"text": "你好"})
    table = service.assistant.store._tracker_store
    write, writes, may_write, written = table._write, Event(), Event(), Event()

    def slowly(tracker: Any) -> None:
        writes.set()
        may_write.wait(30)
        write(tracker)
        written.set()

    table._write = slowly
    going = asyncio.create_task(client.post(CHAT, json={"text": FIRST}))
    assert await asyncio.to_thread(writes.wait, 30)
    going.cancel()
    forgetting = asyncio.create_task(client.delete(CHAT))
    await asyncio.wait({forgetting}, timeout=0.3)  # as far as it comes
    may_write.set()
    assert (await forgetting).status_code == 204
    assert await asyncio.to_thread(written.wait, 30)
    assert service.kept() == service.heard_by_rasa() == []


async def test_what_another_process_has_answered_is_not_answered_once_more(
    service: Service,
) -> None:
    journal = Journal(service.database)
    _, _, heard = journal.hear("regular", "rest", FIRST, "a key")
    first, second = (
        journal.answer(heard, [(said, {"headline": said})], outcome="answered")
        for said in ("先到", "后到")
    )
    assert [one.text for one in (*first, *second)] == ["先到", "先到"]
    assert service.kept() == [("person", FIRST), ("bot", "先到")]

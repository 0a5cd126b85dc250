"""Conversations are kept over a restart, and a long one stays short to read."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.project import Project
from bot.reception import Reception
from bot.store.database import URL_VARIABLE, Database


async def test_a_conversation_outlives_the_process(small: Project) -> None:
    first = await Assistant.load(small)
    await first.reply("regular", "来一杯绿茶")
    second = await Assistant.load(small)
    assert (await second.reply("regular", "上茶"))[0]["text"] == "还是绿茶。"
    with sqlite3.connect(small.var / "conversations.db") as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        senders = database.execute("SELECT DISTINCT sender_id FROM events").fetchall()
    assert senders == [("regular",)]


async def test_a_long_conversation_gets_fresh_sessions_unnoticed(small: Project) -> None:
    from bot.stores import TURNS_A_SESSION

    assistant = await Assistant.load(small)
    store = assistant.agent.tracker_store
    await assistant.reply("talker", "来一杯绿茶")
    lengths = []
    for _ in range(2 * TURNS_A_SESSION):
        await assistant.reply("talker", "你好")
        lengths.append(len((await store.retrieve("talker")).events))
    assert max(lengths[TURNS_A_SESSION:]) <= max(lengths[:TURNS_A_SESSION])
    assert (await assistant.reply("talker", "上茶"))[0]["text"] == "还是绿茶。"
    everything = await store.retrieve_full_tracker("talker")
    assert max(lengths) < len(everything.events) <= 2 * max(lengths)


async def test_a_fresh_session_does_not_end_a_form(small: Project) -> None:
    from bot.stores import TURNS_A_SESSION

    assistant = await Assistant.load(small)
    for _ in range(TURNS_A_SESSION - 1):
        await assistant.reply("dresser", "你好")
    assert (await assistant.reply("dresser", "换一件衬衫"))[0]["text"] == "多大尺码？"
    tracker = await assistant.agent.tracker_store.retrieve("dresser")
    assert tracker.latest_message.text is None  # a fresh session: nobody has spoken in it yet
    assert (await assistant.reply("dresser", "大号"))[0]["text"] == "换好了，尺码：大号"


async def test_the_database_of_the_environment_keeps_the_trackers_too_until_they_are_forgotten(
    small: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "elsewhere" / "all.db"
    monkeypatch.setenv(URL_VARIABLE, f"sqlite:///{file}")
    assistant = await Assistant.load(small)
    await assistant.reply("regular", "来一杯绿茶")
    await assistant.reply("other", "来一杯绿茶")
    await assistant.forget("regular")
    with sqlite3.connect(file) as database:
        senders = database.execute("SELECT DISTINCT sender_id FROM events").fetchall()
    assert senders == [("other",)]
    assert not (small.var / "conversations.db").exists()


async def test_no_byte_of_what_was_forgotten_stays_in_the_files(small: Project) -> None:
    secret = "来一杯绿茶，要大红袍味"
    assistant = await Assistant.load(small)
    reception = Reception(assistant, Database(f"sqlite:///{small.var / 'wence.db'}"))
    await reception.receive("secretive", secret, "web")
    spoken = {secret.encode(), json.dumps(secret)[1:-1].encode()}
    assert any(words in content for words in spoken for content in contents(small.var))
    await reception.forget("secretive")
    assert not [words for words in spoken for content in contents(small.var) if words in content]


def contents(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.iterdir() if path.is_file()]

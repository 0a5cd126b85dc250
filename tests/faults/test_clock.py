"""The clock is put back an hour, or jumps ahead by days: conversations go on, and nothing is deleted for it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from bot.store import accounts, cursors, inbox, lockout, passwords, retention
from bot.store.access_tokens import TokenStore
from bot.store.cursors import Cursors
from bot.store.database import Database, now
from bot.store.inbox import Brought, Inbox
from bot.store.journal import Journal
from bot.store.logins import Locked, Logins, WrongPassword
from bot.store.tables import Conversation
from tests.faults.conftest import Service
from tests.wechat.clock import Clock

CHAT = "/api/v1/chat"
HOUR, DAY = 60 * 60, 24 * 60 * 60


@pytest.fixture
def shift(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Sets the clock of this process so many seconds ahead of the real one."""
    real = time.time

    def set_to(seconds: float) -> None:
        monkeypatch.setattr(time, "time", lambda: real() + seconds)

    return set_to


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(f"sqlite:///{tmp_path / 'own.db'}")


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that take no time."""
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(1, 8, 1))


async def said(client: httpx.AsyncClient, text: str) -> str:
    messages = (await client.post(CHAT, json={"text": text})).json()["messages"]
    return str(messages[-1]["text"])


@pytest.mark.parametrize("jump", [-HOUR, -400 * DAY, DAY])
async def test_a_conversation_goes_on(
    service: Service, shift: Callable[[float], None], jump: float
) -> None:
    async with service.client() as client:
        assert await said(client, "来一杯绿茶") == "喝哪一种？"
        shift(jump)
        for _ in range(2):
            assert await said(client, "上茶") == "还是绿茶。"
        assert len((await client.get(CHAT)).json()["messages"]) == 6


async def test_a_cookie_still_ends(service: Service, shift: Callable[[float], None]) -> None:
    async with service.client() as client:
        await said(client, "来一杯绿茶")
        shift(181 * DAY)
        assert (await client.get(CHAT)).json()["messages"] == []


def test_who_died_before_the_clock_was_put_back_holds_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    for module in (inbox, cursors):
        monkeypatch.setattr(module, "now", clock)
    dead, living = Inbox(database, "dead"), Inbox(database, "living")
    row, _ = dead.admit(Brought("wechat", "a", "1", "sender", {"kind": "text"}))
    kf = Cursors(database, "wecom")
    kf.note("a", None)
    assert kf.begin("a") is not None
    tokens = TokenStore(database, "a")
    assert tokens.begin_refresh(clock(), clock()) is not None

    clock.advance(hours=-1)
    assert living.abandoned("wechat") == [row.id]
    assert living.take_over(row.id)
    assert kf.begin("a") is not None
    assert tokens.begin_refresh(clock(), clock()) is not None


def test_a_lease_holds_though_clocks_differ_a_little(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr(inbox, "now", clock)
    row, _ = Inbox(database, "one").admit(Brought("wechat", "a", "1", "s", {"kind": "text"}))
    tokens = TokenStore(database, "a")
    assert tokens.begin_refresh(clock(), clock()) is not None
    clock.advance(seconds=-60)
    other = Inbox(database, "another")
    assert other.abandoned("wechat") == []
    assert not other.take_over(row.id)
    assert tokens.begin_refresh(clock(), clock()) is None


def test_after_a_jump_ahead_two_processes_do_not_both_answer(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr(inbox, "now", clock)
    first, second = Inbox(database, "first"), Inbox(database, "second")
    row, _ = first.admit(Brought("wechat", "a", "1", "sender", {"kind": "text"}))
    clock.advance(days=1)
    assert second.take_over(row.id)
    assert not first.finish(row.id, [{"text": "a"}], None)
    assert second.finish(row.id, [{"text": "b"}], None)


@pytest.mark.parametrize("name", ["王芳", "没有这个人"])
def test_a_lock_of_an_account_lasts_no_longer(database: Database, name: str) -> None:
    clock = Clock()
    with database.session() as session:
        accounts.create(session, "王芳", accounts.AGENT, "四个不相干的词 correct horse")
    logins = Logins(database, clock)
    for _ in range(lockout.MOST_FAILURES):
        with pytest.raises(WrongPassword):
            logins.log_in(name, "wrong")
    with pytest.raises(Locked):
        logins.log_in(name, "wrong")
    clock.advance(hours=-1)
    with pytest.raises(WrongPassword):
        logins.log_in(name, "wrong")


def test_a_log_in_ends_early_rather_than_late(database: Database) -> None:
    clock, password = Clock(), "四个不相干的词 correct horse"
    with database.session() as session:
        accounts.create(session, "王芳", accounts.AGENT, password)
    logins = Logins(database, clock)
    token, _ = logins.log_in("王芳", password)
    clock.advance(hours=-1)
    assert logins.who(token) is not None
    clock.advance(days=1, hours=1)
    assert logins.who(token) is None


class Days:
    """The clock and the time that passes, a day at each sleep; `jumps` says by how much more the clock goes on."""

    def __init__(self, *jumps: timedelta) -> None:
        self.clock, self.seconds = Clock(now()), 0.0
        self._jumps = list(jumps)

    async def sleep(self, seconds: float) -> None:
        if not self._jumps:
            raise asyncio.CancelledError
        self.seconds += seconds
        self.clock.moment += timedelta(seconds=seconds) + self._jumps.pop(0)

    async def run(self, database: Database, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """Runs the daily retention of ten days; returns who was forgotten."""
        forgotten: list[str] = []

        async def forget(sender: str) -> None:
            forgotten.append(sender)

        monkeypatch.setattr(retention, "sleep", self.sleep)
        with pytest.raises(asyncio.CancelledError):
            await retention.run_daily(database, 10, forget, self.clock, lambda: self.seconds)
        return forgotten


def spoke(database: Database, sender: str, days_ago: float) -> None:
    Journal(database).hear(sender, "web", "你好")
    with database.session() as session:
        row = session.scalar(select(Conversation).where(Conversation.sender == sender))
        row.last_at = now() - timedelta(days=days_ago)


NONE = timedelta(0)
YEAR = timedelta(days=365)


async def test_retention_goes_by_the_days_that_pass(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoke(database, "旧", 8.5)
    spoke(database, "新", 0)
    assert await Days(NONE).run(database, monkeypatch) == []
    assert await Days(NONE, NONE).run(database, monkeypatch) == ["旧"]


async def test_a_jump_ahead_deletes_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    spoke(database, "旧", 8.5)
    spoke(database, "新", 0)
    assert await Days(YEAR, -YEAR).run(database, monkeypatch) == ["旧"]
    assert "the clock has jumped ahead by 365 days" in caplog.text


async def test_a_clock_that_stays_ahead_is_believed_the_day_after(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoke(database, "旧", 8.5)
    assert await Days(YEAR).run(database, monkeypatch) == []
    assert await Days(YEAR, NONE).run(database, monkeypatch) == ["旧"]


async def test_nor_does_a_start_with_a_clock_that_is_ahead(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    spoke(database, "旧", 0)
    days = Days(-YEAR)
    days.clock.moment += YEAR
    assert await days.run(database, monkeypatch) == []
    assert "the last message is 365 days old" in caplog.text
    assert [one.levelno for one in caplog.records] == [logging.ERROR]

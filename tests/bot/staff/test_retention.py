"""What is older than its retention is gone: rows, trackers and the bytes in the file."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select, update

from bot.store import retention
from bot.store.database import Database, now
from bot.store.retention import RetentionError, enforce, retention_days, run_daily
from bot.store.tables import Conversation, Message, Review, StaffSession, VerdictGiven


def count(database: Database, table: Any) -> int:
    with database.session() as session:
        return int(session.scalar(select(func.count()).select_from(table)))


def age(database: Database, sender: str, last_at: datetime) -> None:
    with database.session() as session:
        session.execute(
            update(Conversation).where(Conversation.sender == sender).values(last_at=last_at)
        )


async def test_old_conversations_are_deleted_with_all_that_hangs_from_them(
    database: Database, talk: Any, trackers: Any, clock: Any
) -> None:
    verdict = {"pack": "p", "programme": "q", "status": "满足", "told": True}
    for sender in ("旧", "新"):
        heard, _ = talk(
            sender, f"{sender}的话", outcome="unanswered", answer={"verdicts": [verdict]}
        )
        with database.session() as session:
            session.add(Review(message_id=heard.id, example="例", at=now()))
    age(database, "旧", clock() - timedelta(days=10, seconds=1))
    age(database, "新", clock() - timedelta(days=10))
    assert await enforce(database, 10, trackers.forget, clock()) == 1
    assert trackers.forgotten == ["旧"]
    assert count(database, Conversation) == count(database, Review) == 1
    assert count(database, Message) == 2
    assert count(database, VerdictGiven) == 1
    assert await enforce(database, 10, trackers.forget, clock()) == 0


async def test_a_conversation_that_goes_on_meanwhile_is_kept(
    database: Database, talk: Any, trackers: Any, clock: Any
) -> None:
    for sender in ("一", "二"):
        talk(sender, f"{sender}的话")
        age(database, sender, clock() - timedelta(days=11))

    async def then_the_other_writes(sender: str) -> None:
        await trackers.forget(sender)
        age(database, "二", clock())

    assert await enforce(database, 10, then_the_other_writes, clock()) == 1
    assert trackers.forgotten == ["一"]
    assert count(database, Conversation) == 1


async def test_a_conversation_whose_tracker_stays_is_kept_for_the_next_time(
    database: Database, talk: Any, clock: Any
) -> None:
    talk("旧", "旧的话")
    age(database, "旧", clock() - timedelta(days=11))

    async def fail(sender: str) -> None:
        raise OSError(sender)

    with pytest.raises(OSError, match="旧"):
        await enforce(database, 10, fail, clock())
    assert count(database, Conversation) == 1


async def test_log_ins_that_are_over_are_deleted(
    agent: httpx.AsyncClient, database: Database, trackers: Any, clock: Any
) -> None:
    clock.advance(hours=11)
    await enforce(database, 10, trackers.forget, clock())
    assert count(database, StaffSession) == 1
    clock.advance(hours=1)
    await enforce(database, 10, trackers.forget, clock())
    assert count(database, StaffSession) == 0


async def test_it_runs_at_once_and_then_daily_whatever_fails(
    database: Database, talk: Any, trackers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            raise asyncio.CancelledError

    monkeypatch.setattr(retention, "sleep", sleep)
    failures = [OSError()]

    async def forget(sender: str) -> None:
        if failures:
            raise failures.pop()
        await trackers.forget(sender)

    talk("旧", "旧的话")
    age(database, "旧", now() - timedelta(days=11))
    with pytest.raises(asyncio.CancelledError):
        await run_daily(database, 10, forget)
    assert slept == [24 * 60 * 60] * 3
    assert trackers.forgotten == ["旧"]
    assert count(database, Conversation) == 0


def test_the_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WENCE_RETENTION_DAYS", raising=False)
    assert retention_days() == 180
    monkeypatch.setenv("WENCE_RETENTION_DAYS", "30")
    assert retention_days() == 30


@pytest.mark.parametrize("text", ["0", "-1", "一", "1.5", "3651", "9" * 5000, " 30", "３０"])
def test_days_that_are_none(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("WENCE_RETENTION_DAYS", text)
    with pytest.raises(RetentionError, match="WENCE_RETENTION_DAYS"):
        retention_days()

"""The end of a process: what it is at is answered if it can be, and else left to the next."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.channels import mounting
from bot.store.database import Database, now
from bot.store.tables import Inbox, Outbox
from tests.bot.channels.conftest import Gated, NewPhone, Start
from tests.wechat.service import until

GREETING = "您好，我是小样。"


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """Of one kind: Rasa's filter drops a line of the log that comes twice in a row, as it would with two."""
    return Database(f"sqlite:///{tmp_path / 'wence.db'}")


def leases_run_out(database: Database) -> None:
    past = now() - timedelta(minutes=1)
    with database.session() as session:
        session.execute(update(Inbox).values(claimed_until=past))
        session.execute(update(Outbox).where(Outbox.due_at.is_not(None)).values(due_at=past))


async def test_what_is_under_way_is_answered_before_the_end(
    start: Start, new_phone: NewPhone, assistant: Gated, database: Database
) -> None:
    assistant.gate.clear()
    dying = await start()
    phone = new_phone(dying)
    await phone.write("你好")
    await dying.die()
    leases_run_out(database)
    ending = await start()
    running = asyncio.create_task(ending.channels.run())
    await until(lambda: assistant.turns == ["你好", "你好"])
    running.cancel()
    closing = asyncio.create_task(ending.channels.close())
    assistant.gate.set()
    await closing
    leases_run_out(database)
    await (await start()).look()
    assert phone.texts == [GREETING]
    assert assistant.turns == ["你好", "你好"]


async def test_what_takes_too_long_is_left_to_the_next_process(
    start: Start,
    new_phone: NewPhone,
    assistant: Gated,
    database: Database,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ending = await start()
    phone = new_phone(ending)
    assistant.gate.clear()
    await phone.write("你好")
    monkeypatch.setattr(mounting, "PATIENCE", 0.01)
    await asyncio.wait_for(ending.channels.close(), 60)  # for ever, were the answer waited for
    assert "work of wechat is left to the next process" in caplog.text
    assistant.gate.set()
    reborn = await start()
    for _ in range(2):  # it is answered, then sent
        leases_run_out(database)
        await reborn.look()
    assert phone.texts == [GREETING]
    assert phone.statuses == [200]

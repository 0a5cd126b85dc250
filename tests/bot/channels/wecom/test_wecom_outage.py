"""A database that fails in the middle of a turn costs a person of 微信客服 time, and not their answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from bot.store.database import Database
from bot.store.journal import BOT, PERSON, Journal
from bot.store.tables import Message
from tests.bot.channels.wecom.conftest import GREETING, Begin, let_leases_run_out
from tests.wechat.customer import Customer
from tests.wechat.kf_api import KfApi


def failing(method: str, after: bool) -> Callable[..., Any]:
    """`method` of the journal when its statement cannot be run, or the connection is lost `after` it."""
    original = getattr(Journal, method)

    def fail(*given: Any, **named: Any) -> Any:
        if after:
            original(*given, **named)
        raise OperationalError("COMMIT", None, Exception("server closed the connection"))

    return fail


@pytest.mark.parametrize("method", ["hear", "answer"])
@pytest.mark.parametrize("after", [False, True])
async def test_a_message_is_answered_once_the_database_is_back(
    begin: Begin,
    kf: KfApi,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    method: str,
    after: bool,
) -> None:
    async with begin().http() as http:
        customer = Customer(kf, http)
        with monkeypatch.context() as patch:
            patch.setattr(Journal, method, failing(method, after))
            await customer.write("你好")
        assert customer.screen == []
        assert "has to wait: server closed the connection" in caplog.text
        let_leases_run_out(database)
        await begin().look()
    assert customer.screen == [GREETING]
    with database.session() as session:
        query = select(Message.author, func.count()).group_by(Message.author)
        assert dict(session.execute(query).all()) == {PERSON: 1, BOT: 1}

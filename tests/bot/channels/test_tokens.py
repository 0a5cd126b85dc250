"""Access tokens: fetched once for all who need them, in one process and between several."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import httpx
import pytest
from sqlalchemy import event

from bot.channels.platform import PlatformError, official_token, wecom_token
from bot.channels.tokens import AccessTokens
from bot.store.access_tokens import Token, TokenStore
from bot.store.database import Database
from tests.wechat.account import Account, Corp
from tests.wechat.clock import Clock
from tests.wechat.kf_api import GET_TOKEN, KfApi
from tests.wechat.platform_api import STABLE_TOKEN, PlatformApi


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def api(clock: Clock) -> Iterator[PlatformApi]:
    with PlatformApi(Account(), clock) as api:
        yield api


class Process:
    """What one process of the service has of its own; the database and the platform it shares."""

    def __init__(self, api: PlatformApi, database: Database) -> None:
        self.http = httpx.AsyncClient()
        account = api.account
        fetch = partial(official_token, self.http, api.url, account.appid, account.secret)
        self.tokens = AccessTokens(database, account.appid, fetch, api.clock)


async def test_a_token_is_fetched_once_until_five_minutes_before_its_end(
    api: PlatformApi, database: Database, clock: Clock
) -> None:
    tokens = Process(api, database).tokens
    first = await tokens.get()
    clock.advance(seconds=7200 - 301)
    assert await tokens.get() == first
    assert api.faults.count(STABLE_TOKEN) == 1
    clock.advance(seconds=1)
    assert await tokens.get() != first
    assert api.faults.count(STABLE_TOKEN) == 2


async def test_many_at_once_share_one_fetch(api: PlatformApi, database: Database) -> None:
    tokens = Process(api, database).tokens
    given = await asyncio.gather(*(tokens.get() for _ in range(50)))
    assert set(given) == {api.tokens.current}
    assert api.faults.count(STABLE_TOKEN) == 1


async def test_many_processes_share_one_fetch(api: PlatformApi, database: Database) -> None:
    processes = [Process(api, database) for _ in range(8)]
    api.faults.hold(STABLE_TOKEN)
    waiting = [asyncio.create_task(one.tokens.get()) for one in processes]
    await api.faults.called(STABLE_TOKEN)
    api.faults.release(STABLE_TOKEN)
    assert set(await asyncio.gather(*waiting)) == {api.tokens.current}
    assert api.faults.count(STABLE_TOKEN) == 1


async def test_a_process_that_starts_later_finds_the_token(
    api: PlatformApi, database: Database
) -> None:
    first = await Process(api, database).tokens.get()
    assert await Process(api, database).tokens.get() == first
    assert api.faults.count(STABLE_TOKEN) == 1


async def test_the_old_token_serves_while_another_process_fetches_the_next(
    api: PlatformApi, database: Database, clock: Clock
) -> None:
    ours, other = Process(api, database).tokens, Process(api, database).tokens
    old = await ours.get()
    clock.advance(seconds=7200 - 200)
    api.faults.hold(STABLE_TOKEN)
    fetching = asyncio.create_task(other.get())
    await api.faults.called(STABLE_TOKEN, 2)
    assert await ours.get() == old
    api.faults.release(STABLE_TOKEN)
    new = await fetching
    assert new != old
    assert await ours.get() == new
    assert api.faults.count(STABLE_TOKEN) == 2


async def test_a_process_that_died_while_fetching_is_replaced_after_its_lease(
    api: PlatformApi, database: Database, clock: Clock
) -> None:
    dead = TokenStore(database, api.account.appid)
    assert dead.begin_refresh(clock(), clock() + timedelta(minutes=5)) is not None
    waiting = asyncio.create_task(Process(api, database).tokens.get())
    await asyncio.sleep(0)
    assert api.faults.count(STABLE_TOKEN) == 0
    clock.advance(seconds=10)
    assert await waiting == api.tokens.current


async def test_a_refused_token_is_renewed_once_for_all(
    api: PlatformApi, database: Database
) -> None:
    processes = [Process(api, database) for _ in range(4)]
    for one in processes:
        bad = await one.tokens.get()
    api.tokens.replace()  # somebody else refreshed it by force
    renewals = (one.tokens.renew(bad) for one in processes for _ in range(10))
    given = await asyncio.gather(*renewals)
    assert set(given) == {api.tokens.current}
    assert api.faults.count(STABLE_TOKEN) == 2
    assert [b'"force_refresh":true' in call.body for call in api.faults.calls] == [False, False]


async def test_a_refused_token_that_the_platform_gives_again_is_ended_by_force(
    api: PlatformApi, database: Database
) -> None:
    processes = [Process(api, database) for _ in range(4)]
    for one in processes:
        bad = await one.tokens.get()
    api.tokens.spoil()
    given = await asyncio.gather(*(one.tokens.renew(bad) for one in processes for _ in range(10)))
    assert set(given) == {api.tokens.current}
    assert bad not in given
    assert [b'"force_refresh":true' in call.body for call in api.faults.calls] == [
        False,
        False,
        True,
    ]


async def test_a_platform_that_insists_on_a_refused_token_keeps_nobody_waiting(
    api: PlatformApi, database: Database
) -> None:
    processes = [Process(api, database) for _ in range(3)]
    bad, _ = api.tokens.issue(force=True)  # so it makes no other for half a minute
    api.tokens.spoil()
    for one in processes:
        assert await one.tokens.get() == bad
    assert await asyncio.gather(*(one.tokens.renew(bad) for one in processes)) == [bad] * 3


async def test_a_refused_token_that_is_stored_once_more_keeps_nobody_waiting(
    api: PlatformApi, database: Database, clock: Clock
) -> None:
    tokens = Process(api, database).tokens
    bad = await tokens.get()
    api.tokens.spoil()
    store = TokenStore(database, api.account.appid)
    store.invalidate(bad)
    lease = store.begin_refresh(clock(), clock())
    assert lease is not None
    renewing = asyncio.create_task(tokens.renew(bad))
    await asyncio.sleep(0)
    store.put(lease, Token(bad, clock() + timedelta(hours=2)))
    assert await renewing not in (bad, None)


def test_nobody_may_refresh_a_token_that_lasts_or_that_another_refreshes(
    database: Database, clock: Clock
) -> None:
    one, other = TokenStore(database, "wx1"), TokenStore(database, "wx1")
    lease = one.begin_refresh(clock(), clock())
    assert lease is not None
    assert other.begin_refresh(clock(), clock()) is None
    one.put(lease, Token("new", clock() + timedelta(hours=2)))
    assert other.begin_refresh(clock(), clock() + timedelta(minutes=119)) is None
    assert other.begin_refresh(clock(), clock() + timedelta(minutes=120)) is not None


def test_two_processes_that_start_at_once_both_find_the_row(
    database: Database, clock: Clock
) -> None:
    once = [True]

    def be_first(*arguments: Any) -> None:
        if "INSERT INTO access_token" in arguments[2] and once:
            once.clear()
            assert TokenStore(database, "wx1").begin_refresh(clock(), clock()) is not None

    event.listen(database.engine, "before_cursor_execute", be_first)
    assert TokenStore(database, "wx1").begin_refresh(clock(), clock()) is None
    assert not once


async def test_a_token_that_another_process_renewed_is_taken_from_the_store(
    api: PlatformApi, database: Database
) -> None:
    ours, other = Process(api, database).tokens, Process(api, database).tokens
    bad = await ours.get()
    api.tokens.replace()
    new = await other.renew(bad)
    assert await ours.renew(bad) == new
    assert api.faults.count(STABLE_TOKEN) == 2


async def test_invalidating_an_old_token_leaves_the_new_one(
    api: PlatformApi, database: Database
) -> None:
    tokens = Process(api, database).tokens
    new = await tokens.get()
    TokenStore(database, api.account.appid).invalidate("one from before")
    assert await Process(api, database).tokens.get() == new
    assert api.faults.count(STABLE_TOKEN) == 1


async def test_a_failure_is_told_to_all_who_wait_and_the_next_tries_again(
    api: PlatformApi, database: Database
) -> None:
    tokens = Process(api, database).tokens
    api.account.ip_listed = False
    failures = await asyncio.gather(*(tokens.get() for _ in range(5)), return_exceptions=True)
    assert {getattr(one, "code", None) for one in failures} == {40164}
    assert api.faults.count(STABLE_TOKEN) == 1
    api.account.ip_listed = True
    assert await tokens.get() == api.tokens.current


async def test_a_refused_token_is_not_given_again_when_renewing_it_failed(
    api: PlatformApi, database: Database
) -> None:
    tokens = Process(api, database).tokens
    bad = await tokens.get()
    api.tokens.replace()
    api.faults.fail(STABLE_TOKEN, -1)
    with pytest.raises(PlatformError, match="繁忙"):
        await tokens.renew(bad)
    assert await tokens.get() == api.tokens.current


async def test_whoever_stops_waiting_does_not_take_the_token_from_the_others(
    api: PlatformApi, database: Database
) -> None:
    tokens = Process(api, database).tokens
    api.faults.hold(STABLE_TOKEN)
    impatient, patient = asyncio.create_task(tokens.get()), asyncio.create_task(tokens.get())
    await api.faults.called(STABLE_TOKEN)
    impatient.cancel()
    api.faults.release(STABLE_TOKEN)
    assert await patient == api.tokens.current
    assert api.faults.count(STABLE_TOKEN) == 1


async def test_what_a_process_fetched_after_its_lease_does_not_replace_what_is_newer(
    database: Database, clock: Clock, api: PlatformApi
) -> None:
    slow = Process(api, database).tokens
    api.faults.hold(STABLE_TOKEN)
    late = asyncio.create_task(slow.get())
    await api.faults.called(STABLE_TOKEN)
    clock.advance(seconds=10)
    store = TokenStore(database, api.account.appid)
    lease = store.begin_refresh(clock(), clock() + timedelta(minutes=5))
    assert lease is not None
    api.faults.release(STABLE_TOKEN)
    await late
    assert store.read() is None


async def test_tokens_of_two_accounts_are_kept_apart(database: Database, clock: Clock) -> None:
    with PlatformApi(Account(), clock) as one, PlatformApi(Account(), clock) as other:
        assert await Process(one, database).tokens.get() == one.tokens.current
        assert await Process(other, database).tokens.get() == other.tokens.current


async def test_the_tokens_of_wecom(database: Database, clock: Clock) -> None:
    with KfApi(Corp(), clock) as api:
        http = httpx.AsyncClient()

        async def fetch(_: bool) -> tuple[str, int]:
            return await wecom_token(http, api.url, api.corp.corpid, api.corp.secret)

        tokens = AccessTokens(database, api.corp.corpid, fetch, clock)
        assert await tokens.get() == await tokens.get() == api.tokens.current
        assert api.faults.count(GET_TOKEN) == 1
        api.corp.secret = "another"
        with pytest.raises(PlatformError, match="Secret"):
            await wecom_token(http, api.url, api.corp.corpid, "wrong")

"""Whole conversations over the official account, each beside the same words on the web."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from bot.assistant import Assistant
from bot.store import accounts
from bot.store.database import Database, now
from bot.store.tables import Conversation, Message, Outbox
from tests.dialogue.on_phone import AtDesk, Person, Screening, screened_on_the_web
from tests.dialogue.screenings import DOCTOR, FOUNDER, INSURED, WRITE
from tests.wechat.account import Account, Corp
from tests.wechat.clock import Clock
from tests.wechat.customer import Customer
from tests.wechat.kf_api import KfApi
from tests.wechat.phone import Phone
from tests.wechat.platform_api import CUSTOM_SEND, PlatformApi
from tests.wechat.service import (
    PATIENCE,
    Service,
    desk_environment,
    official_environment,
    serve_account,
    until,
)

NEWCOMER = "我是博士，想去福山工作，不知道够不够条件"
PASSWORD = "四个不相干的词 correct horse"


@pytest.fixture
def account() -> Account:
    return Account()


@pytest.fixture
def platform(account: Account) -> Iterator[PlatformApi]:
    with PlatformApi(account, Clock(now())) as platform:
        yield platform


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(f"sqlite:///{tmp_path / 'wence.db'}")


@pytest.fixture
async def start(
    account: Account, platform: PlatformApi, assistant: Assistant, database: Database
) -> AsyncIterator[Callable[..., Awaitable[Service]]]:
    """Starts the service: `await start(push=False)` for an account that sends nothing of its own accord."""
    started: list[Service] = []

    async def start_one(push: bool = True) -> Service:
        environment = official_environment(account, platform, push)
        started.append(await serve_account(assistant, database, environment))
        return started[-1]

    yield start_one
    for one in started:
        await one.stop()
        await one.channels.close()


@pytest.fixture
async def meet(platform: PlatformApi, database: Database) -> AsyncIterator[Callable[..., Person]]:
    """Gives a person a telephone before the service: `meet(service)`."""
    async with httpx.AsyncClient() as http:
        yield lambda service: Person(
            Phone(platform, http, [service.wechat], patience=PATIENCE), database
        )


@pytest.mark.parametrize(
    ("mode", "push"), [("plain", True), ("compatible", True), ("safe", True), ("safe", False)]
)
@pytest.mark.parametrize(
    ("screening", "verdicts"),
    [
        pytest.param(DOCTOR, {"full_time_innovation": "满足"}, id="doctor"),
        pytest.param(FOUNDER, {"sole_startup": "待评审"}, id="founder"),
        pytest.param(INSURED, {"startup_insurance": "不满足"}, id="insured"),
    ],
)
async def test_a_screening_ends_as_on_the_web(
    mode: Any,
    push: bool,
    screening: Screening,
    verdicts: dict[str, str],
    account: Account,
    start: Any,
    meet: Any,
) -> None:
    account.mode = mode
    service = await start(push)
    person = meet(service)
    answer = await person.screened(screening)
    assert {one.programme: one.status for one in answer.verdicts if one.told} == verdicts
    async with httpx.AsyncClient(base_url=service.url) as http:
        on_the_web = await screened_on_the_web(http, screening)
    assert answer.model_dump() == on_the_web.model_dump()
    assert set(person.phone.statuses) == {200}


@pytest.mark.parametrize(
    "screening", [DOCTOR, FOUNDER, INSURED], ids=["doctor", "founder", "insured"]
)
async def test_a_screening_over_kf_ends_as_on_the_web(
    screening: Screening, assistant: Assistant, database: Database
) -> None:
    corp = Corp()
    with KfApi(corp, Clock(now())) as platform:
        service = await serve_account(assistant, database, desk_environment(corp, platform))
        async with httpx.AsyncClient(base_url=service.url) as http:
            customer = Customer(platform, http, [service.wecom])
            answer = await Person(AtDesk(customer), database).screened(screening)
            on_the_web = await screened_on_the_web(http, screening)
        await service.stop()
        await service.channels.close()
    assert answer.model_dump() == on_the_web.model_dump()
    assert any(one.told for one in answer.verdicts)


async def test_where_nothing_is_pushed_the_question_stands_in_the_first_part(
    start: Any, meet: Any, platform: PlatformApi
) -> None:
    person = meet(await start(push=False))
    (first,) = await person.phone.write(NEWCOMER)
    assert "请问：您打算以哪种方式来" in first
    assert "继续看" in first
    assert "查询日期" not in first
    await person.read(0, 0)
    assert platform.faults.count(CUSTOM_SEND) == 0


@pytest.mark.parametrize("push", [True, False], ids=["card", "link"])
async def test_a_conversation_goes_on_on_the_web_and_back(
    push: bool, start: Any, meet: Any
) -> None:
    service = await start(push)
    person = meet(service)
    await person.screened(DOCTOR)
    if push:
        await until(lambda: bool(person.phone.cards))
    url = person.phone.cards[-1]["url"] if push else person.phone.links()[-1][0]
    async with httpx.AsyncClient(base_url=service.url) as browser:
        opened = await browser.get(service.here(url))
        assert opened.headers["location"] == "/"
        chat = (await browser.get("/api/v1/chat")).json()
        assert chat["messages"][0]["text"] == DOCTOR.first.words
        await browser.post("/api/v1/chat", json={"text": "刚才说错了，是硕士"})
    await person.do(WRITE("你记了我哪些信息"))
    assert any("· 学历 硕士研究生" in one for one in person.phone.texts)


async def test_an_agent_writes_to_the_phone_and_hands_back(
    start: Any, meet: Any, database: Database
) -> None:
    service = await start()
    person = meet(service)
    await person.do(WRITE("转人工"))
    with database.session() as session:
        accounts.create(session, "王芳", "坐席", PASSWORD)
    async with httpx.AsyncClient(base_url=f"{service.url}/api/v1/staff") as agent:
        me = await agent.post("/login", json={"name": "王芳", "password": PASSWORD})
        agent.headers["X-CSRF-Token"] = me.json()["csrf"]
        (row,) = (await agent.get("/conversations?filter=waiting")).json()["rows"]
        at = f"/conversations/{row['id']}"
        assert (await agent.post(f"{at}/takeover")).status_code == 200
        assert await person.phone.write("请问几点下班") == []
        replay = (await agent.get(at)).json()["replay"]
        assert replay[-1]["text"] == "请问几点下班"
        await agent.post(f"{at}/messages", json={"text": "五点半。电话 0535-1234567"})
        await service.look()
        assert person.phone.texts[-1] == "五点半。电话 0535-1234567"
        assert (await agent.post(f"{at}/handback")).status_code == 200
    answer = await person.do(WRITE("独立创业占股要多少"))
    assert "35%" in answer.headline


async def test_who_asks_to_be_forgotten_is(start: Any, meet: Any, database: Database) -> None:
    person = meet(await start())
    await person.do(WRITE(NEWCOMER))
    (said,) = await person.phone.write("忘记我")
    assert "已删除" in said
    assert all("博士" not in one for one in kept(database))
    await person.do(WRITE("你记了我哪些信息"))
    assert "您还没有说过自己的情况" in person.phone.texts[-1]


async def test_who_leaves_and_comes_back_starts_from_nothing(
    start: Any, meet: Any, database: Database
) -> None:
    person = meet(await start())
    await person.do(WRITE(NEWCOMER))
    before = person.sender
    await person.phone.unfollow()
    assert (person.sender, kept(database)) == (None, [])
    (hello,) = await person.phone.follow()
    assert "忘记我" in hello
    await person.do(WRITE("你记了我哪些信息"))
    assert "您还没有说过自己的情况" in person.phone.texts[-1]
    assert person.sender != before


def kept(database: Database) -> list[str]:
    """What is kept of what was said, by anybody."""
    with database.session() as session:
        rows = (session.scalars(select(table)).all() for table in (Conversation, Message, Outbox))
        return [str(vars(row)) for found in rows for row in found]

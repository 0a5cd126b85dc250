"""Conversations of WeChat at the console, written as its channels write them: the platform itself is out of reach."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.channels.wechat.incoming import AFTER_MESSAGE
from bot.store.addresses import Addresses
from bot.store.database import Database
from bot.store.inbox import Brought, Inbox
from bot.store.journal import Journal
from bot.store.outbox import Outbox
from tests.e2e.console import find_conversation, go, on_duty
from tests.e2e.probes import barriers, foreign_text, overflow
from tests.e2e.scenes import Look, take_picture
from tests.e2e.service import Service
from tests.e2e.visitors import Visitors

QUESTION = "请问周末办公吗"
WORDS = "您好，周末不办公，请周一来。"


class People:
    """People who write on a channel."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._journal = Journal(database)

    def writes(self, channel: str, text: str) -> str:
        """Somebody asks for staff with `text` and is answered; the sender."""
        person = secrets.token_hex(8)
        addresses = Addresses(self._database)
        sender = str(addresses.meet(channel, "account", person, AFTER_MESSAGE).sender)
        self.says(sender, channel, text)
        return sender

    def says(self, sender: str, channel: str, text: str) -> None:
        _, _, heard = self._journal.hear(sender, channel, text)
        reply = [("请稍候，工作人员会接待您。", {"headline": "请稍候，工作人员会接待您。"})]
        self._journal.answer(heard, reply, outcome="handed_over", waiting=True)

    def fetches(self, sender: str) -> None:
        """The person takes along what waits for them, with something that they send."""
        inbox = Inbox(self._database, "test")
        row, _ = inbox.admit(Brought("wechat", "account", secrets.token_hex(8), sender, {}))
        assert Outbox(self._database).fetch(sender, row.id) is not None
        inbox.finish(row.id, (), None)


@pytest.fixture
def people(service: Service) -> People:
    return People(Database(service.environment["WENCE_DATABASE_URL"]))


async def step_in(page: Page, question: str) -> None:
    """Finds the conversation in which `question` was asked and takes it over."""
    await find_conversation(page, question)
    await page.get_by_test_id("takeover").click()
    await expect(page.get_by_test_id("agent-input")).to_be_visible()


async def send(page: Page, text: str) -> None:
    await page.get_by_test_id("agent-input").fill(text)
    await page.get_by_test_id("agent-send").click()
    await expect(page.get_by_test_id("agent-input")).to_have_value("")


@pytest.mark.parametrize("look", [Look("narrow"), Look("wide", "dark")], ids=str)
async def test_an_agent_sees_whether_words_have_arrived(
    visitors: Visitors, people: People, artefacts: Path, look: Look
) -> None:
    question = f"{QUESTION} {secrets.token_hex(4)}"
    sender = people.writes("wechat", question)
    page = await on_duty(visitors, **look.options)
    await step_in(page, question)
    await expect(page.get_by_role("heading", level=2)).to_contain_text("公众号")
    line = page.get_by_test_id("reach")
    await expect(line).to_contain_text("48 小时内最多发 5 条")
    await expect(line).to_contain_text("还能发 5 条")

    await send(page, WORDS)
    delivery = page.get_by_test_id("delivery")
    await expect(delivery).to_contain_text("等待送达（连不上微信平台")
    await take_picture(page, artefacts, f"console-{look}-wechat")
    assert await overflow(page) == 0
    assert await barriers(page) == []

    people.fetches(sender)
    await expect(delivery).to_have_text("✓ 已送达")
    assert await barriers(page) == []


async def test_where_nothing_can_be_sent_words_arrive_with_the_next_message(
    visitors: Visitors, people: People
) -> None:
    question = f"{QUESTION} {secrets.token_hex(4)}"
    people.writes("wecom", question)
    page = await on_duty(visitors)
    await step_in(page, question)
    await expect(page.get_by_test_id("reach")).to_contain_text("微信客服")
    await expect(page.get_by_test_id("reach")).to_contain_text("对方下次发消息时送达")
    await send(page, WORDS)
    await expect(page.get_by_test_id("delivery")).to_contain_text("等待送达（不能主动发给对方")
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_test_id("reach")).to_contain_text("WeCom")
    await expect(page.get_by_test_id("delivery")).to_contain_text("not delivered yet")
    assert not [one for one in await foreign_text(page) if "主动" in one]


async def test_channels_are_called_and_filtered_by_their_names(
    visitors: Visitors, people: People
) -> None:
    question = f"{QUESTION} {secrets.token_hex(4)}"
    people.writes("wechat", question)
    people.says(secrets.token_hex(8), "web", question)
    people.says(secrets.token_hex(8), "rest", question)
    people.says(secrets.token_hex(8), "constructor", question)
    page = await on_duty(visitors)
    await go(page, "conversations")
    await page.get_by_role("searchbox").fill(question)
    rows = page.get_by_test_id("conversation-row")
    await expect(rows).to_have_count(4)
    for name in ("公众号", "网页", "Rasa 接口", "constructor"):
        await expect(rows.filter(has_text=name)).to_have_count(1)
    await page.get_by_label("渠道").select_option("公众号")
    await expect(rows).to_have_count(1)
    await expect(rows).to_contain_text("公众号")

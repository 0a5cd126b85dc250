"""A link from WeChat on a browser: it opens a conversation, and takes none away that nobody wanted to leave."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from bot import links
from bot.api import create_app
from bot.assistant import Assistant
from bot.store.database import Database

KEY, CHAT = "a key for tests", "/api/v1/chat"
LINK, ANOTHER = links.link("", KEY, "wechat-1"), links.link("", KEY, "wechat-2")


@pytest.fixture
def app(little: Assistant, tmp_path: Path) -> FastAPI:
    """The application over the small assistant: what it says matters nothing here."""
    return create_app(little, Database(f"sqlite:///{tmp_path / 'wence.db'}"), KEY)


@pytest.fixture
async def friend(stranger: httpx.AsyncClient) -> httpx.AsyncClient:
    """Whose link it is: has said something in the conversation that it opens."""
    await stranger.get(LINK)
    await stranger.post(CHAT, json={"text": "你好"})
    return stranger


async def said(browser: httpx.AsyncClient) -> list[str]:
    """What the person reads of their own words."""
    messages = (await browser.get(CHAT)).json()["messages"]
    return [one["text"] for one in messages if one["author"] == "person"]


@pytest.mark.usefixtures("friend")
async def test_a_link_opens_its_conversation_where_there_is_none(person: httpx.AsyncClient) -> None:
    opened = await person.get(LINK)
    assert (opened.status_code, opened.headers["location"]) == (303, "/")
    assert await said(person) == ["你好"]


@pytest.mark.usefixtures("friend")
async def test_a_link_takes_nobody_out_of_a_conversation_unasked(person: httpx.AsyncClient) -> None:
    await person.post(CHAT, json={"text": "外面冷不冷"})
    asked = await person.get(LINK)
    assert asked.status_code == 200
    assert "set-cookie" not in asked.headers
    assert asked.headers["cache-control"] == "no-store"
    for words in ('<form method="post">', "打开微信里的对话", '<a href="/">留在现在的对话</a>'):
        assert words in asked.text
    assert "<script" not in asked.text
    assert await said(person) == ["外面冷不冷"]

    opened = await person.post(LINK)
    assert (opened.status_code, opened.headers["location"]) == (303, "/")
    assert await said(person) == ["你好"]


async def test_a_link_to_the_conversation_that_is_open_asks_nothing(
    friend: httpx.AsyncClient,
) -> None:
    assert (await friend.get(LINK)).status_code == 303
    assert await said(friend) == ["你好"]


@pytest.mark.usefixtures("friend")
async def test_a_conversation_in_which_nothing_was_said_may_go(person: httpx.AsyncClient) -> None:
    await person.get(ANOTHER)
    assert (await person.get(LINK)).status_code == 303
    assert await said(person) == ["你好"]


@pytest.mark.usefixtures("friend")
async def test_another_site_cannot_press_the_button(person: httpx.AsyncClient) -> None:
    """A browser sends our cookie with no form of another site."""
    pressed = await person.post(LINK)
    assert (pressed.status_code, pressed.headers["location"]) == (303, LINK)
    assert "set-cookie" not in pressed.headers


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
async def test_a_link_that_is_not_ours_opens_nothing(
    person: httpx.AsyncClient, method: str
) -> None:
    await person.post(CHAT, json={"text": "外面冷不冷"})
    refused = await person.request(method, LINK + "x")
    assert refused.status_code == 410
    assert await said(person) == ["外面冷不冷"]


async def test_who_only_looks_is_told_the_same(
    friend: httpx.AsyncClient, person: httpx.AsyncClient
) -> None:
    assert (await friend.head(LINK)).status_code == 303
    await person.post(CHAT, json={"text": "外面冷不冷"})
    assert (await person.head(LINK)).status_code == 200


async def test_who_asked_to_be_forgotten_has_no_conversation_left(
    friend: httpx.AsyncClient, person: httpx.AsyncClient
) -> None:
    await person.post(CHAT, json={"text": "外面冷不冷"})
    assert (await person.delete(CHAT)).status_code == 204
    assert not person.cookies
    assert (await person.get(LINK)).status_code == 303
    assert await said(person) == await said(friend)

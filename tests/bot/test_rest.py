"""Rasa's REST contract, through the application and a really trained model."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from bot.api import create_app
from bot.api.body_limit import LARGEST_BODY
from bot.assistant import APOLOGY, Assistant
from bot.message import LONGEST_CHANNEL, LONGEST_MESSAGE, LONGEST_SENDER
from bot.store.database import Database

WEBHOOK = "/webhooks/rest/webhook"


async def post(client: httpx.AsyncClient, sender: str, message: str) -> list[dict[str, Any]]:
    response = await client.post(WEBHOOK, json={"sender": sender, "message": message})
    assert response.status_code == 200
    return response.json()


async def test_text(client: httpx.AsyncClient) -> None:
    assert await post(client, "阿明", "你好") == [
        {"recipient_id": "阿明", "text": "您好，我是小样。"}
    ]


async def test_buttons_and_slots(client: httpx.AsyncClient) -> None:
    assert await post(client, "buttons", "来一杯绿茶") == [
        {
            "recipient_id": "buttons",
            "text": "喝哪一种？",
            "buttons": [
                {"title": "绿茶", "payload": "我要绿茶"},
                {"title": "红茶", "payload": "我要红茶"},
            ],
        }
    ]
    assert (await post(client, "buttons", "上茶"))[0]["text"] == "还是绿茶。"
    assert (await post(client, "somebody else", "上茶"))[0]["text"] == "喝哪一种？"


async def test_json_from_an_action(client: httpx.AsyncClient) -> None:
    assert await post(client, "json", "今天天气怎么样") == [
        {"recipient_id": "json", "custom": {"sky": "晴"}}
    ]


async def test_messages_of_one_sender_are_answered_in_order(client: httpx.AsyncClient) -> None:
    first, second = await asyncio.gather(
        post(client, "hasty", "来一杯绿茶"), post(client, "hasty", "上茶")
    )
    assert (first[0]["text"], second[0]["text"]) == ("喝哪一种？", "还是绿茶。")


async def test_a_failing_action_is_owned_up_to(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    replies = await post(client, "unlucky", "故障演示")
    assert replies == [{"recipient_id": "unlucky", "text": APOLOGY}]
    assert "action_break_down" in caplog.text
    assert (await post(client, "unlucky", "你好"))[0]["text"] == "您好，我是小样。"


@pytest.mark.parametrize("prefix", ["/", "  /", "／", "//", "\u200b/", "/ /", "\ufeff／"])
async def test_a_typed_slash_forces_no_intent(
    client: httpx.AsyncClient, little: Assistant, prefix: str
) -> None:
    from rasa.core.channels.channel import UserMessage

    forced = "/choose_tea"
    raw = await little.agent.handle_message(UserMessage(forced, sender_id=f"raw{prefix}"))
    assert raw[0]["text"] == "喝哪一种？"  # what Rasa does when nobody stops it
    sender = f"typed {prefix.encode().hex()}"
    await post(client, sender, prefix + forced[1:])
    heard = (await little.agent.tracker_store.retrieve(sender)).latest_message
    assert heard.text == "choose_tea"
    assert heard.intent["confidence"] < 1


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"{", 400, "BadJson"),
        (b"", 400, "BadJson"),
        (b"\xff\xfe{", 400, "BadJson"),
        (b"[" * 60_000, 400, "BadJson"),
        (b"[]", 422, "BadType"),
        (b'"hello"', 422, "BadType"),
        (b"{}", 422, "MissingField"),
        (b'{"message": null}', 422, "MissingField"),
        (b'{"message": 1}', 422, "BadType"),
        (b'{"message": ["a"]}', 422, "BadType"),
        (b'{"message": "a", "sender": "\\ud800"}', 422, "BadText"),
        (b'{"message": "a", "sender": 7}', 422, "BadType"),
        (b'{"message": "a", "sender": ""}', 422, "Empty"),
        (b'{"message": "a", "sender": "a\\u0000b"}', 422, "BadText"),
        (b'{"message": "a", "metadata": "b"}', 422, "BadType"),
        (b'{"message": "a", "input_channel": "a\\u0000b"}', 422, "BadText"),
        (
            b'{"message": "a", "input_channel": "%s"}' % (b"a" * (LONGEST_CHANNEL + 1)),
            422,
            "TooLong",
        ),
        (b'{"message": "a", "sender": "%s"}' % (b"a" * (LONGEST_SENDER + 1)), 422, "TooLong"),
        (b'{"message": "%s"}' % (b"a" * LARGEST_BODY), 413, "BodyTooLarge"),
    ],
)
async def test_bad_input_is_explained(
    client: httpx.AsyncClient, body: bytes, status: int, reason: str
) -> None:
    response = await client.post(WEBHOOK, content=body)
    problem = response.json()
    assert response.status_code == status
    assert {name: problem[name] for name in ("status", "code", "reason")} == {
        "status": "failure",
        "code": status,
        "reason": reason,
    }
    chinese, _, english = problem["message"].partition(" / ")
    assert not chinese.isascii()
    assert english.isascii()
    assert english


async def test_the_longest_message_is_taken(client: httpx.AsyncClient) -> None:
    assert await post(client, "long", "长" * LONGEST_MESSAGE)


async def test_what_rasa_takes_is_taken(client: httpx.AsyncClient) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}  # what curl -d sends
    body = '{"message": "你好", "sender": null, "metadata": {"page": 1}, "other": []}'
    response = await client.post(WEBHOOK, content=body.encode(), headers=form)
    assert response.json() == [{"recipient_id": "default", "text": "您好，我是小样。"}]


async def test_an_inner_failure_shows_nothing_of_itself() -> None:
    class Broken:
        async def reply(self, *args: Any, **kwargs: Any) -> list[Any]:
            raise RuntimeError("a secret")

    app = create_app(Broken(), Database("sqlite://"), "a key for tests")
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://wence") as client:
        response = await client.post(WEBHOOK, json={"message": "你好"})
    assert response.status_code == 500
    assert response.json()["reason"] == "InternalError"
    assert "default-src 'self'" in response.headers["content-security-policy"]
    assert "secret" not in response.text


async def test_unknown_addresses_and_methods(client: httpx.AsyncClient) -> None:
    missing, wrong = await client.get("/nowhere"), await client.get(WEBHOOK)
    assert (missing.status_code, missing.json()["status"]) == (404, 404)
    assert missing.headers["content-type"] == "application/problem+json"
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "POST")


async def test_status(client: httpx.AsyncClient, little: Assistant) -> None:
    assert (await client.get("/webhooks/rest/")).json() == {"status": "ok"}
    assert (await client.get("/health")).json() == {"status": "ok"}
    version = (await client.get("/version")).json()
    assert version["rasa"] == "3.6.21"
    assert little.model.manifest.sha256.startswith(version["model"])
    assert version["warning"] is None
    paths = (await client.get("/openapi.json")).json()["paths"]
    assert {WEBHOOK, "/health", "/version", "/api/v1/chat"} <= paths.keys()
    assert "message" in str(paths[WEBHOOK]["post"]["requestBody"])


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("", "没有读到文字"),
        (" \u3000/ ", "没有读到文字"),
        ("\u200b\u200d\ufeff", "没有读到文字"),
        ("😀👍🏻🎉", "没有读到文字"),
        ("？！……", "没有读到文字"),
        ("长" * 10_000, "这条消息有 10000 个字，一次最多读 2000 个字"),
    ],
)
async def test_what_cannot_be_read_gets_a_short_reply_and_is_not_kept(
    client: httpx.AsyncClient, little: Assistant, message: str, says: str
) -> None:
    replies = await post(client, "unreadable", message)
    assert [reply["text"].startswith(says) for reply in replies] == [True]
    assert await little.agent.tracker_store.retrieve("unreadable") is None


async def test_invisible_characters_do_not_hide_words(client: httpx.AsyncClient) -> None:
    hidden = await post(client, "hidden", "来\u200b一杯\x07绿茶")
    shown = await post(client, "shown", "来一杯绿茶")
    assert [one["text"] for one in hidden] == [one["text"] for one in shown]

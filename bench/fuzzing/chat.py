"""The doors for people: the chat API, Rasa's REST channel, and all else that is open without a log-in."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
import tempfile
from pathlib import Path
from string import punctuation
from typing import Any
from urllib.parse import quote

from hypothesis import strategies as st

from bench.fuzzing.answers import hold_answer
from bench.fuzzing.asgi import Response, call
from bench.fuzzing.bodies import bodies
from bench.fuzzing.targets import Target
from bench.fuzzing.texts import pieces, texts
from bench.fuzzing.vocabulary import words
from bench.sentences import load_sentences
from bot.api import create_app
from bot.api.v1.person import COOKIE
from bot.assistant import Assistant
from bot.message import LONGEST_MESSAGE
from bot.project import WENCE
from bot.store.database import URL_VARIABLE, Database

ROUTES = (
    ("POST", "/api/v1/chat"),
    ("POST", "/webhooks/rest/webhook"),
    ("PATCH", "/api/v1/chat/facts"),
    ("POST", "/api/v1/screening"),
    ("GET", "/api/v1/search"),
    ("GET", "/api/v1/chat"),
    ("PUT", "/api/v1/chat/messages/1/feedback"),
    ("DELETE", "/api/v1/chat"),
    ("GET", "/api/v1/documents/"),
    ("GET", "/w/"),
    ("POST", "/api/v1/staff/login"),
    ("GET", "/api/v1/staff/conversations"),
    ("GET", "/"),
)
_ACCEPTS = ("application/json", "text/event-stream", "*/*", "text/html", "", "x" * 3000)
_TYPES = ("application/json", "application/json; charset=utf-16", "text/plain", "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=", "application/xml", "", "application/json, text/html")  # fmt: skip


def target() -> Target:
    """Conversations of up to five requests, each with the cookie that the one before was given."""
    loop, folder = asyncio.new_event_loop(), tempfile.TemporaryDirectory()
    doors = Doors(loop.run_until_complete(_application(Path(folder.name))))
    said = [one.say for one in load_sentences()]
    return Target(
        drawn=drawn(),
        from_bytes=_from_bytes,
        check=lambda requests: loop.run_until_complete(doors.hold(requests)),
        yardstick=[[_saying("。".join(said[at : at + 200])[:LONGEST_MESSAGE])] for at in range(9)],
        seeds=[
            bytes([0, number % 4]) + _saying(one)["body"].encode()
            for number, one in enumerate(said[::40])
        ],
        tokens=[*words(), '"text"', '"facts"', '"message"', '"metadata"', '"sender"', "null"],
        close=folder.cleanup,
    )


def drawn() -> st.SearchStrategy[list[dict[str, Any]]]:
    """Conversations."""
    return st.lists(_requests(), min_size=1, max_size=5)


async def _application(folder: Path) -> Any:
    """The whole application over the real assistant, with a database in `folder`."""
    os.environ[URL_VARIABLE] = f"sqlite:///{folder / 'wence.db'}"
    assistant = await Assistant.load(WENCE)
    logging.disable()
    return create_app(assistant, Database(os.environ[URL_VARIABLE]), "a key of the benchmark's")


def _requests() -> st.SearchStrategy[dict[str, Any]]:
    query = st.one_of(
        st.just(""),
        st.builds(
            lambda name, value: f"{name}={value}",
            st.sampled_from(("q", "after", "pack", "top", "as_of", "limit", "x")),
            st.one_of(
                pieces().map(lambda one: quote(one, errors="replace")),
                st.integers().map(str),
                texts(200).map(lambda one: quote(one, errors="replace")),
                st.binary(max_size=20).map(lambda one: one.decode("latin-1")),
            ),
        ),
    )
    return st.fixed_dictionaries(
        {
            "route": st.one_of(st.integers(0, 2), st.integers(0, len(ROUTES) - 1)),
            "tail": st.one_of(st.just(""), st.just(""), pieces()),
            "query": query,
            "accept": st.sampled_from(_ACCEPTS),
            "type": st.sampled_from((*_TYPES, *_TYPES[:1] * 8)),
            "cookie": st.one_of(st.just("own"), st.just("own"), st.just(""), pieces()),
            "chunks": st.integers(1, 3),
            "body": bodies(),
        }
    )


def _saying(text: str) -> dict[str, Any]:
    return request(0, json.dumps({"text": text}))


def request(route: int, body: str, **changed: Any) -> dict[str, Any]:
    """A request to the route of that place, with what has `changed` of an ordinary one."""
    return {
        "route": route,
        "tail": "",
        "query": "",
        "accept": _ACCEPTS[0],
        "type": _TYPES[0],
        "cookie": "own",
        "chunks": 1,
        "body": body,
        **changed,
    }


def _from_bytes(data: bytes) -> Any:
    """One byte chooses the route, one what is accepted and declared; the rest is the body or the query."""
    head, rest = data[:2].ljust(2, b"\0"), data[2:].decode("latin-1")
    route = head[0] % len(ROUTES)
    reads = ROUTES[route][0] == "GET"
    return [
        request(
            route,
            "" if reads else rest,
            query=f"q={rest}" if reads else "",
            accept=_ACCEPTS[head[1] % 2],
            type=_TYPES[(head[1] >> 1) % len(_TYPES)],
        )
    ]


class Doors:
    """An application, whatever it is asked."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def hold(self, requests: list[dict[str, Any]]) -> None:
        """Each is answered with a success or with a problem in its form. Raises what the application raises."""
        cookie = ""
        for one in requests:
            response = await self._call(one, cookie)
            method, path = ROUTES[one["route"]]
            hold_answer(response, f"{method} {path}")
            cookie = _cookie_in(response) or cookie

    async def _call(self, request: dict[str, Any], cookie: str) -> Response:
        method, path = ROUTES[request["route"]]
        body = request["body"].encode("latin-1")
        step = len(body) // request["chunks"] + 1
        sent = cookie if request["cookie"] == "own" else f"{COOKIE}={request['cookie']}"
        headers = [
            (b"host", b"wence"),
            (b"accept", request["accept"].encode()),
            (b"content-type", request["type"].encode()),
            (b"cookie", sent.encode("utf-8", "replace")),
        ]
        return await call(
            self._app,
            method,
            path + (quote(request["tail"], errors="replace") if path.endswith("/") else ""),
            # A server refuses other bytes before the application sees them.
            quote(request["query"].encode("latin-1"), safe=punctuation).encode(),
            headers,
            [body[at : at + step] for at in range(0, len(body), step)],
        )


def _cookie_in(response: Response) -> str | None:
    found = re.search(rf"{COOKIE}=[^;]+", response.headers.get("set-cookie", ""))
    return found[0] if found else None

"""What the parts of the official account's protocol cost, with an assistant whose answer is ready."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl

from fastapi import FastAPI

from actions.answer import Answer
from bot.channels.mounting import Channels
from bot.channels.settings import ChannelSettings, wechat_settings
from bot.channels.wechat.incoming import read
from bot.channels.wechat.request import open_request, seal
from bot.channels.wechat.turns import Turns
from bot.store.database import Database
from tests.wechat.account import Account
from tests.wechat.documents import message
from tests.wechat.requests import right

SEED, MESSAGES, PEOPLE = 20171001, 500, 50


@dataclass
class Part:
    """A part of a turn; times in ms."""

    name: str
    times: list[float] = field(default_factory=list)


class Ready:
    """Stands for the reception: its answer is there at once."""

    def __init__(self) -> None:
        row = SimpleNamespace(answer=Answer(headline="说明" * 100).model_dump(mode="json"))
        self._received = SimpleNamespace(answered=[row])

    async def receive(self, *_: Any, **__: Any) -> Any:
        return self._received


async def costs(
    folder: Path, account: Account, settings: Callable[[Account], dict[str, str]]
) -> list[Part]:
    """The times of every part, over messages of several people."""
    app = FastAPI()
    app.state.database = Database(f"sqlite:///{folder / 'wence.db'}")
    app.state.reception = Ready()
    official = wechat_settings(settings(account))
    channels = Channels(app, ChannelSettings(wechat=official, wecom=None, url=None), "a key")
    turns: Turns = app.state.wechat
    opening = Part("signatures, decrypting, XML")
    taking = Part("inbox, outbox, drawing: until the reply")
    sealing = Part("encrypting and signing the reply")
    leaving = Part("outbox, after the reply")
    random = Random(SEED)
    people = [f"o{random.getrandbits(100):026x}" for _ in range(PEOPLE)]
    for number in range(MESSAGES):
        document = message(account, random, FromUserName=people[number % PEOPLE])
        request = right(account, random, document)
        query = dict(parse_qsl(request.query))
        start = time.perf_counter()
        opened = open_request(turns.settings, query, request.body, time.time())
        incoming = read(opened.fields)
        opened_at = time.perf_counter()
        turn = await turns.take(incoming, opened.signed, _connected)
        taken_at = time.perf_counter()
        assert turn.reply is not None
        seal(turns.settings, turn.reply)
        sealed_at = time.perf_counter()
        await turn.then()
        ends = (opened_at, taken_at, sealed_at, time.perf_counter())
        for part, begin, end in zip(
            (opening, taking, sealing, leaving), (start, *ends), ends, strict=False
        ):
            part.times.append((end - begin) * 1000)
    await channels.close()
    return [opening, taking, sealing, leaving]


async def _connected() -> bool:
    return False

"""Documents, messages and queries as WeChat's platforms send them, or as nobody should."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from hypothesis import strategies as st

from bench.fuzzing.bodies import odd_values
from bench.fuzzing.texts import pieces, texts
from tests.wechat.account import Account
from tests.wechat.documents import DOCUMENTS, message, mutated

NOW = 1_700_000_000
ACCOUNT = Account(
    appid="wx0123456789abcdef", token="token", aes_key="jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
)


def data() -> st.SearchStrategy[str]:
    """Documents with odd fields or changed bytes, JSON messages, texts, and any bytes."""
    fields = ("ToUserName", "FromUserName", "CreateTime", "MsgType", "MsgId", "Content", "Event", "EventKey",
              "Recognition", "bizmsgmenuid", "Encrypt", "a")  # fmt: skip
    kinds = st.sampled_from(("text", "voice", "event", "image", ""))
    changed = st.dictionaries(st.sampled_from(fields), st.one_of(texts(), pieces()), max_size=2)
    seeds = st.integers(0, 10**6)
    written = st.builds(_written, seeds, kinds, changed)
    broken = st.builds(lambda one, seed: mutated(one or b"x", Random(seed)), written, seeds)
    listed = st.builds(
        lambda kind, seed: DOCUMENTS[kind](ACCOUNT, Random(seed)),
        st.sampled_from(sorted(DOCUMENTS)),
        seeds,
    )
    said = texts().map(lambda text: text.encode("utf-8", "surrogatepass"))
    handed = _handed_out().map(lambda one: json.dumps(one).encode())
    return st.one_of(written, written, broken, listed, said, handed, st.binary(max_size=300)).map(
        lambda one: one.decode("latin-1")
    )


def _written(seed: int, kind: str, fields: dict[str, str]) -> bytes:
    changed = {
        name: text.replace("&", "&amp;").replace("<", "&lt;") for name, text in fields.items()
    }
    plain = {name: text.encode("utf-8", "replace").decode() for name, text in changed.items()}
    return message(ACCOUNT, Random(seed), **{"MsgType": kind, **plain})


def _handed_out() -> st.SearchStrategy[Any]:
    names = ("msgid", "send_time", "origin", "msgtype", "external_userid", "text", "event")
    right = {
        "msgid": "m1",
        "send_time": NOW,
        "origin": 3,
        "msgtype": "text",
        "external_userid": "wm1",
    }
    event = st.fixed_dictionaries(
        {
            "event_type": st.sampled_from(("enter_session", "msg_send_fail", "user_recall_msg")),
            "welcome_code": pieces(),
            "external_userid": st.one_of(st.just("wm1"), pieces()),
            "fail_type": st.one_of(st.integers(), odd_values()),
        }
    )
    text = st.fixed_dictionaries(
        {"content": texts(), "menu_id": st.one_of(pieces(), st.integers())}
    )
    more = st.one_of(
        text.map(lambda one: {"text": one}),
        event.map(lambda one: {"msgtype": "event", "event": one}),
        st.dictionaries(st.sampled_from(names), odd_values(), max_size=2),
    )
    return st.one_of(more.map(lambda one: {**right, **one}), odd_values())


def queries() -> st.SearchStrategy[str]:
    """Queries of a request, not always decodable."""
    names = st.sampled_from(
        ("timestamp", "nonce", "signature", "msg_signature", "echostr", "encrypt_type", "x")
    )
    values = st.one_of(pieces(), st.just(str(NOW)), st.text(max_size=50), st.just("f" * 40))
    return st.lists(st.builds("{}={}".format, names, values), max_size=6).map("&".join)

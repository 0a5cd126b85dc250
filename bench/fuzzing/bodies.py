"""Bodies of requests: right ones, nearly right ones, and any JSON or bytes at all."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from actions.handover import STAFF_CAN_REPLY
from actions.heard import PICKED
from actions.render import WANTS_ANSWER
from bench.fuzzing.texts import pieces, texts
from rules import load_library

_ODD_VALUES = (
    None, True, False, 0, -1, 1.5, 2**31, 2**63, 10**400, -(10**400), 1e308, float("inf"), float("nan"), "", "0",
    "null", "\x00", "\ud800", [], {}, [[]], {"": ""}, {"from": 1}, {"from": 5, "to": 1}, {"from": None, "to": None},
    {"from": "2021", "to": "2020-13"}, {"from": float("-inf"), "to": float("inf")}, "2021-02-30", "9999-12-31", "0001",
    "1-1-1", [True], ["doctor"], [None], ["doctor", "doctor"], "doctor" * 3000, [1] * 3000,
)  # fmt: skip
_RAW = (
    b"", b" ", b"null", b"[]", b"{", b'{"text":', b'"text"', b"1", b"NaN", b"-Infinity", b'{"text": 1e999}',
    b'{"text": "\\ud800"}', b'{"text": "\xff"}', b'{"text": "\xed\xa0\x80"}', b"\xef\xbb\xbf{}",
    b'{"text":"a","text":"b"}', b"[" * 30_000, b'{"a":' * 10_000, b'{"text": ' + b"9" * 5000 + b"}", b"text=x&a=b",
    b"\0" * 100, b'{"text":"\\u0000"}',
    '{"text": "你好"}'.encode("utf-16"), '{"text": "你好"}'.encode("gb18030"), b'{"__proto__": {}, "text": "x"}',
)  # fmt: skip


def bodies() -> SearchStrategy[str]:
    """Bodies, each byte as one character (latin-1), so that JSON can hold them."""
    right = st.one_of(
        _object(text=texts()),
        _object(message=texts(), sender=_names(), metadata=_metadata()),
        _object(facts=facts()),
        _object(facts=facts(), scope=_scope(), as_of=_days(), trace=st.booleans()),
        _object(vote=st.sampled_from(("up", "down", "", 1)), comment=texts(600)),
    )
    near = st.builds(
        lambda whole, name, value: {**whole, name: value},
        right,
        st.sampled_from(("text", "message", "facts", "scope", "as_of", "sender", "metadata", "x")),
        odd_values(),
    )
    written = st.one_of(right, right, near, odd_values()).map(_dumped)
    raw = st.one_of(st.sampled_from(_RAW), st.binary(max_size=200)).map(_latin)
    cut = st.builds(lambda body, at: body[: at % (len(body) + 1)], written, st.integers(0, 5000))
    large = st.integers(60_000, 70_000).map(lambda size: '{"text": "' + "x" * size + '"}')
    return st.one_of(written, written, written, written, written, written, raw, cut, large)


def odd_values() -> SearchStrategy[Any]:
    """Values that JSON, or Python's reading of it, has."""
    return st.one_of(
        st.sampled_from(_ODD_VALUES),
        st.recursive(
            st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), pieces()),
            lambda inner: st.one_of(
                st.lists(inner, max_size=4), st.dictionaries(pieces(), inner, max_size=4)
            ),
            max_leaves=8,
        ),
    )


def facts() -> SearchStrategy[dict[str, Any]]:
    """Facts of the dictionary with values that it reads, and with others."""
    known = load_library().dictionary.facts
    names = st.one_of(st.sampled_from(sorted(known)), st.sampled_from(sorted(known)), pieces())
    right = st.one_of(
        st.booleans(),
        st.integers(0, 100),
        st.sampled_from(sorted({choice.id for one in known.values() for choice in one.values})),
        st.dates().map(str),
    )
    return st.dictionaries(names, st.one_of(right, right, right, odd_values()), max_size=6)


def _object(**fields: SearchStrategy[Any]) -> SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(fields)


def _names() -> SearchStrategy[Any]:
    return st.one_of(st.just("someone"), pieces(), odd_values())


def _metadata() -> SearchStrategy[Any]:
    """What a client of Rasa's channel may add, also under the names that the service itself uses."""
    picked = facts().map(lambda one: {PICKED: one})
    names = st.sampled_from((PICKED, WANTS_ANSWER, STAFF_CAN_REPLY, "x"))
    return st.one_of(st.none(), picked, st.dictionaries(names, odd_values(), max_size=3))


def _scope() -> SearchStrategy[Any]:
    packs = load_library().packs
    known = [*packs, *(f"{pack.id}/{one}" for pack in packs.values() for one in pack.programmes)]
    return st.one_of(st.lists(st.sampled_from(known), max_size=3), st.lists(pieces()), odd_values())


def _days() -> SearchStrategy[Any]:
    return st.one_of(st.none(), st.dates().map(str), odd_values())


def _dumped(value: Any) -> str:
    """As JSON; what it cannot hold is written as Python writes it, and half pairs as escapes."""
    return json.dumps(value, ensure_ascii=True)


def _latin(body: bytes) -> str:
    return body.decode("latin-1")

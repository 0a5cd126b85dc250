"""The error codes of WeChat's platforms, in words for whoever runs the service."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, RootModel

from rules.yamlfile import read_model

FILE = Path(__file__).parent / "errors.yaml"
LONGEST = 200  # characters of the platform's own words
# Tokens have more than a hundred characters, secrets 32 or 43, the ids of a request at most 26.
_SECRET = re.compile(r"[\w-]{32,}", re.ASCII)


class ErrorCode(BaseModel):
    """What a code means, what to do about it, and its kind; see errors.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    means: str
    do: str
    kind: Literal["token", "quota", "window", "forbidden", "address", "busy", "other"]


class ErrorCodes(RootModel[dict[int, ErrorCode]]):
    """The file errors.yaml."""


def read_codes(path: Path) -> dict[int, ErrorCode]:
    """The codes of `path`; raises PackError naming file and line."""
    return read_model(path, ErrorCodes).root


@cache
def _codes() -> dict[int, ErrorCode]:
    return read_codes(FILE)


def explain(code: int, errmsg: str) -> str:
    """One line: the code, what it means, what to do, and the platform's own words (`errmsg`) without secrets."""
    own = without_secrets(errmsg)[:LONGEST]
    quoted = f"平台原话：{own}" if own else "平台没有说明"
    known = _codes().get(code)
    if known is None:
        return f"微信平台返回 {code}。{quoted}"
    return f"微信平台返回 {code}：{known.means}。{known.do}。{quoted}"


def kind_of(code: int) -> str:
    """The kind of the code; `other` for one that is not known."""
    known = _codes().get(code)
    return known.kind if known else "other"


def without_secrets(words: str) -> str:
    """`words` on one line, printable, with everything blackened that may be a token or a secret."""
    plain = "".join(sign if sign.isprintable() else " " for sign in words)
    return _SECRET.sub("***", " ".join(plain.split()))

"""Reads a chat request from an HTTP body and says clearly what is wrong with a bad one."""

from __future__ import annotations

import json
from typing import Any

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.api.problems import BAD_JSON, Problem
from bot.message import LONGEST_CHANNEL, LONGEST_SENDER


class Incoming(BaseModel):
    """A person's message in the form of Rasa's REST channel; other fields are ignored."""

    model_config = ConfigDict(strict=True, frozen=True)

    sender: str = Field(default="default", min_length=1, max_length=LONGEST_SENDER)
    message: str
    input_channel: str = Field(default="rest", max_length=LONGEST_CHANNEL)
    metadata: dict[str, Any] | None = None


async def read_incoming(request: Request) -> Incoming:
    """The chat request in `request`, whatever content type it declares (as Rasa does).

    Raises:
        Problem: 400 when the body is not JSON, 422 when a field is missing, empty, too long or of a wrong type.
    """
    body = await request.body()
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise Problem(400, "BadJson", BAD_JSON) from None
    if not isinstance(data, dict):
        raise Problem(422, "BadType", "请求体应是一个 JSON 对象 / The body must be a JSON object")
    try:
        incoming = Incoming.model_validate(
            {name: value for name, value in data.items() if value is not None}
        )
    except ValidationError as error:
        raise _problem_of(error, data) from None
    for field in ("sender", "input_channel"):
        if not getattr(incoming, field).isprintable():
            told = f"{field} 里有控制字符 / {field} has control characters in it"
            raise Problem(422, "BadText", told)
    return incoming


def _problem_of(error: ValidationError, data: dict[str, Any]) -> Problem:
    first = error.errors()[0]
    field, kind, limit = str(first["loc"][0]), first["type"], first.get("ctx", {})
    if kind == "missing":
        return Problem(422, "MissingField", f"缺少字段 {field} / Field {field} is missing")
    if kind == "string_too_long":
        most, length = limit["max_length"], len(data[field])
        return Problem(
            422,
            "TooLong",
            f"{field} 最多 {most} 个字，收到 {length} 个"
            f" / {field} takes {most} characters at most, got {length}",
        )
    if kind == "string_too_short":
        return Problem(422, "Empty", f"{field} 不能为空 / {field} must not be empty")
    if kind == "string_unicode":
        return Problem(
            422, "BadText", f"{field} 里有无效的字符 / {field} has invalid characters in it"
        )
    chinese, english = ("对象", "an object") if field == "metadata" else ("字符串", "a string")
    return Problem(422, "BadType", f"{field} 应是{chinese} / {field} must be {english}")

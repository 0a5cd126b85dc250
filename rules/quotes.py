"""The quotes inside what a pack says, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from rules.conditions import Quoted
from rules.model import NotModelled

_PLAIN = (str, bool, int, float, date, NoneType)


def quotes(
    value: Any, place: tuple[int | str, ...] = ()
) -> Iterator[tuple[tuple[int | str, ...], Quoted]]:
    """Every quote inside `value` with the keys that lead to it."""
    if isinstance(value, Quoted):
        yield place, value
    elif isinstance(value, NotModelled):
        yield place, Quoted(clause=value.clause, text=value.text)
    elif isinstance(value, BaseModel):
        for name, key in _may_quote(type(value)):
            inside = getattr(value, name)
            if inside is not None:
                yield from quotes(inside, (*place, key))
    elif isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from quotes(item, (*place, position))


@cache
def _may_quote(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of `model` that are not just words, numbers or days, each with its key in a file."""
    return tuple(
        (name, one.alias or name)
        for name, one in model.model_fields.items()
        if not _is_plain(one.annotation)
    )


def _is_plain(annotation: Any) -> bool:
    if get_origin(annotation) is Literal:
        return True
    parts = [one for one in get_args(annotation) if one is not Ellipsis]
    return all(map(_is_plain, parts)) if parts else annotation in _PLAIN

"""What is tried: each target makes inputs in two ways and knows what must hold for all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from hypothesis.strategies import SearchStrategy

NAMES = ("reading", "chat", "wechat")


@dataclass(frozen=True)
class Target:
    """Something that takes inputs; an input is what JSON can hold, so that one that fails can be kept.

    drawn: as Hypothesis draws inputs. from_bytes: as the coverage-guided fuzzer makes them, starting from `seeds` with
    the words of `tokens`. check: raises for a finding. yardstick: ordinary inputs of the largest size, by whose time
    the slowest of the others are judged.
    """

    drawn: SearchStrategy[Any]
    from_bytes: Callable[[bytes], Any]
    check: Callable[[Any], None]
    yardstick: Sequence[Any]
    seeds: Sequence[bytes] = ()
    tokens: Sequence[str] = ()
    close: Callable[[], None] = field(default=lambda: None)


def load(name: str) -> Target:
    """The target of that name. What it tries is imported here, so that it can be instrumented before."""
    target: Target = import_module(f"bench.fuzzing.{name}").target()
    return target


def hold(condition: object, what: str) -> None:
    """Raises AssertionError, also where Python runs without `assert`."""
    if not condition:
        raise AssertionError(what)

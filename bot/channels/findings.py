"""What a look at the configuration of a channel finds, and the look at its variables."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.channels.settings import ChannelError


@dataclass(frozen=True)
class Finding:
    """One line. mark: ✓ right, ✗ to be mended, ！ works but could be better, – not looked at, with the reason."""

    mark: Literal["✓", "✗", "！", "–"]
    text: str

    def __str__(self) -> str:
        return f"{self.mark} {self.text}"


def right(text: str) -> Finding:
    return Finding("✓", text)


def wrong(text: str) -> Finding:
    return Finding("✗", text)


def advice(text: str) -> Finding:
    return Finding("！", text)


def unchecked(text: str) -> Finding:
    return Finding("–", text)


def of_variables(
    read: Callable[[Mapping[str, str]], object], sound: Mapping[str, str]
) -> list[Finding]:
    """Each variable by itself, then all together; the values are not shown.

    read: raises ChannelError for what it cannot use. sound: a value that it takes for every variable; these stand in
    for the others, so that one that is wrong does not hide the next.
    """
    found = []
    for name in sound:
        value = os.environ.get(name, "")
        try:
            read({**sound, name: value})
        except ChannelError as error:
            found.append(wrong(str(error)))
        else:
            if value:
                found.append(right(f"{name} 已设置，形式正确"))
    if all(one.mark == "✓" for one in found):
        try:
            read(os.environ)
        except ChannelError as error:
            found.append(wrong(str(error)))
    return found

"""How many messages an account may send to a person of its own accord, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from tests.wechat.clock import Clock

# What each deed of a person allows: messages, and the time for them.
ALLOWED = {
    "message": (5, timedelta(hours=48)),
    "touch": (3, timedelta(minutes=1)),  # a menu, a choice in a message, a follow, a scan
}
Deed = Literal["message", "touch"]
Outcome = Literal["sent", "too_late", "too_many"]


@dataclass
class Grant:
    """What is left of what one deed allowed."""

    left: int
    until: datetime


class Windows:
    """What is open for each person.

    The documents do not say how the allowances of different deeds add up. Here each kind is counted apart, a new deed
    renews its own kind, and a message is taken from the one that ends first.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._grants: dict[str, dict[Deed, Grant]] = {}

    def open(self, person: str, deed: Deed) -> None:
        """The person did something that allows messages."""
        messages, time = ALLOWED[deed]
        self._grants.setdefault(person, {})[deed] = Grant(messages, self._clock() + time)

    def close(self, person: str) -> None:
        """The person is not followed by anything any more: they left."""
        self._grants[person] = {}

    def knows(self, person: str) -> bool:
        return person in self._grants

    def spend(self, person: str) -> Outcome:
        """Takes one message from what is open."""
        grants = self._grants.get(person, {}).values()
        still_open = [grant for grant in grants if grant.until > self._clock()]
        if not still_open:
            return "too_late"
        usable = [grant for grant in still_open if grant.left]
        if not usable:
            return "too_many"
        min(usable, key=lambda grant: grant.until).left -= 1
        return "sent"

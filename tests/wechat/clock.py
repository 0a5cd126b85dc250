"""The time, as a test wants it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone


@dataclass
class Clock:
    """Called, it tells the time in UTC without a zone."""

    moment: datetime = datetime(2026, 3, 2, 1, 0)

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **amount: float) -> None:
        """Moves on by what `timedelta` takes: `advance(hours=2)`."""
        self.moment += timedelta(**amount)

    @property
    def timestamp(self) -> int:
        """Seconds since 1970, as WeChat's messages tell the time."""
        return int(self.moment.replace(tzinfo=timezone.utc).timestamp())

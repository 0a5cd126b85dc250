"""Access tokens, as the platforms issue and check them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from secrets import token_urlsafe

from tests.wechat.clock import Clock
from tests.wechat.interface import Refusal

VALID = timedelta(seconds=7200)
EARLY = timedelta(minutes=5)  # before its end a token has a successor; both are valid
FORCED_APART = timedelta(seconds=30)
FORCED_A_DAY = 20


class Issuer:
    """Issues tokens by `clock`; `unknown` is the code that refuses one that was never issued or is revoked."""

    def __init__(self, clock: Clock, unknown: int) -> None:
        self._clock, self._unknown = clock, unknown
        self._ends: dict[str, datetime] = {}
        self._refused: set[str] = set()
        self._forced: list[datetime] = []
        self.current = ""

    def issue(self, force: bool = False) -> tuple[str, int]:
        """The token and the seconds that are left of it.

        What the 21st forced one of a day is told is not documented; here it is the code for a used-up quota.
        """
        moment = self._clock()
        if force and not (self._forced and moment - self._forced[-1] < FORCED_APART):
            if sum(one.date() == moment.date() for one in self._forced) >= FORCED_A_DAY:
                raise Refusal(45009, "reach max api daily quota limit")
            self._forced.append(moment)
            self.replace()
        elif self._ends.get(self.current, moment) - moment <= EARLY:
            self._new()
        return self.current, int((self._ends[self.current] - moment).total_seconds())

    def replace(self) -> None:
        """A new token, with which all earlier ones end: also what somebody else's forced refresh does."""
        self._ends.clear()
        self._new()

    def spoil(self) -> None:
        """The current token is refused from now on, although it is still what everybody is given."""
        self._refused.add(self.current)

    def check(self, query: Mapping[str, str]) -> None:
        """Raises Refusal unless the query brings a valid token."""
        token = query.get("access_token")
        if not token:
            raise Refusal(41001, "access_token missing")
        end = self._ends.get(token)
        if end is None or token in self._refused:
            raise Refusal(
                self._unknown,
                "invalid credential, access_token is invalid or not latest, could get access_token by "
                "getStableAccessToken",
            )
        if end <= self._clock():
            raise Refusal(42001, "access_token expired")

    def _new(self) -> None:
        self.current = f"84_{token_urlsafe(96)}"
        self._ends[self.current] = self._clock() + VALID

"""How often somebody may ask, by person and by address, so that nobody takes the service away from the others."""

from __future__ import annotations

import hmac
import math
import os
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from limits import RateLimitItem, parse_many

from bot.shared.redis import Away, Redis
from rules.errors import WenceError

SWITCH, OFFICES = "WENCE_LIMITS", "WENCE_LIMITS_OFFICES"
MOST_COUNTS = (
    100_000  # that are remembered without Redis; the windows that began first are forgotten first
)
SWEEP = 60.0  # seconds

# By name; WENCE_LIMITS_<NAME> changes one. Many people of a mobile network may share one address, so that those by
# address are wide: they leave most of a process to the others.
DEFAULTS = {
    # Messages of one person: faster than anybody types.
    "sender": "20/minute; 300/hour",
    # On WeChat, how often they are told so.
    "told": "1/minute",
    # Messages from one address.
    "chat": "300/minute",
    # Screenings without a conversation; the console asks for one at every change of a field.
    "screening": "600/minute",
    # To compare a password is made to be slow. Wrong ones lock the name as well, bot/store/lockout.py.
    "login": "30/minute; 300/hour",
    # Requests to the console that were refused: for who has no log-in.
    "refused": "120/minute",
    # Everything else of the API: a page that waits for staff asks every two seconds, an idle one every eight.
    "requests": "3000/minute",
}

# KEYS: one for each window. ARGV: how much this weighs, then of each window how many it takes and its milliseconds.
# Returns 0, or the milliseconds until there is room again.
_COUNT = """
for i, key in ipairs(KEYS) do
    local before = redis.call('INCRBY', key, ARGV[1]) - ARGV[1]
    if redis.call('PTTL', key) < 0 then redis.call('PEXPIRE', key, ARGV[2 * i + 1]) end
    if before >= tonumber(ARGV[2 * i]) then return redis.call('PTTL', key) end
end
return 0
"""

Network = IPv4Network | IPv6Network
Windows = Sequence[RateLimitItem]


class LimitSettingError(WenceError):
    """A limit cannot be read: says which variable is wrong and what it should be."""


@dataclass(frozen=True)
class LimitSettings:
    """windows: of each limit by its name; none where limits are off. offices: are not limited by address."""

    windows: Mapping[str, Windows]
    offices: Sequence[Network] = ()

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> LimitSettings:
        """From the environment; raises LimitSettingError for what is wrong there."""
        windows = {
            name: _windows(f"{SWITCH}_{name.upper()}", environment, default)
            for name, default in DEFAULTS.items()
        }
        offices = environment.get(OFFICES, "").replace(",", " ").split()
        switch = environment.get(SWITCH, "").strip().lower() or "on"
        if switch not in ("on", "off"):
            raise LimitSettingError(f"环境变量 {SWITCH} 应是 on 或 off，现在是“{switch}”")
        return cls(windows if switch == "on" else {}, [_network(one) for one in offices])


NO_LIMITS = LimitSettings({})


def _windows(variable: str, environment: Mapping[str, str], default: str) -> Windows:
    text = environment.get(variable, "").strip() or default
    try:
        found = parse_many(text)
    except ValueError:
        found = []
    if not found or not all(one.amount for one in found):
        raise LimitSettingError(
            f"环境变量 {variable} 应像“{default}”（次数/时间，几条用分号隔开），现在是“{text}”"
        )
    return sorted(found)


def _network(text: str) -> Network:
    try:
        return ip_network(text)
    except ValueError:
        raise LimitSettingError(
            f"环境变量 {OFFICES} 应是 IP 地址或网段，如 203.0.113.7 或 203.0.113.0/24，现在有“{text}”"
        ) from None


class Limits:
    """Counts what is asked, in Redis where there is one, else in this process.

    key: addresses and senders are kept only as they are hashed with it, and no longer than their window.
    """

    def __init__(self, settings: LimitSettings, key: str, redis: Redis | None = None) -> None:
        self._settings = settings
        self._key = key.encode()
        self._redis = redis
        self._counts = _Counts()

    async def of_sender(self, sender: str, name: str = "sender") -> int:
        """Counts a message of `sender`; returns 0, or the seconds after which there is room for one again."""
        return await self._hit(name, sender, 1)

    async def of_address(self, name: str, host: str | None, weight: int = 1) -> int:
        """Counts a request from `host` under the limit `name`; returns as `of_sender`. weight: 0 to look only.

        What a proxy gives for an address and is none (unknown) counts as one and the same.
        """
        found = network(host)
        if not host or any(_holds(office, found) for office in self._settings.offices if found):
            return 0
        return await self._hit(name, str(found), weight)

    async def _hit(self, name: str, who: str, weight: int) -> int:
        windows = self._settings.windows.get(name)
        if windows is None:
            return 0
        hashed = hmac.new(self._key, f"{name} {who}".encode(), "sha256").hexdigest()[:32]
        keys = [f"wence:limit:{{{hashed}}}:{one.get_expiry()}" for one in windows]
        if self._redis is not None:
            numbers = [n for one in windows for n in (one.amount, one.get_expiry() * 1000)]
            with suppress(Away):
                left: int = await self._redis.run(_COUNT, keys, weight, *numbers)
                return math.ceil(left / 1000)
        return math.ceil(self._counts.hit(keys, windows, weight))


class _Counts:
    """The counts of this process: what `_COUNT` does, with the end of each window."""

    def __init__(self) -> None:
        self._counts: dict[str, tuple[int, float]] = {}
        self._swept = time.monotonic()

    def hit(self, keys: Sequence[str], windows: Windows, weight: int) -> float:
        now = time.monotonic()
        self._sweep(now)
        for key, window in zip(keys, windows, strict=True):
            before, end = self._counts.get(key, (0, 0.0))
            if end <= now:
                self._counts.pop(key, None)  # or it would keep its old place
                before, end = 0, now + window.get_expiry()
            self._counts[key] = (before + weight, end)
            if before >= window.amount:
                return end - now
        return 0

    def _sweep(self, now: float) -> None:
        if now - self._swept > SWEEP:
            self._swept = now
            self._counts = {key: one for key, one in self._counts.items() if one[1] > now}
        while len(self._counts) >= MOST_COUNTS:
            del self._counts[next(iter(self._counts))]


def network(host: str | None) -> Network | None:
    """What counts as one address: an IPv4 address, or the /64 that a line with IPv6 has; None for none at all."""
    try:
        address = ip_address((host or "").partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is None:
            return ip_network((int(address), 64), strict=False)
        address = address.ipv4_mapped
    return ip_network(address)


def _holds(office: Network, found: Network) -> bool:
    if isinstance(office, IPv4Network):
        return isinstance(found, IPv4Network) and found.subnet_of(office)
    return isinstance(found, IPv6Network) and found.overlaps(office)

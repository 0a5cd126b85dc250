"""Passwords: which are good enough, their hashes, and checking one."""

from __future__ import annotations

import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 10, 128  # characters

_hasher = PasswordHasher()
# A check takes 64 MiB: a flood of log-ins may take time, but not all memory.
_room = threading.BoundedSemaphore(2)


def fault(password: str, name: str) -> str | None:
    """Why `password` is not good enough for the account `name`, in Chinese and English; None when it is."""
    if not SHORTEST <= len(password) <= LONGEST:
        return (
            f"密码要有 {SHORTEST} 到 {LONGEST} 个字符，现在是 {len(password)} 个，比如用几个不相干的词拼起来"
            f" / A password has {SHORTEST} to {LONGEST} characters, this one has {len(password)}"
        )
    if password.strip().casefold() == name.casefold():
        return "密码不能和名字一样 / The password must differ from the name"
    return None


def hashed(password: str) -> str:
    """The argon2id hash of `password`, with its salt and costs in it."""
    with _room:
        return _hasher.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether `password` is the one of `password_hash`; without a hash as much work for nothing."""
    expected = _nobodys() if password_hash is None else password_hash
    with _room:
        try:
            _hasher.verify(expected, password)
        except (VerificationError, InvalidHashError):
            return False
    return password_hash is not None


@cache
def _nobodys() -> str:
    return hashed("这个哈希不属于任何人")

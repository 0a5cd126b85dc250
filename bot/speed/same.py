"""Objects as keys of caches."""

from __future__ import annotations

from typing import Any


class Same:
    """An object as the key of a cache, which is equal to itself only and stays while the key is there."""

    def __init__(self, of: Any) -> None:
        self.of = of

    def __hash__(self) -> int:
        return id(self.of)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.of is other.of

"""The web pages as WeChat's channels point to them."""

from __future__ import annotations

from dataclasses import dataclass

from bot import links


@dataclass(frozen=True)
class Site:
    """The pages at `url`; key: signs the links."""

    url: str
    key: str

    def conversation(self, sender: str) -> str:
        """A link, good for a short while, to the conversation with `sender`."""
        return links.link(self.url, self.key, sender)

"""Takes an official account's messages into the inbox: each once, whoever brings it and however often."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels.content import dumped
from bot.channels.wechat.incoming import Incoming
from bot.store.addresses import Addresses
from bot.store.inbox import Brought, Inbox, ReplayError
from bot.store.tables import Address
from bot.store.tables import Inbox as Row


@dataclass(frozen=True)
class Arrivals:
    """What arrives on `channel` at `account` (an AppID)."""

    channel: str
    account: str
    addresses: Addresses
    inbox: Inbox

    def admit(self, incoming: Incoming, signed: str) -> tuple[Row, bool]:
        """The row of a message, and whether it is new. Its sender is empty where nobody is to be answered.

        Raises:
            ReplayError: `signed` was used for another message, or the message is somebody else's.
        """
        row = self.inbox.find(self.channel, self.account, incoming.key, signed)
        if row is None:
            # What it allows is noted once, and nothing at all of a request that is refused.
            return self.inbox.admit(self._brought(incoming, signed))
        address = self._known(incoming)
        if row.sender and (address is None or address.sender != row.sender):
            raise ReplayError
        return self.inbox.again(row.id), False

    def _known(self, incoming: Incoming) -> Address | None:
        return self.addresses.lookup(self.channel, self.account, incoming.person)

    def _brought(self, incoming: Incoming, signed: str) -> Brought:
        content = incoming.content
        if content is None or content.kind == "farewell":
            address = self._known(incoming)
        else:
            address = self.addresses.meet(
                self.channel, self.account, incoming.person, incoming.allowance
            )
        return Brought(
            self.channel,
            self.account,
            incoming.key,
            address.sender if address else "",
            dumped(content) if address else None,
            signed,
        )

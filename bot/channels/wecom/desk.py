"""微信客服 at work: what a callback tells of is fetched, answered and sent."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels.courier import Courier
from bot.channels.settings import WecomSettings
from bot.channels.wecom.sync import Sync


@dataclass(frozen=True)
class Desk:
    """One enterprise's."""

    settings: WecomSettings
    sync: Sync
    courier: Courier

    async def attend(self, account: str) -> None:
        """Fetches what `account` was sent, and answers it. Whatever fails, the courier's next look tries again."""
        if await self.sync.fetch(account):
            await self.courier.look()

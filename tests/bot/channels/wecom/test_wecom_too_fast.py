"""Whoever writes too fast to 微信客服 is told so once."""

from __future__ import annotations

from tests.bot.channels.test_too_fast import FAST
from tests.bot.channels.wecom.conftest import Begin, Helper
from tests.wechat.customer import Customer
from tests.wechat.kf_api import KfApi


async def test_who_writes_too_fast_is_told_so_once(
    begin: Begin, kf: KfApi, assistant: Helper
) -> None:
    async with begin(sender="2/minute").http() as http:
        customer = Customer(kf, http)
        assert FAST not in await customer.enter()
        for _ in range(2):
            assert await customer.write("你好") != [FAST]
        assert await customer.write("第三句") == [FAST]
        assert await customer.write("第四句") == []
    assert assistant.turns == ["你好"] * 2

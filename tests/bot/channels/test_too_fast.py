"""Whoever writes too fast on WeChat is told so once, and nothing of it is answered."""

from __future__ import annotations

from sqlalchemy import select

from bot.store.database import Database
from bot.store.tables import Message
from tests.bot.channels.conftest import Gated, NewPhone, Start

FAST = "您发得太快了，我跟不上，刚才这条没有处理。请歇一两分钟再发，前面的问题照常回答。"


async def test_on_an_official_account(
    start: Start, new_phone: NewPhone, assistant: Gated, database: Database
) -> None:
    service = await start(sender="2/minute")
    phone, other = new_phone(service), new_phone(service)
    for _ in range(2):
        assert await phone.write("你好") != [FAST]
    assert await phone.write("第三句") == [FAST]
    assert await phone.write("第四句") == []
    assert phone.statuses == [200] * 4  # the platform is content, and does not bring them again
    assert assistant.turns == ["你好"] * 2
    with database.session() as session:
        said = list(session.scalars(select(Message.text).where(Message.author == "person")))
    assert said == ["你好"] * 2
    assert await other.write("喝茶") != [FAST]


async def test_following_and_asking_for_the_rest_are_not_counted(
    start: Start, new_phone: NewPhone
) -> None:
    phone = new_phone(await start(sender="1/minute"))
    for _ in range(2):
        assert FAST not in await phone.follow()
    assert await phone.write("你好") != [FAST]
    assert FAST not in await phone.write("查看回答")
    await phone.unfollow()

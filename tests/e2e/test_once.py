"""A text is sent once."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.chat import say
from tests.e2e.visitors import Visitors

SLOW_REPLY = Path(__file__).with_name("slow_reply.js").read_text(encoding="utf-8")
TEXTS = ["占股要多少", "生活补助多少"]


async def test_also_when_the_reply_comes_while_the_page_is_being_drawn(visitors: Visitors) -> None:
    page = await visitors.open()
    await page.evaluate(SLOW_REPLY)
    for text in TEXTS:
        await say(page, text)
    await page.reload()
    await page.wait_for_load_state("networkidle")
    history = await (await page.request.get("/api/v1/chat")).json()
    said = [one["text"] for one in history["messages"] if one["author"] == "person"]
    assert said == TEXTS

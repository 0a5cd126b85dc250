"""Draws docs/chat.png and docs/console.png: the pages as they are now, over a service started for it.

python docs/draw_pages.py      (in the project's environment, with Chromium installed)
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bot.project import WENCE  # noqa: E402
from bot.training import ensure_model  # noqa: E402
from tests.e2e.chat import REFUSED, say  # noqa: E402
from tests.e2e.console import AGENT, on_duty  # noqa: E402
from tests.e2e.desk import enter  # noqa: E402
from tests.e2e.service import served  # noqa: E402
from tests.e2e.visitors import Visitors, browsing  # noqa: E402

PHONE = {"width": 390, "height": 844}
CALLER = {"main_founder": True, "largest_shareholder": True, "share_percent": 30}
DESK = {"width": 1280, "height": 760}


async def draw(origin: str) -> None:
    async with browsing() as browser:
        visitors = Visitors(browser, origin)
        chat = await visitors.open(size=PHONE)
        await say(chat, REFUSED)
        keep(await chat.screenshot(), "chat.png")
        desk = await on_duty(visitors, AGENT, size=DESK)
        await enter(desk, CALLER)
        await desk.get_by_test_id("search").fill("占股比例")
        await desk.get_by_test_id("hit").first.wait_for()
        keep(await desk.screenshot(), "console.png")
        await visitors.leave()


def keep(picture: bytes, name: str) -> None:
    """Saves a screenshot in few colours, a third of the bytes."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    image.quantize(128, dither=Image.Dither.NONE).save(ROOT / "docs" / name, optimize=True)


def main() -> None:
    ensure_model(WENCE, print)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), Path(folder) / "log") as service,
    ):
        service.add_staff(AGENT.name, AGENT.role, AGENT.password)
        asyncio.run(draw(service.url))


if __name__ == "__main__":
    main()

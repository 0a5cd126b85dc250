"""Every page, light and dark, in large print, on a telephone and on a screen: nothing in anybody's way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.chat import refused
from tests.e2e.probes import barriers, overflow, small_targets, small_text, turned
from tests.e2e.scenes import LOOKS, Look, chat_scenes, console_scenes, take_picture
from tests.e2e.visitors import Visitors

LEAST_TEXT, LEAST_SPACING = 18, 1.3
LEAST_TARGET = 44


@pytest.mark.parametrize("look", LOOKS, ids=str)
async def test_the_chat_page(visitors: Visitors, artefacts: Path, look: Look) -> None:
    found = {}
    async for name, page in chat_scenes(visitors, look):
        await take_picture(page, artefacts, f"chat-{look}-{name}")
        found[name] = await barriers(page)
        found[f"{name}: targets"] = await small_targets(page, LEAST_TARGET)
        if wider := await overflow(page):
            found[f"{name}: width"] = [f"{wider} px too wide"]
        if look.elder:
            found[f"{name}: text"] = await small_text(page, LEAST_TEXT, LEAST_SPACING)
        await turned(page, dark=look.scheme == "dark")
    assert not {name: faults for name, faults in found.items() if faults}


@pytest.mark.parametrize("look", [one for one in LOOKS if not one.elder], ids=str)
async def test_the_console(visitors: Visitors, artefacts: Path, look: Look) -> None:
    await refused(visitors)  # for there to be a conversation
    found = {}
    async for name, page in console_scenes(visitors, look):
        await take_picture(page, artefacts, f"console-{look}-{name}")
        found[name] = await barriers(page)
        if wider := await overflow(page):
            found[f"{name}: width"] = [f"{wider} px too wide"]
        await turned(page, dark=look.scheme == "dark")
    assert not {name: faults for name, faults in found.items() if faults}

"""Draws docs/conversation.svg: a conversation held now, with the trained model, word for word.

python docs/draw_conversation.py
"""

from __future__ import annotations

import asyncio
import sys
from html import escape
from pathlib import Path
from unicodedata import east_asian_width

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bot.assistant import Assistant  # noqa: E402
from bot.project import WENCE  # noqa: E402
from bot.terminal import shown  # noqa: E402
from bot.training import ensure_model  # noqa: E402

SAID = ["我占股30%能报独立创业吗", "那顶尖人才的生活补助多少", "威海的创业保险，保费谁出"]
WIDTH, MARGIN, PADDING, LINE, SIZE = 860, 24, 14, 22, 14
COLUMNS = 104  # half-width characters in a line of a bubble
OURS, THEIRS, BACK, INK = "#ffffff", "#95ec69", "#ededed", "#191919"


def wrapped(text: str) -> list[str]:
    """`text` in lines of at most COLUMNS columns; a Chinese character takes two."""
    lines = []
    for paragraph in text.split("\n"):
        line, used = "", 0
        for character in paragraph:
            columns = 2 if east_asian_width(character) in "WFA" else 1
            if used + columns > COLUMNS:
                lines.append(line)
                line, used = "", 0
            line, used = line + character, used + columns
        lines.append(line)
    return lines


def bubble(text: str, top: int, person: bool) -> tuple[str, int]:
    """One message as SVG at height `top`, and the height below it."""
    lines = wrapped(text)
    columns = max(sum(2 if east_asian_width(c) in "WFA" else 1 for c in line) for line in lines)
    width = columns * SIZE // 2 + 2 * PADDING
    height = len(lines) * LINE + 2 * PADDING - 6
    left = WIDTH - MARGIN - width if person else MARGIN
    colour = THEIRS if person else OURS
    parts = [
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}" rx="8" fill="{colour}"/>'
    ]
    for place, line in enumerate(lines):
        y = top + PADDING + SIZE + place * LINE - 3
        parts.append(f'<text x="{left + PADDING}" y="{y}">{escape(line)}</text>')
    return "\n".join(parts), top + height + 14


async def held() -> list[tuple[str, bool]]:
    """The conversation: each message, and whether the person said it."""
    assistant = await Assistant.load(WENCE, keep_conversations=False)
    messages = []
    for text in SAID:
        messages.append((text, True))
        messages.append((shown(await assistant.reply("picture", text)), False))
    return messages


def main() -> None:
    """Holds the conversation and writes the picture."""
    ensure_model(WENCE, print)
    top, drawn = MARGIN, []
    for text, person in asyncio.run(held()):
        part, top = bubble(text, top, person)
        drawn.append(part)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{top + 10}" '
        f'viewBox="0 0 {WIDTH} {top + 10}" font-size="{SIZE}" fill="{INK}" '
        'font-family="PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif">\n'
        f'<rect width="100%" height="100%" fill="{BACK}"/>\n' + "\n".join(drawn) + "\n</svg>\n"
    )
    (ROOT / "docs" / "conversation.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()

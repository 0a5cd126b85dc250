"""What the first look at the page costs."""

from __future__ import annotations

import json
import time
from pathlib import Path

from playwright.async_api import Browser, expect

from tests.e2e.chat import REFUSED, STARTER, choice, replies
from tests.e2e.service import Service

MOST_BYTES = 200_000


async def test_the_first_load_is_small(browser: Browser, service: Service, artefacts: Path) -> None:
    context = await browser.new_context()
    page = await context.new_page()
    network = await context.new_cdp_session(page)
    sizes: list[float] = []
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    await network.send("Network.enable")
    await page.goto(service.url, wait_until="networkidle")
    await expect(choice(page, STARTER)).to_be_visible()
    loaded = int(sum(sizes))

    await page.get_by_test_id("composer").fill(REFUSED)
    started = time.perf_counter()
    await page.get_by_test_id("send").click()
    await expect(replies(page)).to_be_visible()
    waited = time.perf_counter() - started
    await context.close()

    figures = {
        "first_load_bytes": loaded,
        "first_load_requests": len(sizes),
        "first_reply_ms": round(waited * 1000),
    }
    (artefacts / "budget.json").write_text(json.dumps(figures, indent=2) + "\n")
    assert 10_000 < loaded <= MOST_BYTES

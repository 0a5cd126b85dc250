"""The sheet on paper."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.async_api import expect

from tests.e2e.chat import say
from tests.e2e.visitors import Visitors

TOLD = "我是博士，在福山办企业，占股三成"


def bare(text: str) -> str:
    return "".join(text.split())


async def test_it_holds_every_citation_and_nothing_else(
    visitors: Visitors, artefacts: Path
) -> None:
    page = await visitors.open()
    await page.evaluate("window.print = () => { window.printed = true }")
    reply = await say(page, TOLD)
    cited = await reply.locator("q").all_text_contents()
    assert len(cited) > 3
    await page.get_by_role("button", name="打印预审单").click()
    await page.emulate_media(media="print")
    assert await page.evaluate("window.printed")
    sheet = page.locator(".sheet")
    await expect(sheet).to_be_visible()
    await expect(page.locator("#root")).to_be_hidden()
    text = bare(await sheet.inner_text())
    assert [words for words in cited if bare(words) not in text] == []
    for words in (
        "烟福发〔2017〕23号",
        "占股比例：30%",
        "【已到期】",
        "全职创新人才",
        "不是受理凭证",
    ):
        assert words in text
    # Like a print dialog this tells the page when it is done.
    printed = await page.pdf(path=artefacts / "sheet.pdf", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    await page.emulate_media(media="screen")
    await expect(sheet).to_have_count(0)
    await expect(reply).to_be_visible()

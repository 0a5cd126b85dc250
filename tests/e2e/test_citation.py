"""A citation leads to its words in the official text."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.e2e.chat import SHARE, refused
from tests.e2e.visitors import NARROW, WIDE, Visitors


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_it_opens_at_the_cited_words_and_gives_the_focus_back(
    visitors: Visitors, size: dict[str, int]
) -> None:
    page = await refused(visitors, size=size)
    cites = page.get_by_test_id("cite").filter(has=page.locator("q"))
    cited = [
        await one.locator("q").inner_text() for one in await cites.all() if await one.is_visible()
    ]
    assert any(bare(SHARE) in bare(words) for words in cited)
    document = page.get_by_test_id("document")
    for place, words in enumerate(cited):
        await cites.nth(place).focus()
        await page.keyboard.press("Enter")
        marks = document.locator("mark")
        await expect(marks.first).to_be_in_viewport()
        assert bare("".join(await marks.all_inner_texts())) == bare(words)
        await expect(document).to_contain_text("烟福发〔2017〕23号")
        await page.keyboard.press("Escape")
        await expect(document).to_have_count(0)
        await expect(cites.nth(place)).to_be_focused()


async def test_a_clause_named_beside_a_gap_leads_to_its_words_too(visitors: Visitors) -> None:
    page = await refused(visitors)
    await page.locator(".failed").get_by_test_id("cite").click()
    mark = page.get_by_test_id("document").locator("mark")
    await expect(mark).to_be_in_viewport()
    assert bare(await mark.inner_text()) == bare(SHARE)


async def test_an_expired_document_says_so_before_all_else(visitors: Visitors) -> None:
    page = await refused(visitors)
    notice = page.get_by_test_id("validity")
    await expect(notice).to_contain_text("【已到期】")
    first = (
        await page.get_by_test_id("message-bot")
        .locator(".answer > *")
        .first.get_attribute("data-testid")
    )
    assert first == "validity"
    await notice.locator("summary").click()
    await expect(notice.locator("p").first).to_contain_text("2022-09-30")

"""By the number that an answer came with, staff find the conversation and the trace."""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.chat import REFUSED, say
from tests.e2e.console import go, on_duty
from tests.e2e.visitors import Visitors


async def test_the_number_of_a_request_leads_to_its_trace(visitors: Visitors) -> None:
    person = await visitors.open()
    async with person.expect_response(
        lambda one: one.request.method == "POST" and one.url.endswith("/api/v1/chat")
    ) as answer:
        await say(person, REFUSED)
    number = await (await answer.value).header_value("X-Request-Id")
    page = await on_duty(visitors)
    await go(page, "conversations")
    await page.get_by_role("searchbox").fill(str(number))
    row = page.get_by_test_id("conversation-row")
    await expect(row).to_have_count(1)
    await row.click()
    trace = page.get_by_test_id("trace")
    await trace.locator("summary").first.click()
    await expect(trace).to_contain_text(f"请求编号 {number}")

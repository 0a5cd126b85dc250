"""What staff do in the console."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.async_api import Locator, Page, expect

from tests.e2e.visitors import Visitors

NOT_YET_KNOWN = "401 GET /api/v1/staff/me"  # the console asks who is there, and shows the log-in


@dataclass(frozen=True)
class Account:
    name: str
    role: str
    password: str = "四个不相干的词 correct horse"


AGENT = Account("周坐席", "坐席")
ADMINISTRATOR = Account("郑管理", "管理员")
FORGETFUL = Account("吴忘记", "坐席")
STAFF = (AGENT, ADMINISTRATOR, FORGETFUL)


async def at_the_door(visitors: Visitors, **look) -> Page:
    """The console before anybody has logged in."""
    page = await visitors.open("/console", **look)
    visitors.allow(page, NOT_YET_KNOWN)
    await expect(page.get_by_test_id("login-name")).to_be_visible()
    return page


async def try_password(page: Page, name: str, password: str) -> None:
    await page.get_by_test_id("login-name").fill(name)
    await page.get_by_test_id("login-password").fill(password)
    await page.get_by_test_id("login-submit").click()


async def on_duty(visitors: Visitors, account: Account = AGENT, **look) -> Page:
    """The console as `account` sees it."""
    page = await at_the_door(visitors, **look)
    await try_password(page, account.name, account.password)
    await expect(page.get_by_test_id("nav-desk")).to_be_visible()
    return page


async def go(page: Page, name: str) -> None:
    """To the page `name` of the console."""
    await page.get_by_test_id(f"nav-{name}").click()
    await expect(page.get_by_test_id(f"nav-{name}")).to_have_attribute("aria-current", "page")


async def find_conversation(page: Page, words: str) -> Locator:
    """Opens the one conversation in which `words` were said; its messages."""
    await go(page, "conversations")
    await page.get_by_role("searchbox").fill(words)
    rows = page.get_by_test_id("conversation-row")
    await expect(rows).to_have_count(1)
    await rows.click()
    messages = page.get_by_test_id("replay-message")
    await expect(messages.filter(has_text=words).first).to_be_visible()
    return messages

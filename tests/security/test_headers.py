"""What every answer tells a browser and caches, and what it never tells."""

from __future__ import annotations

import httpx
import pytest
from fastapi import FastAPI

from bot import links
from bot.api.pages import DIST
from tests.bot.staff.test_routes import EXPECTED, knock
from tests.security.conftest import log_in
from tests.security.whole import KEY

STRICT = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
STRICT += "form-action 'self'; frame-ancestors 'none'"
ALWAYS = {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "referrer-policy": "no-referrer",
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
AN_ASSET = next(f"/assets/{file.name}" for file in (DIST / "assets").glob("chat-*.js"))


async def answers(browser: httpx.AsyncClient) -> dict[str, httpx.Response]:
    """The answer of every route to nobody, and of some that are not there."""
    found = {route: await knock(browser, *route.split(" ")) for route in EXPECTED}
    for path in ("/nowhere", "/assets/none.js", AN_ASSET, "/api/v1/nowhere"):
        found[f"GET {path}"] = await browser.get(path)
    return found


async def test_every_answer_has_them(browser: httpx.AsyncClient) -> None:
    for route, answer in (await answers(browser)).items():
        there = {name: answer.headers.get(name) for name in ALWAYS}
        assert there == ALWAYS, route
        policy = answer.headers["content-security-policy"]
        styles = "; style-src 'self' 'unsafe-inline'" if route.endswith("/console") else ""
        assert policy == STRICT + styles, route


async def test_a_failure_has_them_too(browser: httpx.AsyncClient, app: FastAPI) -> None:
    app.state.reception = None
    answer = await browser.post("/api/v1/chat", json={"text": "你好"})
    assert answer.status_code == 500
    assert answer.headers["content-security-policy"] == STRICT
    assert answer.headers["cache-control"] == "no-store"
    assert "Traceback" not in answer.text


async def test_only_files_that_never_change_are_kept_by_caches(browser: httpx.AsyncClient) -> None:
    for route, answer in (await answers(browser)).items():
        if route == f"GET {AN_ASSET}":
            expected = "public, max-age=31536000, immutable"
        elif route.split(" ")[1] in ("/", "/console"):
            expected = "no-cache"
        else:
            expected = "no-store"
        assert answer.headers["cache-control"] == expected, route


async def test_nothing_is_told_of_what_runs_here(browser: httpx.AsyncClient) -> None:
    for route, answer in (await answers(browser)).items():
        assert not {"server", "x-powered-by", "via"} & answer.headers.keys(), route


async def test_without_https_nothing_is_said_of_it(app: FastAPI) -> None:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://wence") as plain:
        assert "strict-transport-security" not in (await plain.get("/health")).headers
        assert "Secure" not in (await log_in(plain)).headers["set-cookie"]


async def test_no_other_site_may_read_an_answer(browser: httpx.AsyncClient) -> None:
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    for route in EXPECTED:
        for method in (route.split(" ")[0], "OPTIONS"):
            browser.headers.update(asked)
            answer = await knock(browser, method, route.split(" ")[1])
            named = [name for name in answer.headers if name.startswith("access-control")]
            assert named == [], (method, route)


async def test_the_host_that_a_request_names_gets_into_no_answer(
    browser: httpx.AsyncClient,
) -> None:
    names = {
        "Host": "evil.example",
        "X-Forwarded-Host": "evil.example",
        "Forwarded": "host=evil.example",
    }
    browser.headers.update(names)
    for route, answer in (await answers(browser)).items():
        shown = answer.text + " ".join(answer.headers.values())
        assert "evil.example" not in shown, route
        assert answer.status_code not in (301, 302, 307, 308), route


@pytest.mark.parametrize(
    "token",
    [
        "//evil.example",
        "https://evil.example",
        "%2F%2Fevil.example",
        "..%2f..%2f@evil.example",
        "\\evil.example",
    ],
)
async def test_a_link_leads_nowhere_else(browser: httpx.AsyncClient, token: str) -> None:
    for method in ("GET", "POST"):
        answer = await browser.request(method, f"/open/{token}")
        assert answer.status_code in (404, 410)
        assert "location" not in answer.headers
    own = links.link("", KEY, "wechat-1")
    answer = await browser.get(own)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../index.html",
        "/assets/%2e%2e/index.html",
        "/assets/..%2f..%2f..%2fapi/pages.py",
        "/assets/%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2fvar/secret",
        "/assets//etc/passwd",
        "/assets/%00",
        "/assets/..\\..\\index.html",
        "/var/secret",
        "/models/wence.tar.gz",
        "/.git/config",
    ],
)
async def test_no_file_but_those_of_the_pages_is_served(
    browser: httpx.AsyncClient, path: str
) -> None:
    # httpx would tidy the path; the raw one reaches the application.
    url = httpx.URL("https://wence").copy_with(raw_path=path.encode())
    answer = await browser.send(browser.build_request("GET", url))
    assert answer.status_code == 404, answer.text


async def test_cookies_are_for_us_alone(browser: httpx.AsyncClient) -> None:
    staff = (await log_in(browser)).headers["set-cookie"]
    flags = {part.strip().lower() for part in staff.split(";")[1:]}
    assert {"httponly", "secure", "samesite=strict", "path=/api/v1/staff"} <= flags
    person = (await browser.get(links.link("", KEY, "wechat-1"))).headers["set-cookie"]
    flags = {part.strip().lower() for part in person.split(";")[1:]}
    assert {"httponly", "secure", "samesite=lax", "path=/"} <= flags
    assert not any(flag.startswith("domain") for flag in flags)

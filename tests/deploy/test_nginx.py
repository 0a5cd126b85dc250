"""nginx takes its configuration, and serves nobody what is not for them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import httpx
import pytest

from tests.deploy.files import services
from tests.e2e.proxy import proxied, write_configuration

NOBODY = "127.0.0.1:9"  # a port at which nobody listens
PAGE = {"Accept": "text/html,application/xhtml+xml"}


def test_nginx_takes_the_configuration_of_the_compose_file(tmp_path: Path) -> None:
    settings = {name: str(value) for name, value in services()["nginx"]["environment"].items()}
    settings |= {"TRUSTED_PROXY": "127.0.0.1", "REST_CLIENTS": "10.1.0.0/16"}
    configuration = write_configuration(tmp_path, **settings)
    command = ["nginx", "-t", "-c", configuration, "-p", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr


def test_while_no_process_can_be_reached_people_are_told_so(tmp_path: Path) -> None:
    with proxied([NOBODY], tmp_path) as proxy, httpx.Client(base_url=proxy.url) as client:
        for path, headers in (("/", PAGE), ("/console", PAGE)):
            page = client.get(path, headers=headers)
            assert (page.status_code, page.headers["retry-after"]) == (503, "5")
            assert "服务暂时连不上" in page.text
        problem = client.post("/api/v1/chat", json={"text": "你好"})
        assert problem.status_code == 503
        assert problem.headers["content-type"] == "application/problem+json"
        assert problem.json()["detail"].startswith("服务暂时连不上")
        # WeChat's platform takes any answer for ours, and asks again when there is none.
        for path in ("/wechat", "/wecom"):
            with pytest.raises(httpx.RemoteProtocolError):
                client.post(path, content="<xml/>")


def test_what_is_not_for_the_public_is_not_passed_on(tmp_path: Path) -> None:
    with proxied([NOBODY], tmp_path) as proxy, httpx.Client(base_url=proxy.url) as client:
        for path in ("/ready", "/metrics"):
            assert client.get(path).status_code == 404
        rest = client.post("/webhooks/rest/webhook", json={"sender": "a", "message": "你好"})
        assert rest.status_code == 403
        assert client.post("/api/v1/chat", content=b"x" * 129 * 1024).status_code == 413


def test_the_log_names_no_person(tmp_path: Path) -> None:
    with proxied([NOBODY], tmp_path) as proxy, httpx.Client(base_url=proxy.url) as client:
        client.get("/api/v1/chat?openid=oSOMEBODY", headers={"Cookie": "wence_chat=web-some.b.ody"})
        client.get("/open/SOMEBODY")
        with pytest.raises(httpx.RemoteProtocolError):
            client.get("/wechat?signature=s&openid=oSOMEBODY")
        (line,) = proxy.requests()
        assert (line["uri"], line["status"]) == ("/api/v1/chat", 503)
        assert set(line) == {"time", "request_id", "method", "uri", "status", "seconds", "process"}

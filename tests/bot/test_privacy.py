"""What a person writes gets into no log, whatever fails."""

from __future__ import annotations

import httpx
import pytest

SAID = "故障演示，我叫紫檀木匣子，电话13912345678"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/v1/chat", {"text": SAID}),
        ("/webhooks/rest/webhook", {"sender": "紫檀木匣子", "message": SAID}),
    ],
)
async def test_an_action_that_fails_tells_nothing_of_whom_it_failed(
    client: httpx.AsyncClient,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    path: str,
    body: dict[str, str],
) -> None:
    answer = await client.post(path, json=body)
    assert "程序出了错" in answer.text
    assert "action_break_down" in caplog.text
    told = caplog.text + "".join(capfd.readouterr())
    for private in ("紫檀木", "13912345678", "912345", "\\u7d2b\\u6a80"):
        assert private not in told

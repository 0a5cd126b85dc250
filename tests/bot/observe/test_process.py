"""The process that serves writes its log and shows its metrics as it was told to."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx

from bot.project import WENCE, Project

SERVE = """
import sys
from pathlib import Path
from bot.project import Project
from bot.server import serve
serve(Project(Path(sys.argv[1]), "small_actions"), "127.0.0.1", 0, lambda line: print(line, flush=True))
"""
FIXTURES = Path(__file__).parents[1] / "fixtures"


def test_a_process_is_watched(small: Project) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    own = {"WENCE_METRICS_PORT": port, "WENCE_LOG": "json", "WENCE_LOG_LEVEL": "INFO"}
    path = os.pathsep.join([str(WENCE.root), str(FIXTURES)])
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(small.root)],
        env={**os.environ, **own, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        ready = next(line for line in process.stdout if "已就绪" in line)
        url = ready.partition("：")[2].split("　")[0]
        said = {"sender": "a", "message": "把机器弄坏，我是张三"}
        with httpx.Client(transport=httpx.HTTPTransport(retries=9)) as client:
            answer = client.post(f"{url}/webhooks/rest/webhook", json=said)
            shown = client.get(f"http://127.0.0.1:{port}/metrics").text
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate()
    finally:
        process.kill()
    lines = [json.loads(line) for line in err.splitlines()]
    own_id = answer.headers["X-Request-Id"]
    (failure,) = [line for line in lines if line["level"] == "ERROR"]
    assert failure["request_id"] == own_id
    assert failure["message"] == "Encountered an exception while running action"
    assert failure["error"][0]["type"] == "RuntimeError"
    assert any("small_actions/__init__.py" in place for place in failure["error"][0]["at"])
    assert [line["request_id"] for line in lines if line["logger"] == "bot.access"] == [own_id]
    assert "张三" not in err
    assert "secret detail" not in err
    assert 'wence_turn_seconds_count{channel="rest",outcome="failed"} 1.0' in shown
    assert 'wence_model_info{model="' in shown
    assert "process_resident_memory_bytes" in shown

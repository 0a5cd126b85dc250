"""What a person runs, run as they run it: it works, and says nothing that is not for them."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot import __version__
from bot.__main__ import main
from bot.project import WENCE, Project
from bot.server import reserve

SERVE = """
import sys
from pathlib import Path
import bot.server
from bot.project import Project
from bot.server import serve
bot.server.PATIENCE = 1
serve(Project(Path(sys.argv[1]), "small_actions"), "127.0.0.1", int(sys.argv[2]), lambda line: print(line, flush=True))
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment with an empty home folder, in which the project and the small actions can be imported."""
    home = tmp_path / "home"
    home.mkdir()
    path = os.pathsep.join([str(WENCE.root), str(Path(__file__).parent / "fixtures")])
    levels = {"LOG_LEVEL": "DEBUG", "WENCE_LOG_LEVEL": "WARNING"}
    return {**os.environ, "HOME": str(home), "PYTHONPATH": path, **levels}


def run(project: Project, environment: dict[str, str], *command: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=project.root,
        env=environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    return done.returncode, done.stdout, done.stderr


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@pytest.fixture
def server(
    small: Project, environment: dict[str, str]
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(small.root), str(port)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process, f"http://127.0.0.1:{port}"
    if process.poll() is None:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_serving(
    server: tuple[subprocess.Popen[str], str], environment: dict[str, str], stop: signal.Signals
) -> None:
    process, url = server
    assert process.stdout is not None
    lines = [next(process.stdout) for _ in range(5)]
    assert lines[0] == "载入模型……\n"
    assert re.fullmatch(r"载入完成，\d+\.\d 秒\n", lines[1])
    assert [line[:8] for line in lines[2:4]] == ["公众号：未启用（", "微信客服：未启用"]
    assert lines[4] == f"问策已就绪：{url}　按 Ctrl-C 停止\n"
    answer = httpx.post(f"{url}/webhooks/rest/webhook", json={"sender": "a", "message": "你好"})
    assert answer.json() == [{"recipient_id": "a", "text": "您好，我是小样。"}]
    assert "server" not in answer.headers
    process.send_signal(stop)
    out, err = process.communicate()
    assert (out, err, process.returncode) == ("已停止\n", "", 0)
    assert list(Path(environment["HOME"]).rglob("*")) == []


def test_who_sends_half_a_request_keeps_nobody_from_stopping(
    server: tuple[subprocess.Popen[str], str],
) -> None:
    process, url = server
    assert process.stdout is not None
    while "已就绪" not in next(process.stdout):
        pass
    # It listens a moment after it has said so.
    with httpx.Client(transport=httpx.HTTPTransport(retries=9)) as client:
        to = client.get(url).url
    with socket.create_connection((to.host, to.port)) as slow:
        slow.sendall(
            b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
            b"Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n"
        )
        assert slow.recv(100).startswith(b"HTTP/1.1 100 "), "the body is waited for"
        process.send_signal(signal.SIGTERM)
        out, _ = process.communicate(timeout=60)  # for ever, were it waited for
    assert (out, process.returncode) == ("已停止\n", 0)


def test_a_taken_port_is_told_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["--port", str(port)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"错误：无法在 127.0.0.1:{port} 上监听")
    assert err.count("\n") == 1


def test_answers_are_not_held_back_by_nagles_algorithm() -> None:
    """asyncio turns it off only for a socket that says it is TCP; accepted ones inherit that."""
    with reserve("127.0.0.1", 0) as listener:
        listener.listen()
        with socket.create_connection(listener.getsockname()):
            accepted, _ = listener.accept()
            with accepted:
                assert accepted.proto == socket.IPPROTO_TCP


@pytest.mark.parametrize("address", [("--port", "70000"), ("--host", "no.such.host.invalid")])
def test_an_impossible_address_is_one_line(
    capsys: pytest.CaptureFixture[str], address: tuple[str, str]
) -> None:
    assert main([*address]) == 1
    assert re.fullmatch(r"错误：无法在 \S+ 上监听：.*\n", capsys.readouterr().err)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out == f"问策 {__version__}\n"
    assert f'version = "{__version__}"' in (WENCE.root / "pyproject.toml").read_text()


def test_rasa_validates_quietly(small: Project, environment: dict[str, str]) -> None:
    assert run(small, environment, "-m", "bot", "rasa", "data", "validate") == (0, "", "")
    assert list(Path(environment["HOME"]).rglob("*")) == []


def test_rasa_trains_and_tests_quietly(small: Project, environment: dict[str, str]) -> None:
    code, out, err = run(small, environment, "-m", "bot", "rasa", "train")
    assert (code, err) == (0, "")
    assert re.search(r"models/\S+\.tar\.gz", out)
    code, out, err = run(
        small, environment, "-m", "bot", "rasa", "test", "--fail-on-prediction-errors"
    )
    assert code == 0, err
    report = (small.root / "results" / "story_report.json").read_text()
    assert '"conversation_accuracy"' in report
    assert not re.search(r"Warning|deprecat|tensorflow|traceback", out + err)


def test_rasas_test_fails_on_a_wrong_story(small: Project, environment: dict[str, str]) -> None:
    story = small.root / "tests" / "stories" / "test_greet.yml"
    story.write_text(story.read_text().replace("utter_greet", "utter_shirt"))
    command = ("rasa", "test", "core", "--e2e", "--fail-on-prediction-errors")
    code, out, _ = run(small, environment, "-m", "bot", *command, "--stories", "tests/stories")
    assert code != 0
    assert "utter_shirt" in out


def test_the_action_server_needs_nothing_of_ours(
    small: Project, environment: dict[str, str]
) -> None:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "rasa_sdk", "--actions", "small_actions", "--port", str(port)],
        cwd=small.root,
        env={**environment, "SANIC_HOST": "127.0.0.1", "LOG_LEVEL": "INFO"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "up and running" in line:
            break
    process.terminate()
    lines += process.communicate()[0].splitlines()
    assert any("action_tea" in line for line in lines)
    assert not re.search(r"warning|deprecat|traceback", "".join(lines), re.IGNORECASE)

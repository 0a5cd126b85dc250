"""The benchmark of the two ways to serve says the same to both, counts right, and leaves nothing running."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
import yaml
from rasa.shared.nlu.training_data.message import Message

from actions.answer_several import UNSURE as several_unsure
from actions.search_clauses import UNSURE as unsure
from bench.chatting import training
from bench.chatting.conversations import EACH, SENDERS, conversations
from bench.chatting.export import in_a_row, sample, told, words
from bench.chatting.processes import Program
from bench.chatting.report import OURS, POSTGRESQL, STOCK, Figures, print_goals
from bench.chatting.sending import Round, measure
from bench.chatting.service import answering
from rules import load_library

SOON = 20  # seconds


def eventually(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SOON
    while not holds():
        assert time.monotonic() < deadline, "it never came to be"
        time.sleep(0.02)


def runs(process: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text("ascii")
    except FileNotFoundError:
        return False


def test_every_sender_says_as_much_and_the_same_each_time() -> None:
    said = conversations()
    assert [sum(map(len, of_one)) for of_one in said] == [EACH] * SENDERS
    assert said == conversations()
    assert said != conversations(seed=1)
    drawn = [text for of_one in said for conversation in of_one[1:] for text in conversation]
    assert len(set(drawn)) == len(drawn)


def test_a_sample_has_its_share_of_every_intent() -> None:
    sizes = {"many": 40, "some": 10, "few": 3}
    examples = [
        Message.build(f"{intent} {number}", intent=intent)
        for intent, size in sizes.items()
        for number in range(size)
    ]
    taken = Counter(one.get("intent") for one in sample(examples, 10))
    assert taken == {"many": 4, "some": 2, "few": 2}


def test_stories_for_stock_say_what_the_rules_say() -> None:
    rules = [
        {"rule": name, "steps": [{"intent": name}, {"action": f"action_{name}"}]} for name in "abcd"
    ]
    only_here = {"rule": "e", "condition": [{"active_loop": "f"}], "steps": rules[0]["steps"]}
    form = {"rule": "g", "steps": [{"intent": "g"}, {"action": "f"}, {"active_loop": "f"}]}
    stories = [*in_a_row([*rules, only_here, form])]
    assert len(stories) == len(rules)
    for story in stories:
        steps = story["steps"]
        assert [[*one] for one in steps] == [["intent"], ["action"]] * 3
        for asked, answered in zip(steps[::2], steps[1::2], strict=True):
            assert answered["action"] == f"action_{asked['intent']}"
    assert all("user" not in step for story in told() for step in story["steps"])


def test_a_word_that_is_looked_up_means_one_value() -> None:
    entries = [*words(load_library())]
    values: dict[str, str] = {}
    for one in entries:
        if "synonym" in one:
            for word in yaml.safe_load(one["examples"]):
                assert values.setdefault(word, one["synonym"]) == one["synonym"]
    tables = {one["lookup"]: yaml.safe_load(one["examples"]) for one in entries if "lookup" in one}
    assert values["博士"] == "doctor"
    assert "博士" in tables["degree"]
    looked_up = [word for table in tables.values() for word in table]
    assert set(looked_up) == values.keys()
    assert len(set(looked_up)) == len(looked_up)


@pytest.mark.parametrize("stubborn", [False, True])
def test_nothing_that_was_started_outlives_its_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stubborn: bool
) -> None:
    monkeypatch.setattr("bench.chatting.processes.STOPS_IN", 0.5)
    trap = "trap '' TERM; " if stubborn else ""
    script = f"{trap}sleep 600 & echo $! $$; wait; wait"
    log = tmp_path / "log"
    with Program(("sh", "-c", script), tmp_path, log, {}):
        eventually(lambda: len(log.read_text().split()) == 2)
    eventually(lambda: not any(runs(int(process)) for process in log.read_text().split()))


def test_a_program_has_the_settings_it_is_given_and_none_of_the_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENCE_DATABASE_URL", "postgresql://somewhere")
    command = ("sh", "-c", 'echo "$WENCE_DATABASE_URL,$WENCE_PORT"')
    with Program(command, tmp_path, tmp_path / "log", {"WENCE_PORT": "1"}) as started:
        started.wait()
        assert started.said() == ",1\n"


def test_a_program_counts_with_its_children(tmp_path: Path) -> None:
    hold = f"{sys.executable} -c 'held = bytearray(80_000_000); print(1, flush=True); input()'"
    log = tmp_path / "log"
    with Program(
        ("sh", "-c", f"sleep 600 | {hold}; true"), tmp_path, log, {"PYTHONDONTWRITEBYTECODE": "1"}
    ) as started:
        eventually(lambda: log.read_text() == "1\n")
        shares, whole = started.memory()
    assert 80 < shares <= whole


# Answers nothing to the first two messages, as a server whose actions are not there yet.
REPLIES = dedent(
    """
    import json, sys
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
    class Handler(BaseHTTPRequestHandler):
        said = 0
        protocol_version = "HTTP/1.1"
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            Handler.said += 1
            text = [{"text": asked["message"]}] if Handler.said > 2 else []
            body = json.dumps(text).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
    """
)


def test_a_service_is_ready_when_it_replies_and_is_told_everything_twice(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = (sys.executable, "-c", REPLIES, str(port))
    said = [[("一", "二")], [("三",), ("四",)]]
    with answering(port, [(command, tmp_path, tmp_path / "log", {})]) as service:
        found = measure(service, said)
    assert found.replies == [["一"], ["二"], ["三"], ["四"]]
    assert len(found.times) == 4
    assert found.ready > 0
    received = (tmp_path / "log").read_text().count("POST /webhooks/rest/webhook")
    assert received == 3 + 2 + 4 + 4  # until it replied, warming up, one at a time, at once


def test_a_service_that_ends_is_told_with_its_last_words(tmp_path: Path) -> None:
    command = ("sh", "-c", "echo the port is taken >&2; exit 3")
    planned = [(command, tmp_path, tmp_path / "log", {})]
    with pytest.raises(RuntimeError, match="the port is taken"), answering(1, planned):
        pass


@pytest.fixture
def stock_trains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files to train from; in place of stock Rasa stands a program that writes down that it was run."""
    rasa = tmp_path / "rasa"
    rasa.write_text(
        dedent(
            f"""\
            #!{sys.executable}
            import sys
            from pathlib import Path
            named = dict(zip(sys.argv, sys.argv[1:]))
            Path(named["--out"], named["--fixed-model-name"] + ".tar.gz").write_text("model")
            """
        )
    )
    rasa.chmod(0o755)
    monkeypatch.setattr(training, "STOCK_PYTHON", rasa)
    monkeypatch.setattr(training, "KEPT", tmp_path / "models" / "chat")
    files = tmp_path / "files"
    for name in ("data/nlu.yml", "stock/stories.yml", "domain.yml"):
        (files / name).parent.mkdir(parents=True, exist_ok=True)
        (files / name).write_text(name)
    return files


def test_stock_is_trained_once_for_the_same_files(stock_trains: Path) -> None:
    told: list[str] = []
    first = training.train_stock(stock_trains, 7, told.append)
    assert (first.kept, first.examples, len(told)) == (False, 7, 1)
    again = training.train_stock(stock_trains, 7, told.append)
    assert (again.kept, again.model, again.seconds, len(told)) == (
        True,
        first.model,
        first.seconds,
        1,
    )
    assert again.model.read_text() == "model"
    assert f"trained {first.trained_at} and kept" in again.about()
    assert not training.train_stock(stock_trains, 7, told.append, retrain=True).kept


def test_stock_of_other_files_is_taken_only_when_asked_and_told(stock_trains: Path) -> None:
    told: list[str] = []
    training.train_stock(stock_trains, 7, told.append)
    (stock_trains / "data" / "nlu.yml").write_text("edited")
    kept = training.train_stock(stock_trains, 7, told.append, kept=True)
    assert "OTHER EXAMPLES" in kept.about()
    assert not training.train_stock(stock_trains, 8, told.append).kept
    assert len(told) == 2


def test_a_training_without_a_model_fails(tmp_path: Path) -> None:
    command = ("sh", "-c", "echo no story can be used")
    with pytest.raises(RuntimeError, match="no story can be used"):
        training.train(command, tmp_path, tmp_path / "model.tar.gz", 1, {})


def test_replies_are_counted_by_what_they_say() -> None:
    replies = [["好"], [], [f"您好。{several_unsure}"], ["稍等。", unsure]]
    figures = Figures([Round(1, [1.0] * 4, 1, (1, 1), replies)])
    other = Figures([Round(1, [1.0] * 4, 1, (1, 1), [["好"], [], ["好"], ["稍等。"]])])
    assert (figures.answered(), figures.unsure(), figures.same_as(other)) == (3, 2, 2)


def rounds(times: float, rate: float, ready: float, memory: float) -> Figures:
    return Figures([Round(ready, [times] * 4, rate, (memory, memory), [["好"]] * 4)])


def test_goals_are_met_or_not(capsys: pytest.CaptureFixture[str]) -> None:
    found = {
        OURS: rounds(10, 100, 10, 400),
        POSTGRESQL: rounds(14, 50, 10, 400),
        STOCK: rounds(50, 21, 39, 1300),
    }
    print_goals(found, {})
    lines = capsys.readouterr().out.splitlines()
    verdicts = {line.split(" | ")[0].strip("| "): "NOT MET" not in line for line in lines[3:]}
    assert verdicts == {
        "p50 of a message": True,  # 1/5
        "messages/s, 8 senders": False,  # 4.8 times
        "memory": True,
        "start to first answer": False,  # 10 of 39
        "PostgreSQL to SQLite: p50": True,
        "… time a message, 8 senders": False,  # twice
    }


def test_a_stop_ends_the_run_and_its_programs(tmp_path: Path) -> None:
    script = dedent(
        f"""
        import sys, time
        sys.path.insert(0, {str(training.ROOT)!r})
        from pathlib import Path
        from bench.chatting.processes import Program, stop_by_signals
        stop_by_signals()
        folder = Path({str(tmp_path)!r})
        with Program(("sleep", "600"), folder, folder / "log", {{}}) as one:
            print(one._process.pid, flush=True)
            time.sleep(600)
        """
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as run:
        assert run.stdout is not None
        started = int(run.stdout.readline())
        assert runs(started)
        os.kill(run.pid, signal.SIGTERM)
        run.wait(SOON)
    eventually(lambda: not runs(started))

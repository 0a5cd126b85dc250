"""Rasa's own tests: the stories of tests/stories, and the training data as a whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.project import WENCE

STORIES = WENCE.root / "tests" / "stories"


def rasa(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "rasa", *arguments]
    return subprocess.run(command, cwd=WENCE.root, capture_output=True, text=True, check=False)


@pytest.mark.usefixtures("assistant")
def test_the_stories_are_predicted(tmp_path: Path) -> None:
    done = rasa(
        "test",
        "core",
        "--stories",
        str(STORIES),
        "--out",
        str(tmp_path),
        "--fail-on-prediction-errors",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "None of the test stories failed" in (tmp_path / "failed_test_stories.yml").read_text()


def test_the_training_data_is_valid() -> None:
    done = rasa("data", "validate")
    assert done.returncode == 0, done.stdout + done.stderr


async def test_the_intents_of_the_stories_are_heard_so(assistant: Assistant) -> None:
    """`rasa test core` takes the intents as given; here the sentences are read."""
    import yaml

    for path in STORIES.glob("*.yml"):
        for story in yaml.safe_load(path.read_text("utf-8"))["stories"]:
            for step in story["steps"]:
                if "user" in step:
                    parsed = await assistant.agent.parse_message(step["user"].strip())
                    assert parsed["intent"]["name"] == step["intent"], step["user"]

"""When a model is trained again, and which model is never loaded."""

from __future__ import annotations

import json

import pytest

from bot.assistant import Assistant
from bot.fingerprint import fingerprint
from bot.model import ModelError, manifest_path, model_path, read_manifest, why_stale
from bot.project import Project
from bot.training import TrainingError, ensure_model


def write(project: Project, name: str, text: str) -> None:
    path = project.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def add(project: Project, name: str, text: str) -> None:
    path = project.root / name
    write(project, name, (path.read_text(encoding="utf-8") if path.exists() else "") + text)


def test_a_fresh_model_is_not_trained_again(small: Project) -> None:
    assert why_stale(small) is None
    assert ensure_model(small, pytest.fail) is False


@pytest.mark.parametrize(
    "name",
    [
        "config.yml",
        "domain.yml",
        "nlu_data/nlu.yml",
        "nlu_data/more/new.yml",
        "rules/packs/town/topics.yaml",
        "rules/packs/facts.yaml",
        "actions/reading/amounts/numbers.py",
        "bot/nlu/extractor.py",
    ],
)
def test_an_edit_of_what_is_trained_from_makes_it_stale(small: Project, name: str) -> None:
    add(small, name, "\n# edited\n")
    assert why_stale(small) == "训练资料、配置或版本有改动"


def test_the_words_for_jieba_are_trained_from(small: Project) -> None:
    config = small.config.read_text(encoding="utf-8")
    write(
        small,
        "config.yml",
        config.replace("name: JiebaTokenizer", "name: JiebaTokenizer\n    dictionary_path: words"),
    )
    before = fingerprint(small)
    write(small, "words/towns.txt", "福山 5 ns\n")
    assert fingerprint(small) != before


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "actions/answer.py",
        "bot/nlu/__pycache__/x.pyc",
        "rules/packs/town/cases.yaml",
        "var/log",
    ],
)
def test_an_edit_of_anything_else_does_not(small: Project, name: str) -> None:
    add(small, name, "edited")
    assert why_stale(small) is None


def test_renaming_a_file_and_moving_text_between_files_are_edits(small: Project) -> None:
    write(small, "nlu_data/a.yml", "x: 1\n")
    write(small, "nlu_data/b.yml", "y: 2\n")
    before = fingerprint(small)
    write(small, "nlu_data/a.yml", "x: 1\ny: 2\n")
    write(small, "nlu_data/b.yml", "")
    moved = fingerprint(small)
    (small.data / "b.yml").rename(small.data / "c.yml")
    assert len({before, moved, fingerprint(small)}) == 3


async def test_a_changed_model_file_is_never_loaded(small: Project) -> None:
    with model_path(small).open("ab") as file:
        file.write(b"\0")
    assert why_stale(small) == "模型文件与训练时的记录不符"
    with pytest.raises(ModelError, match=r"拒绝加载.*--force"):
        await Assistant.load(small, keep_conversations=False)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"sha256": "1"', '{"sha256": "1", "more": 2}'])
async def test_without_a_whole_manifest_there_is_no_model(small: Project, text: str) -> None:
    manifest_path(small).write_text(text)
    assert read_manifest(small) is None
    assert why_stale(small) == "还没有训练好的模型"
    with pytest.raises(ModelError, match="没有训练好的模型"):
        await Assistant.load(small, keep_conversations=False)


async def test_training_again_mends_it_and_tells_its_steps(
    small: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    old = json.loads(manifest_path(small).read_text())
    model_path(small).write_bytes(b"not a model")
    lines: list[str] = []
    assert ensure_model(small, lines.append) is True
    assert lines[0] == "训练模型（模型文件与训练时的记录不符）"
    steps = [line.split("　")[0].strip() for line in lines[2:-1]]
    steps.remove("RulePolicy")  # It needs nothing of the others and may come at any place.
    assert steps == ["JiebaTokenizer", "CountVectorsFeaturizer", "LogisticRegressionClassifier"]
    assert lines[-1].startswith("训练完成")
    assert capsys.readouterr() == ("", "")
    assert json.loads(manifest_path(small).read_text())["fingerprint"] == old["fingerprint"]
    assert {path.name for path in small.models.iterdir()} == {
        ".lock",
        "wence.json",
        "wence.tar.gz",
    }
    loaded = await Assistant.load(small, keep_conversations=False)
    assert (await loaded.reply("a", "你好"))[0]["text"] == "您好，我是小样。"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("domain.yml", "\nslots: [\n", "domain.yml"),
        (
            "nlu_data/rules.yml",
            "  - rule: no such slot\n    steps: [{intent: greet}, {slot_was_set: [{hat: red}]}]\n",
            "hat",
        ),
        (
            "nlu_data/rules.yml",
            "  - rule: against greet\n    steps: [{intent: greet}, {action: utter_shirt}]\n",
            "against greet",
        ),
    ],
)
def test_data_that_cannot_be_used_is_one_error_and_keeps_the_old_model(
    small: Project, name: str, text: str, said: str
) -> None:
    before = model_path(small).read_bytes()
    add(small, name, text)
    with pytest.raises(TrainingError, match="训练失败：") as error:
        ensure_model(small, lambda line: None)
    assert said in str(error.value)
    assert model_path(small).read_bytes() == before
    assert why_stale(small) is not None

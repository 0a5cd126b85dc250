"""The test sentences are well formed, many, and none of them was trained."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bench.sentences import SENTENCES, Sentence, bare, load_sentences, too_near
from bot.nlu.pack_sentences import topic_sentences
from rules import load_library
from rules.errors import PackError
from rules.yamlfile import read_yaml

FEWEST = 600
FEWEST_A_TOPIC = 3


@pytest.fixture(scope="module")
def sentences() -> tuple[Sentence, ...]:
    return load_sentences()


def trained() -> list[str]:
    """Every sentence that training reads, as it stands in the files."""
    asked = [text for texts in topic_sentences(load_library()).values() for text in texts]
    files = (SENTENCES.parent.parent / "nlu_data").glob("*.yml")
    blocks = [one["examples"] for file in files for one in read_yaml(file).get("nlu") or []]
    return asked + [line.removeprefix("- ") for block in blocks for line in block.splitlines()]


def test_there_are_enough(sentences: tuple[Sentence, ...]) -> None:
    """A topic counts where it is one of several that are right."""
    assert len(sentences) >= FEWEST
    counts = Counter(topic for sentence in sentences for topic in sentence.topics)
    topics = {one for pack in load_library().packs.values() for one in pack.topics}
    assert {one: counts[one] for one in topics if counts[one] < FEWEST_A_TOPIC} == {}


def test_none_is_like_a_sentence_that_was_trained(sentences: tuple[Sentence, ...]) -> None:
    """Answers to a question are let pass: they are read by rules, and 有 has no second wording."""
    texts = [bare(one.say) for one in sentences if one.asked is None]
    assert too_near(texts, [bare(one) for one in trained()]) == []


def test_no_two_are_alike(sentences: tuple[Sentence, ...]) -> None:
    texts = [bare(one.say) for one in sentences if one.asked is None]
    assert too_near(texts, texts) == []
    answers = Counter((one.asked, bare(one.say)) for one in sentences if one.asked)
    assert [one for one, times in answers.items() if times > 1] == []


def test_the_floor() -> None:
    assert too_near(["房补咋领"], ["房补咋领"])
    assert not too_near(["房补咋领"], ["房补咋拿"])
    assert too_near(["福山房补咋领"], ["福山房补咋拿"])
    assert too_near(["我在福山上班房补怎么领呀"], ["我在福山上班房补怎么拿"])
    assert not too_near(["我在福山上班房补怎么领呀"], ["我在福山工作房补咋拿"])


@pytest.mark.parametrize(
    ("entry", "line", "problem"),
    [
        ("topic: no_such\n  phenomenon: terse", 2, "没有这个主题"),
        ("intent: no_such\n  phenomenon: terse", 2, "没有这个意图"),
        ("topic: overview\n  phenomenon: telegraphic", 3, "没有这一类"),
        ("topic: overview\n  intent: greet\n  phenomenon: terse", 1, "之一"),
        ("facts: {degree: 博士}\n  phenomenon: plain", 2, "degree"),
        ("facts: {}\n  doubtful: [degree]\n  phenomenon: plain", 3, "不肯定"),
        ("facts: {}\n  asked: no_such\n  phenomenon: plain", 3, "没有这个问题"),
        ("facts: {}\n  declined: [degree]\n  phenomenon: plain", 3, "没有问到"),
        ("topik: overview\n  phenomenon: terse", 2, "不认识这个键"),
    ],
)
def test_an_entry_that_is_wrong_is_named(
    tmp_path: Path, entry: str, line: int, problem: str
) -> None:
    path = tmp_path / "wrong.yml"
    path.write_text(f"- say: 房补\n  {entry}\n", encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_sentences(tmp_path)
    assert caught.value.line == line
    assert str(path) in str(caught.value)
    assert problem in str(caught.value)
    assert caught.value.remedy

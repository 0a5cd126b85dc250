"""What the packs add to Rasa's training data."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.environment import prepare
from bot.project import WENCE
from rules.errors import PackError
from rules.load import PACKS, load_library

prepare(WENCE)

from bot.nlu import pack_importer  # noqa: E402
from bot.nlu.pack_importer import PackImporter, domain_of, rules_of  # noqa: E402
from bot.nlu.pack_sentences import topic_sentences  # noqa: E402

NEW_TOPIC = """topics:
  - id: parking
    label: 停车
    ask: 门口能停车吗
    answers:
      - text: 原文没有写停车。
        quotes: [{clause: 第一条, text: 为深入实施人才强区战略}]
"""


NEW_SENTENCES = """nlu:
  - intent: ask_parking
    examples: |
      - 门口能停车吗
      - 停车收费吗
"""


def third_city(packs: Path) -> None:
    """A pack of its own in the folder `packs`, with one topic that no other has."""
    folder = packs / "third-city"
    shutil.copytree(PACKS / "fushan-2017-23", folder)
    (folder / "topics.yaml").write_text(NEW_TOPIC, "utf-8")
    about = (folder / "pack.yaml").read_text("utf-8")
    (folder / "pack.yaml").write_text(re.sub("(?m)^starters:.*\n", "", about), "utf-8")


def test_a_topic_of_two_packs_is_one_intent_with_the_sentences_of_both() -> None:
    library = load_library()
    sentences = topic_sentences(library)
    names = [name for one in library.dictionary.facts["place"].values for name in one.synonyms]
    place = re.compile("|".join(sorted(names, key=len, reverse=True)))

    def anywhere(asked: list[str]) -> set[str]:
        return {place.sub("", one) for one in asked}

    shared = set.intersection(*(set(pack.topics) for pack in library.packs.values()))
    assert shared
    for topic in shared:
        for pack in library.packs.values():
            alone = topic_sentences(replace(library, packs={pack.id: pack}))
            assert anywhere(alone[f"ask_{topic}"]) <= anywhere(sentences[f"ask_{topic}"])


def test_a_sentence_with_the_name_of_another_place_teaches_nothing_new() -> None:
    taught = {one for asked in topic_sentences(load_library()).values() for one in asked}
    assert "福山对人才有什么扶持" in taught
    assert "威海对人才有什么扶持" not in taught


@pytest.mark.parametrize(
    ("written", "line", "problem"),
    [
        (
            "nlu:\n- intent: ask_nothing\n  examples: |\n    - 有吗\n",
            2,
            "ask_nothing 不是这份文件的主题",
        ),
        (NEW_SENTENCES + "      - 聚福英才计划是什么\n", 6, "也是 ask_overview 的例句"),
        ("nlu: []\n", None, "主题 parking 没有例句"),
        ("- 有吗\n", None, "读不了"),
    ],
)
def test_a_fault_in_the_sentences_names_file_line_and_remedy(
    tmp_path: Path, written: str, line: int | None, problem: str
) -> None:
    packs = tmp_path / "packs"
    shutil.copytree(PACKS, packs)
    third_city(packs)
    (packs / "third-city" / "nlu.yml").write_text(written, "utf-8")
    with pytest.raises(PackError, match=problem) as caught:
        topic_sentences(load_library(packs))
    assert caught.value.line == line
    assert "third-city" in str(caught.value)


def test_every_fact_is_an_entity_and_a_slot_that_no_policy_looks_at() -> None:
    library = load_library()
    domain = domain_of(library)
    assert list(domain["slots"]) == list(library.dictionary.facts)
    assert all(slot["influence_conversation"] is False for slot in domain["slots"].values())
    assert {"degree", "subject", "other_city"} <= {next(iter(one)) for one in domain["entities"]}


def test_every_topic_has_a_rule() -> None:
    library = load_library()
    asked = {rule["steps"][0]["intent"] for rule in rules_of(library)}
    assert asked == set(topic_sentences(library))


def test_a_new_pack_needs_no_other_edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(PACKS, tmp_path / "packs")
    third_city(tmp_path / "packs")
    (tmp_path / "packs" / "third-city" / "nlu.yml").write_text(NEW_SENTENCES, "utf-8")
    library = load_library(tmp_path / "packs")
    monkeypatch.setattr(pack_importer, "load_library", lambda: library)
    importer = PackImporter(str(WENCE.config), str(WENCE.domain), [str(WENCE.data)])
    assert "ask_parking" in importer.get_domain().intents
    assert "门口能停车吗" in {one.get("text") for one in importer.get_nlu_data().intent_examples}
    rules = {step.block_name for step in importer.get_stories().story_steps}
    assert "topic ask_parking" in rules

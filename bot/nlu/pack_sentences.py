"""The sentences of nlu.yml of each pack, in Rasa's form: intent `ask_<topic>` → what people type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from actions.heard import PLACE, TOPIC_INTENT
from rules import Library, Pack
from rules.errors import PackError

FILE = "nlu.yml"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Sentence(NamedTuple):
    """An example of `intent` at `line` of `path`."""

    intent: str
    text: str
    path: Path
    line: int


def topic_sentences(library: Library) -> dict[str, list[str]]:
    """Intent → the sentences people ask it in; a topic of several packs is one intent with the sentences of all.

    Of sentences that differ only in the name of their packs' places one is enough: the rest teach nothing.

    Raises:
        PackError: with file, line and remedy, when an intent is no topic of the pack, a topic has no sentence, or a
            sentence teaches two topics.
    """
    found: dict[str, Sentence] = {}
    taught: set[tuple[str, str]] = set()
    topics: dict[str, list[str]] = {}
    for pack in library.packs.values():
        here = _names_of(pack, library)
        for one in _sentences(pack):
            other = found.setdefault(one.text, one)
            if other.intent != one.intent:
                place = f"{other.path.parent.name}/{FILE}:{other.line}"
                raise _error(
                    one.path,
                    one.line,
                    f"“{one.text}”也是 {other.intent} 的例句（{place}）",
                    "一句话只能教一个主题，请删去一处",
                )
            anywhere = one.intent, here.sub("{place}", one.text)
            if other is one and anywhere not in taught:
                taught.add(anywhere)
                topics.setdefault(one.intent, []).append(one.text)
        for topic in pack.topics.values():
            if f"{TOPIC_INTENT}{topic.id}" not in topics:
                raise _error(
                    pack.folder / FILE, None, f"主题 {topic.id} 没有例句", "请写上人们会怎样问"
                )
    return topics


def _names_of(pack: Pack, library: Library) -> re.Pattern[str]:
    """The names of the place of `pack`, longer ones first."""
    place = next(
        one for one in library.dictionary.facts[PLACE].values if one.id == pack.about.place
    )
    names = sorted((place.label, *place.synonyms), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)))


def _sentences(pack: Pack) -> Iterator[Sentence]:
    path = pack.folder / FILE
    try:
        root = yaml.compose(path.read_text("utf-8"), Loader=_Loader)
        entries = {key.value: value for key, value in root.value}["nlu"].value
    except (
        OSError,
        UnicodeDecodeError,
        yaml.YAMLError,
        AttributeError,
        KeyError,
        TypeError,
    ) as error:
        raise _error(
            path,
            None,
            f"读不了（{error}）",
            "请写成 Rasa 的训练数据：nlu 下列出 intent 和 examples",
        ) from error
    for entry in entries:
        keys = {key.value: value for key, value in entry.value}
        intent, examples = keys["intent"], keys["examples"]
        if intent.value.removeprefix(TOPIC_INTENT) not in pack.topics:
            raise _error(
                path,
                intent.start_mark.line + 1,
                f"{intent.value} 不是这份文件的主题",
                f"请写 {TOPIC_INTENT} 加上 topics.yaml 里的 id",
            )
        first = examples.start_mark.line + 2
        for place, line in enumerate(examples.value.splitlines()):
            if line.startswith("- "):
                yield Sentence(intent.value, line[2:].strip(), path, first + place)


def _error(path: Path, line: int | None, problem: str, remedy: str) -> PackError:
    return PackError(str(path), "", problem, remedy, line)

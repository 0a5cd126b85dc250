"""The test sentences: what people write, with what must be understood. Written apart from the training sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, RootModel
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from actions.reading.text.normalizer import normalize
from bot.project import WENCE
from rules import Library, load_library
from rules.errors import FactError, PackError
from rules.facts import Question
from rules.yamlfile import line_of, read_model, read_yaml

SENTENCES = WENCE.root / "tests" / "sentences"
DAY = date(2026, 11, 22)  # the day on which the sentences are said: 去年三月 is in 2025
PHENOMENA = ("everyday", "phone", "long", "terse", "traditional", "premise")
_NO_WORDS = re.compile(r"[\W_]+")


class Sentence(BaseModel):
    """What one person says, and one of `topic` (several: any of them is right), `intent` and `facts`.

    topic: `place` and `about` may add the city and the subjects whose variant must answer. facts: raw values by id,
    of which `doubtful` are said with doubt; `asked` is the question answered, or the fact asked for, and `declined` are
    the facts of it that the person does not tell.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    say: str = Field(min_length=1)
    phenomenon: str = Field(pattern="^[a-z_]+$")
    topic: tuple[str, ...] | str | None = None
    place: str | None = None
    about: tuple[str, ...] | None = None
    intent: str | None = None
    facts: dict[str, Any] | None = None
    doubtful: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    asked: str | None = None
    file: str = ""

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics any of which is right."""
        return (self.topic,) if isinstance(self.topic, str) else self.topic or ()

    @property
    def intents(self) -> tuple[str, ...]:
        """The intents any of which is right; none for a sentence with facts."""
        return tuple(f"ask_{one}" for one in self.topics) or ((self.intent,) if self.intent else ())

    def question(self, library: Library) -> Question:
        """What was asked before, as the reader of answers wants it."""
        dictionary = library.dictionary
        known = {one.id: one for one in dictionary.questions}
        if self.asked in known:
            return known[self.asked]
        fact = dictionary.facts[self.asked or ""]
        return Question(id=fact.id, ask=fact.question, facts=(fact.id,))


class _File(RootModel[tuple[Sentence, ...]]):
    """One file: a list."""


def load_sentences(folder: Path = SENTENCES) -> tuple[Sentence, ...]:
    """All sentences of `folder`, file by file.

    Raises:
        PackError: an entry is not what it should be; names file, line and remedy.
    """
    return tuple(sentence for path in sorted(folder.glob("*.yml")) for sentence in _load(path))


def _load(path: Path) -> list[Sentence]:
    known, sentences = load_library(), read_model(path, _File, read_yaml(path)).root
    for place, sentence in enumerate(sentences):
        found = _wrong(sentence, known)
        if found:
            key, problem, remedy = found
            line = line_of(path, (place, key))
            raise PackError(str(path), f"{place}.{key}", problem, remedy, line)
    return [sentence.model_copy(update={"file": path.name}) for sentence in sentences]


def _wrong(sentence: Sentence, library: Library) -> tuple[str, str, str] | None:
    """The first key that is wrong, with the problem and the remedy; None for a sentence that is right."""
    given = [one for one in ("topic", "intent", "facts") if getattr(sentence, one) is not None]
    if len(given) != 1:
        return "say", "要有且只有 topic、intent、facts 之一", "请补上一个，或删去多余的"
    if given != ["facts"] and sentence.phenomenon not in PHENOMENA:
        return "phenomenon", f"没有这一类：{sentence.phenomenon}", f"可用：{'、'.join(PHENOMENA)}"
    topics = {one for pack in library.packs.values() for one in pack.topics}
    unknown = set(sentence.topics) - topics
    if unknown or sentence.topic == ():
        return "topic", f"没有这个主题：{'、'.join(unknown)}", "id 见各文件的 topics.yaml"
    if sentence.intent is not None and sentence.intent not in general_intents():
        return "intent", f"没有这个意图：{sentence.intent}", "可用的意图见 domain.yml"
    if sentence.place not in (None, *(pack.about.place for pack in library.packs.values())):
        return "place", f"没有这个地方的文件：{sentence.place}", "可用的见各文件 pack.yaml 的 place"
    if set(sentence.doubtful) - set(sentence.facts or ()):
        return "doubtful", "说得不肯定的，要在 facts 里", "请在 facts 里写上它的值"
    facts = library.dictionary
    asked = {*facts.facts, *(one.id for one in facts.questions)}
    if sentence.asked is not None and (sentence.facts is None or sentence.asked not in asked):
        return (
            "asked",
            f"没有这个问题：{sentence.asked}",
            "要写 facts.yaml 里问题或事实的 id，并写明 facts",
        )
    if sentence.declined and (
        sentence.asked is None or set(sentence.declined) - set(sentence.question(library).facts)
    ):
        return "declined", "没有问到的，不能是没说的", "只写 asked 所问的事实"
    try:
        facts.read(sentence.facts or {}, DAY)
    except FactError as error:
        return "facts", str(error), "值的写法见 facts.yaml"
    return None


@lru_cache(maxsize=1)
def general_intents() -> frozenset[str]:
    """The intents that no topic brings."""
    return frozenset(read_yaml(WENCE.domain)["intents"]) - {"nlu_fallback"}


def bare(text: str) -> str:
    """`text` without punctuation, spaces, emoji, and differences of script, case and width."""
    return _NO_WORDS.sub("", normalize(text))


def floor(text: str) -> int:
    """How many edits must lie at least between `text`, which is bare, and a sentence that was trained.

    One for the 5 characters of a terse one, which leave no choice; two up to 10; of longer ones a fifth.
    """
    if len(text) <= 5:
        return 1
    return max(2, -(-len(text) // 5))


def too_near(texts: Sequence[str], others: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs of bare texts with fewer edits between them than the first one's floor; none with its own place."""
    edits = cdist(texts, others, scorer=Levenshtein.distance, dtype=np.uint16)
    if texts is others:
        np.fill_diagonal(edits, np.iinfo(np.uint16).max)
    least = np.array([floor(text) for text in texts])
    return [(texts[a], others[b]) for a, b in np.argwhere(edits < least[:, None])]


def without_trained(
    sentences: Sequence[Sentence], examples: Sequence[tuple[str, str]]
) -> list[Sentence]:
    """The sentences that are not like the text of any example; says how many are left out."""
    texts = [bare(one.say) for one in sentences]
    near = {text for text, _ in too_near(texts, [bare(text) for text, _ in examples])}
    kept = [one for one, text in zip(sentences, texts, strict=True) if text not in near]
    if near:
        print(f"!!! {len(sentences) - len(kept)} SENTENCES ARE LEFT OUT: too like trained ones.")
    return kept

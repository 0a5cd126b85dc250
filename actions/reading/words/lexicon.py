"""All words the extractor knows, and what they mean: the dictionary, the packs' subjects, actions/reading/data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

from actions.reading.text.normalizer import normalize
from actions.reading.text.sounds import in_pinyin
from actions.reading.words.titles import jobs, titles
from rules.facts import Dictionary

PLACE = "place"
_SHORT = 2
DATA = Path(__file__).parent.parent / "data"

Kind = Literal["says", "names", "subject", "city", "nothing"]
Said = bool | str | int | tuple[str, ...] | None


@dataclass(frozen=True)
class Meaning:
    """What a phrase means.

    says: `value` of the fact `name`; names: the fact `name` without a value; subject: the subject `name` of a pack;
    city: a city `name` that has no pack; nothing: only that shorter phrases inside do not count.
    """

    kind: Kind
    name: str = ""
    value: Said = None


NOTHING = Meaning("nothing")
_KINDS_OF_TALENT = ("人才", "类", "团队", "层次", "项目")


def load_data(name: str) -> dict[str, Any]:
    """What the file `name` of actions/reading/data holds."""
    content: dict[str, Any] = yaml.safe_load((DATA / name).read_text("utf-8"))
    return content


@dataclass(frozen=True)
class Lexicon:
    """The phrases of a `dictionary` and of `subjects` (subject id → words)."""

    dictionary: Dictionary
    subjects: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def extra(self) -> dict[str, Any]:
        """What actions/reading/data/phrases.yaml adds."""
        return load_data("phrases.yaml")

    @cached_property
    def places(self) -> dict[str, Any]:
        """Provinces and cities."""
        return load_data("places.yaml")

    @cached_property
    def titles(self) -> dict[str, dict[str, str | bool]]:
        """Professional titles of every series and jobs, with what they say; the dictionary has those of other names."""
        data = load_data("titles.yaml")
        return {**titles(data), **jobs(data)}

    @cached_property
    def spelling(self) -> dict[str, Any]:
        """How words are mistyped."""
        return load_data("spelling.yaml")

    @cached_property
    def sounding(self) -> tuple[str, ...]:
        """Words that are known by their sound: those of three and more characters, and the listed ones of two."""
        function, short = self.spelling["function"], self.spelling["short"]
        return tuple(
            word
            for word in self.words
            if word in short or (len(word) > _SHORT and not any(one in word for one in function))
        )

    @cached_property
    def phrases(self) -> dict[str, frozenset[Meaning]]:
        """Normalised phrase → its meanings.

        A phrase that contains the name of a place says that place too (来到福山). What the data files say of a fact
        replaces what the dictionary says of it, for that phrase. A kind of talent that is a subject claims no fact:
        独立创业人才 is no 独立创业.
        """
        phrases: dict[str, set[Meaning]] = {}
        for words, meaning in (*self._of_facts(), *self._of_subjects(), *self._of_cities()):
            phrases.setdefault(normalize(words), set()).add(meaning)
        for words, said in self.titles.items():
            known = phrases.setdefault(words, set())
            names = {meaning.name for meaning in known}
            new = {
                Meaning("says", fact, value) for fact, value in said.items() if fact not in names
            }
            known |= new if said else {NOTHING}
        for words, said in self.extra["says"].items():
            known = {
                meaning for meaning in phrases.get(normalize(words), ()) if meaning.name not in said
            }
            phrases[normalize(words)] = known | {
                Meaning("says", fact, tuple(value) if isinstance(value, list) else value)
                for fact, value in said.items()
            }
        for words in self.extra["nothing"]:
            known = phrases.setdefault(normalize(words), set())
            if all(meaning.kind == "subject" for meaning in known):
                known.add(NOTHING)
        for words, _ in self._of_subjects():
            if words.endswith(_KINDS_OF_TALENT) and all(
                each.kind == "subject" for each in phrases[normalize(words)]
            ):
                phrases[normalize(words)].add(NOTHING)
        for words, meanings in phrases.items():
            if not any(meaning.name == PLACE for meaning in meanings) and _is_of_facts(meanings):
                meanings.update(self._places_in(words))
        return {words: frozenset(meanings) for words, meanings in phrases.items()}

    def _places_in(self, words: str) -> Iterator[Meaning]:
        for place, names in self._place_names.items():
            if any(name in words for name in names):
                yield Meaning("says", PLACE, place)

    @cached_property
    def _place_names(self) -> dict[str, tuple[str, ...]]:
        """Place → its names, normalised; without those that hold another of its names."""
        place = self.dictionary.facts.get(PLACE)
        named = {
            choice.id: [normalize(one) for one in choice.synonyms]
            for choice in (place.values if place else ())
        }
        return {
            choice: tuple(
                one for one in names if not any(other != one and other in one for other in names)
            )
            for choice, names in named.items()
        }

    def _of_facts(self) -> Iterator[tuple[str, Meaning]]:
        for fact in self.dictionary.facts.values():
            for words in fact.synonyms:
                yield (
                    words,
                    Meaning("says", fact.id, True)
                    if fact.type == "yes_no"
                    else Meaning("names", fact.id),
                )
            for choice in fact.values:
                for words in choice.synonyms:
                    yield words, Meaning("says", fact.id, choice.id)

    def _of_subjects(self) -> Iterator[tuple[str, Meaning]]:
        for subject, synonyms in self.subjects.items():
            for words in synonyms:
                yield words, Meaning("subject", subject)

    def _of_cities(self) -> Iterator[tuple[str, Meaning]]:
        with_pack = (
            {words for choice in self.dictionary.facts["place"].values for words in choice.synonyms}
            if "place" in self.dictionary.facts
            else set()
        )
        bare = [name for row in self.places["cities"] for name in row]
        for name in {*bare, *self.places["cities_with_suffix"]} - with_pack:
            yield f"{name}市", Meaning("city", name)
        for name in set(bare) - with_pack:
            yield name, Meaning("city", name)

    @cached_property
    def latin(self) -> dict[str, frozenset[Meaning]]:
        """Words in pinyin (boshi), where no two of different meaning are written so."""
        return in_pinyin(self.sounding, self.phrases)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Phrases of Chinese characters that a tokenizer should keep whole, sorted."""
        cities = {words for words, _ in self._of_cities()}
        return tuple(
            sorted(
                words
                for words in self.phrases
                if 2 <= len(words) <= 8 and words not in cities and _is_chinese(words)
            )
        )


def _is_of_facts(meanings: set[Meaning]) -> bool:
    return any(meaning.kind in ("says", "names") for meaning in meanings)


def _is_chinese(words: str) -> bool:
    return all("\u4e00" <= character <= "\u9fff" for character in words)


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The lexicon of all packs of this installation."""
    from rules import load_library

    library = load_library()
    subjects: dict[str, dict[str, None]] = {}
    for pack in library.packs.values():
        for subject, words in pack.about.subject_words.items():
            subjects.setdefault(subject, {}).update(dict.fromkeys(words))
    return Lexicon(library.dictionary, {one: tuple(words) for one, words in subjects.items()})
